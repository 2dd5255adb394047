import { GetCallerIdentityCommand, STSClient, STSServiceException } from '@aws-sdk/client-sts';
import type { CredentialCache } from './credential-cache.ts';
import type { Credentials, GatewayClient, Grant } from './gateway-client.ts';
import { Refusal } from './refusal.ts';

/** What this site's backend holds for a customer, without any secret. Null is what is not known. */
export interface AwsAccess {
  /** The grant's status in the gateway; `NONE` where the customer never had one. */
  status: string;
  grantId: string | null;
  pathTitle: string | null;
  /** AWS account id: as STS says while there is access, else as the grant says. */
  account: string | null;
  /** The ARN that STS gives for the credentials in use. */
  actsAs: string | null;
  /** When access ends by itself, RFC 3339. */
  until: string | null;
  /** One sentence, where there should be access and it could not be shown. */
  message: string | null;
}

/** What looking needs. */
export interface AwsAccessParts {
  gateway: GatewayClient;
  credentials: CredentialCache;
  /** Where STS is. */
  awsEndpoint: string;
}

const NOTHING: AwsAccess = {
  status: 'NONE',
  grantId: null,
  pathTitle: null,
  account: null,
  actsAs: null,
  until: null,
  message: null,
};

/** Looks up the customer's newest grant and, where it is active, asks AWS with its credentials who this backend is. */
export async function lookAtAccess(parts: AwsAccessParts, customerId: string): Promise<AwsAccess> {
  const grant = await parts.gateway.newestGrant(customerId);
  if (!grant) return NOTHING;
  const known = { ...NOTHING, ...describe(grant) };
  if (grant.status !== 'ACTIVE') return known;
  try {
    const { Account, Arn } = await whoAmI(parts, grant);
    return { ...known, account: Account ?? known.account, actsAs: Arn ?? null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...known, message: error.message };
  }
}

function describe({ id, status, path, accountId, expiresAt }: Grant): Partial<AwsAccess> {
  const until = status === 'ACTIVE' ? expiresAt : null;
  return { status, grantId: id, pathTitle: path.title, account: accountId, until };
}

/** Credentials that were kept and do not work any more are replaced once: the gateway then learns of it too. */
async function whoAmI(parts: AwsAccessParts, grant: Grant) {
  const { credentials, fresh } = await parts.credentials.get(grant);
  try {
    return await askSts(parts.awsEndpoint, credentials);
  } catch (error) {
    if (!isRefused(error)) throw new Refusal(502, 'AWS does not answer at the moment.', { cause: error });
    parts.credentials.forget(grant.id);
    if (fresh) throw new Refusal(502, 'AWS refused the credentials of this grant.', { cause: error });
    return whoAmI(parts, grant);
  }
}

async function askSts(endpoint: string, { accessKeyId, secretAccessKey, sessionToken }: Credentials) {
  const sts = new STSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
  try {
    return await sts.send(new GetCallerIdentityCommand({}));
  } finally {
    sts.destroy();
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof STSServiceException && error.$fault === 'client';
}
