import type { ErrorCode } from '../../schema/types.generated.ts';
import { GatewayError, withoutSecrets } from '../errors.ts';

/**
 * KMS's words that prove a secret unreadable for good. Everything else may pass or be put right by the operator (a key
 * disabled by mistake, a permission taken away), and no customer's grant is given up for it.
 */
const UNREADABLE = {
  InvalidCiphertextException: 'SECRET_UNREADABLE',
  IncorrectKeyException: 'SECRET_UNREADABLE',
  ValidationException: 'SECRET_UNREADABLE',
} as const satisfies Readonly<Record<string, ErrorCode>>;

/** What Decrypt's errors mean; AWS_UNAVAILABLE for all that is not final. */
export function asOpenError(error: unknown, keyArn: string): GatewayError {
  const name = nameOf(error);
  return Object.hasOwn(UNREADABLE, name)
    ? new GatewayError('SECRET_UNREADABLE', undefined, { cause: withoutSecrets(error) })
    : unavailable('Decrypt', error, keyArn);
}

/** What GenerateDataKey's errors mean: always AWS_UNAVAILABLE, so that what was to be sealed is tried again. */
export function asSealError(error: unknown, keyArn: string): GatewayError {
  return unavailable('GenerateDataKey', error, keyArn);
}

function unavailable(call: string, error: unknown, keyArn: string): GatewayError {
  return new GatewayError('AWS_UNAVAILABLE', `KMS answered ${call} of ${keyArn} with ${nameOf(error)}.`, {
    cause: withoutSecrets(error),
  });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
