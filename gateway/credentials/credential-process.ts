import { askGateway } from './ask-gateway.ts';
import { GrantCredentialsError } from './grant-credentials-error.ts';

/** Where the command writes. */
export interface Output {
  stdout(text: string): void;
  stderr(text: string): void;
}

/**
 * `connect-with-aws credentials <grantId>`: fresh credentials in the format of `credential_process` ("Sourcing
 * credentials with an external process", AWS SDKs and Tools Reference Guide), so that the AWS CLI, Terraform and any SDK
 * can use a grant. Gives the exit code; every failure is a sentence on standard error.
 */
export async function credentialProcess(
  args: readonly string[],
  environment: Record<string, string | undefined>,
  output: Output,
): Promise<number> {
  const [grantId] = args;
  const { CONNECT_WITH_AWS_GATEWAY: gateway, CONNECT_WITH_AWS_PARTNER_KEY: partnerKey } = environment;
  const missing = [
    grantId ? [] : 'the grant’s id: connect-with-aws credentials grant_…',
    gateway ? [] : 'CONNECT_WITH_AWS_GATEWAY, the gateway’s address',
    partnerKey ? [] : 'CONNECT_WITH_AWS_PARTNER_KEY, your backend’s key',
  ].flat();
  if (!grantId || !gateway || !partnerKey) return fail(output, `Missing: ${missing.join('; ')}.`);
  if (!URL.canParse(gateway))
    return fail(output, 'CONNECT_WITH_AWS_GATEWAY is not an address like https://connect.acme.example.');
  try {
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await askGateway({
      gateway,
      partnerKey,
      grantId,
    });
    const keys = { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken };
    output.stdout(`${JSON.stringify({ Version: 1, ...keys, Expiration: expiration })}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof GrantCredentialsError)) throw error;
    return fail(output, `${error.code}: ${error.message} See ${error.docsUrl}`);
  }
}

function fail({ stderr }: Output, sentence: string): number {
  stderr(`connect-with-aws: ${sentence}\n`);
  return 1;
}
