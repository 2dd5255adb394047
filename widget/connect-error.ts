import { isRecord } from './is-record.ts';
import type { ErrorCode } from './operations.generated.ts';

/** A code of the gateway's registry, or one of the two that only a page can meet. */
export type FailureCode =
  | ErrorCode
  /** The gateway, or the partner's session endpoint, did not answer. */
  | 'GATEWAY_UNREACHABLE'
  /** The partner's session endpoint answered, but with no session. */
  | 'SESSION_UNAVAILABLE';

/** What is known of a failure: the shape of the contract's `Failure`, without what a person need not see. */
export interface Failure {
  code: FailureCode;
  /** One sentence for a person. */
  message: string;
  /** Whether the same may work later. */
  retryable: boolean;
  /** What to do, where the message does not say it. */
  remedy?: string;
  /** What the code means; null for the page's own two codes. */
  docsUrl: string | null;
}

/** The only error the widget throws; `failure` is what there is to show. */
export class ConnectError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.name = 'ConnectError';
    this.failure = failure;
  }
}

/** Whatever was thrown, as a failure that can be shown. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof ConnectError) return thrown.failure;
  return { code: 'INTERNAL', message: 'Something unexpected happened.', retryable: true, docsUrl: null };
}

/** A failure to reach the other side at all: nothing is known of what it did. */
export function unreachable(cause: unknown): ConnectError {
  const message = 'The service could not be reached. Check the network and try again.';
  return new ConnectError(
    { code: 'GATEWAY_UNREACHABLE', message, retryable: true, docsUrl: null },
    { cause },
  );
}

/** Whether the gateway refused the session token itself: the cure is a new one. */
export function isSessionOver({ code }: Pick<Failure, 'code'>): boolean {
  return code === 'SESSION_EXPIRED' || code === 'UNAUTHENTICATED';
}

/** The failure in GraphQL's `errors`, or null where there is none to be read. */
export function failureIn(errors: unknown): Failure | null {
  const first: unknown = Array.isArray(errors) ? errors[0] : null;
  if (!isRecord(first)) return null;
  const { code, retryable, docsUrl } = isRecord(first['extensions']) ? first['extensions'] : {};
  return {
    code: (typeof code === 'string' ? code : 'INTERNAL') as FailureCode,
    message: String(first['message']),
    retryable: retryable !== false,
    docsUrl: typeof docsUrl === 'string' ? docsUrl : null,
  };
}
