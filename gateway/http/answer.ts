import type { ErrorCode } from '../../schema/types.generated.ts';
import { GatewayError } from '../errors.ts';
import type { RequestContext } from './context.ts';
import type { ResolversTypes } from './resolvers.generated.ts';

/** Which type of the schema tells of which expected failure; every other code goes to `errors[]`. */
const FAILURE_TYPES = {
  INVALID_INPUT: 'InvalidInput',
  FORBIDDEN: 'Forbidden',
  PATH_UNAVAILABLE: 'PathUnavailable',
  IDEMPOTENCY_MISMATCH: 'IdempotencyMismatch',
  GRANT_NOT_FOUND: 'GrantNotFound',
  GRANT_NOT_PENDING: 'GrantNotPending',
  GRANT_NOT_ACTIVE: 'GrantNotActive',
  AWS_NOT_ONBOARDED: 'AwsRefused',
  AWS_REFUSED: 'AwsRefused',
  EXCHANGE_TOKEN_EXPIRED: 'AwsRefused',
  EXCHANGE_TOKEN_INVALID: 'AwsRefused',
  EXCHANGE_REFUSED: 'AwsRefused',
  ACCESS_REVOKED: 'AwsRefused',
  ROLE_GONE: 'AwsRefused',
  AWS_LIMIT_EXCEEDED: 'AwsUnavailable',
  AWS_UNAVAILABLE: 'AwsUnavailable',
  GATEWAY_NOT_PERMITTED: 'AwsUnavailable',
} as const satisfies Partial<Record<ErrorCode, keyof ResolversTypes>>;

/** What comes of a mutation, as a member of its result union: the payload, or the failure that was expected. */
export async function answer<T extends string, Payload extends object>(
  { gateway, requestId }: RequestContext,
  typename: T,
  work: () => Promise<Payload>,
): Promise<{ __typename: T } & Payload> {
  try {
    return { __typename: typename, ...(await work()) };
  } catch (error) {
    if (!(error instanceof GatewayError) || !(error.code in FAILURE_TYPES)) throw error;
    // The caller's result type is the union that GraphQL checks against the schema when it runs.
    return asFailure(error, gateway.partner.publicUrl, requestId) as never;
  }
}

function asFailure(error: GatewayError, publicUrl: string, requestId: string) {
  const { code, message, field, subject, row } = error;
  const __typename = FAILURE_TYPES[code as keyof typeof FAILURE_TYPES];
  const failure = { __typename, code, message, retryable: row.retryable, requestId };
  return { ...failure, docsUrl: docsUrl(publicUrl, code), field, grant: subject };
}

/** Where the registry's page speaks of this code. */
export function docsUrl(publicUrl: string, code: ErrorCode): string {
  return `${publicUrl}/docs/errors#${code}`;
}
