import type { ErrorCode } from '../schema/types.generated.ts';
import { ERRORS } from './error-registry.ts';
import type { ErrorRow } from './error-row.ts';

export { ERRORS } from './error-registry.ts';
export type { ErrorRow } from './error-row.ts';

/** The one error class: a stable code, a sentence without secrets, and the cause for the log. */
export class GatewayError extends Error {
  readonly code: ErrorCode;
  /** The field of the input it is about, where it is about one. */
  readonly field: string | undefined;
  /** What it is about, where the caller may have it: the grant that is not pending. */
  readonly subject: object | undefined;

  constructor(
    code: ErrorCode,
    message?: string,
    options: { cause?: unknown; field?: string; subject?: object } = {},
  ) {
    super(message ?? `${ERRORS[code].meaning} ${ERRORS[code].remedy}`, { cause: options.cause });
    this.name = 'GatewayError';
    this.code = code;
    this.field = options.field;
    this.subject = options.subject;
  }

  get row(): ErrorRow {
    return ERRORS[this.code];
  }
}

/** The error as ours: what nobody expected is INTERNAL, with its cause for the log. */
export function asGatewayError(error: unknown): GatewayError {
  return error instanceof GatewayError ? error : new GatewayError('INTERNAL', undefined, { cause: error });
}

/** An error of AWS's SDK, fit for a log. The SDK hangs the raw response on its errors; what a log keeps is the name, the message and AWS's request id. */
export function withoutSecrets(error: unknown): Error {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const metadata = (error as { $metadata?: { requestId?: string } }).$metadata;
  const kept = new Error(`${message} (AWS request ${metadata?.requestId ?? 'unknown'})`);
  kept.name = name;
  return kept;
}
