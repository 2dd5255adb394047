import type { ErrorCode } from '../../schema/types.generated.ts';

/** What is known of a failure. */
export interface GrantCredentialsFailure {
  /** The gateway's own code, or GATEWAY_UNREACHABLE where it did not answer, or not as a gateway does. */
  code: ErrorCode | 'GATEWAY_UNREACHABLE';
  message: string;
  /** Whether the same call may succeed later, unchanged. */
  retryable: boolean;
  /** Where the gateway explains its codes. */
  docsUrl: string;
}

/** Why a grant gave no credentials; without secrets. */
export class GrantCredentialsError extends Error {
  readonly code: GrantCredentialsFailure['code'];
  readonly retryable: boolean;
  readonly docsUrl: string;
  /** Tells a chain of the AWS SDK's providers to go no further: other credentials would be another account's. */
  readonly tryNextLink = false;

  constructor({ code, message, retryable, docsUrl }: GrantCredentialsFailure, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GrantCredentialsError';
    this.code = code;
    this.retryable = retryable;
    this.docsUrl = docsUrl;
  }
}
