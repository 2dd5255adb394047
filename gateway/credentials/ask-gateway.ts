import type { AwsCredentials, ErrorCode } from '../../schema/types.generated.ts';
import { GrantCredentialsError } from './grant-credentials-error.ts';

/** How long the gateway may take, milliseconds: AWS's own answer is within it. */
const DEADLINE_MS = 30_000;

const DOCUMENT = `mutation Credentials($input: GrantCredentialsInput!) {
  result: grantCredentials(input: $input) {
    ... on GrantCredentialsPayload { credentials { accessKeyId secretAccessKey sessionToken expiration } }
    ... on Failure { code message retryable docsUrl }
  }
}`;

/** Where the gateway is, the key by which it knows this backend, and the grant. */
export interface GatewayAddress {
  /** `https://connect.acme.example`, with or without a path before `/graphql`. */
  gateway: string;
  /** `cwa_sk_…`. Secret. */
  partnerKey: string;
  grantId: string;
  /** In place of the global `fetch`. */
  fetch?: typeof fetch;
}

/** What a failure carries, be it a member of the result or an entry of `errors[]`. */
interface Failed {
  code: ErrorCode;
  retryable: boolean;
  docsUrl: string;
}

interface Answer {
  data?: { result?: Partial<Failed> & { message?: string; credentials?: AwsCredentials } } | null;
  errors?: { message: string; extensions?: Partial<Failed> }[];
}

/** Asks the gateway for fresh credentials. Every failure is a GrantCredentialsError. */
export async function askGateway(address: GatewayAddress): Promise<AwsCredentials> {
  const base = address.gateway.replace(/\/+$/, '');
  const answer = await post(address, base);
  const result = answer.data?.result;
  if (result?.credentials) return result.credentials;
  const [error] = answer.errors ?? [];
  const { code, retryable = false, docsUrl = `${base}/docs/errors` } = result ?? error?.extensions ?? {};
  const message = result?.message ?? error?.message;
  if (code === undefined || message === undefined) throw unreachable(base, 'it answered as no gateway does');
  throw new GrantCredentialsError({ code, message, retryable, docsUrl });
}

async function post(
  { partnerKey, grantId, fetch: send = fetch }: GatewayAddress,
  base: string,
): Promise<Answer> {
  try {
    const response = await send(`${base}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${partnerKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: DOCUMENT, variables: { input: { id: grantId } } }),
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return (await response.json()) as Answer;
  } catch (cause) {
    throw unreachable(base, 'there was no answer that could be read', cause);
  }
}

function unreachable(base: string, why: string, cause?: unknown): GrantCredentialsError {
  const message = `The gateway at ${base} gave no credentials: ${why}. Check the address, and that it runs.`;
  const docsUrl = `${base}/docs/errors`;
  return new GrantCredentialsError(
    { code: 'GATEWAY_UNREACHABLE', message, retryable: true, docsUrl },
    { cause },
  );
}
