import type { ErrorCode } from '../../schema/types.generated.ts';
import { GatewayError, withoutSecrets } from '../errors.ts';

/** AWS's exception names and what they mean to us. */
type Translation = Readonly<Record<string, ErrorCode>>;

const THROTTLED = {
  Throttling: 'AWS_UNAVAILABLE',
  ThrottlingException: 'AWS_UNAVAILABLE',
  RequestLimitExceeded: 'AWS_UNAVAILABLE',
  ServiceUnavailable: 'AWS_UNAVAILABLE',
  ServiceFailureException: 'AWS_UNAVAILABLE',
  InternalFailure: 'AWS_UNAVAILABLE',
  TimeoutError: 'AWS_UNAVAILABLE',
  ConcurrentModificationException: 'AWS_UNAVAILABLE',
} as const satisfies Translation;

/** Of CreateDelegationRequest. EntityAlreadyExists is no error to us: see the port. */
export const CREATE_ERRORS = {
  ...THROTTLED,
  LimitExceededException: 'AWS_LIMIT_EXCEEDED',
  AccessDenied: 'AWS_NOT_ONBOARDED',
  AccessDeniedException: 'AWS_NOT_ONBOARDED',
} as const satisfies Translation;

/** Of GetDelegatedAccessToken. */
export const EXCHANGE_ERRORS = {
  ...THROTTLED,
  ExpiredTradeInTokenException: 'EXCHANGE_TOKEN_EXPIRED',
  ValidationError: 'EXCHANGE_TOKEN_INVALID',
  AccessDenied: 'EXCHANGE_REFUSED',
  AccessDeniedException: 'EXCHANGE_REFUSED',
  RegionDisabledException: 'EXCHANGE_REFUSED',
  PackedPolicyTooLargeException: 'EXCHANGE_REFUSED',
} as const satisfies Translation;

/** Of GetCallerIdentity with delegated credentials: only AWS's not accepting them tells of a revocation. */
export const CALLER_IDENTITY_ERRORS = {
  ...THROTTLED,
  AccessDenied: 'ACCESS_REVOKED',
  AccessDeniedException: 'ACCESS_REVOKED',
  ExpiredToken: 'ACCESS_REVOKED',
  ExpiredTokenException: 'ACCESS_REVOKED',
  InvalidClientTokenId: 'ACCESS_REVOKED',
} as const satisfies Translation;

/** Of AssumeRole and AssumeRoleWithWebIdentity: only a clear no is one. */
export const ASSUME_ERRORS = {
  ...THROTTLED,
  AccessDenied: 'ROLE_NOT_ASSUMABLE',
  AccessDeniedException: 'ROLE_NOT_ASSUMABLE',
  InvalidIdentityToken: 'ROLE_NOT_ASSUMABLE',
  InvalidIdentityTokenException: 'ROLE_NOT_ASSUMABLE',
  IDPCommunicationErrorException: 'AWS_UNAVAILABLE',
} as const satisfies Translation;

/** Of the calls by which a role is made. Right after it was made, IAM may not have heard of it everywhere. */
export const PROVISIONING_ERRORS = {
  ...THROTTLED,
  NoSuchEntityException: 'AWS_UNAVAILABLE',
  AccessDenied: 'PROVISIONING_REFUSED',
  AccessDeniedException: 'PROVISIONING_REFUSED',
  LimitExceededException: 'PROVISIONING_REFUSED',
  InvalidInputException: 'PROVISIONING_REFUSED',
  MalformedPolicyDocumentException: 'PROVISIONING_REFUSED',
  ValidationError: 'PROVISIONING_REFUSED',
  ExpiredToken: 'SESSION_ENDED',
  ExpiredTokenException: 'SESSION_ENDED',
  InvalidClientTokenId: 'SESSION_ENDED',
} as const satisfies Translation;

/** Of the SNS calls. */
export const SUBSCRIPTION_ERRORS = { ...THROTTLED } as const satisfies Translation;

/** How AWS words that it is the caller who lacks a permission, and not what was asked for that is wrong. */
const CALLER_LACKS =
  /\bbecause no (identity-based policy|permissions boundary|session policy) allows the \S+ action/;

/** An SDK error as ours. The message names the call and AWS's own word for it; the rest stays in the cause. */
export function translate(error: unknown, table: Translation, call: string): GatewayError {
  if (error instanceof GatewayError) return error;
  const name = error instanceof Error ? error.name : 'unknown';
  const code = isOurLack(error, table)
    ? 'GATEWAY_NOT_PERMITTED'
    : (table[name] ?? (wasAnswered(error) ? 'AWS_REFUSED' : 'AWS_UNAVAILABLE'));
  return new GatewayError(code, `AWS answered ${call} with ${name}.`, { cause: withoutSecrets(error) });
}

/** Only the exchange is the gateway's own call, whose refusal would otherwise be taken for the customer's. */
function isOurLack(error: unknown, table: Translation): boolean {
  return table === EXCHANGE_ERRORS && error instanceof Error && CALLER_LACKS.test(error.message);
}

function wasAnswered(error: unknown): boolean {
  return statusOf(error) !== undefined && (statusOf(error) ?? 500) < 500;
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  return (error.$metadata as { httpStatusCode?: number }).httpStatusCode;
}
