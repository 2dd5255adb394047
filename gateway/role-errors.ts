import type { ErrorCode } from '../schema/types.generated.ts';
import type { ErrorRow } from './error-row.ts';

/** The codes that tell of roles and stacks: a part of the registry. */
export const ROLE_ERRORS = {
  ROLE_NOT_ASSUMABLE: {
    status: 409,
    retryable: false,
    meaning:
      'The role cannot be assumed: its trust policy names another principal, or asks for another external ID.',
    remedy:
      'Compare `Principal` and `sts:ExternalId` in the role’s trust policy with what the template says; then start again.',
  },
  EXTERNAL_ID_NOT_ENFORCED: {
    status: 409,
    retryable: false,
    meaning:
      'The role can be assumed without the external ID, or with another one, so anybody’s request could use it.',
    remedy:
      'Put `"Condition": {"StringEquals": {"sts:ExternalId": "…"}}` into the role’s trust policy; then start again.',
  },
  EXTERNAL_ID_CHANGED: {
    status: 409,
    retryable: false,
    meaning: 'The external ID in the stack is not the one that the link filled in, so the role is not taken.',
    remedy: 'Start the stack again from the link, and leave its parameters as they are.',
  },
  SUBJECT_NOT_ENFORCED: {
    status: 409,
    retryable: false,
    meaning: 'The role can be assumed for another subject or audience than this grant’s.',
    remedy:
      'Put `sub` and `aud` of the issuer under `StringEquals` in the role’s trust policy; then start again.',
  },
  BOUNDARY_MISSING: {
    status: 409,
    retryable: false,
    meaning: 'The role does not have the permissions boundary that was agreed.',
    remedy: 'Put the boundary back on the role.',
  },
  ROLE_GONE: {
    status: 409,
    retryable: false,
    meaning: 'The role cannot be assumed any more: it was deleted, or its trust was taken away.',
    remedy: 'Ask the customer, and start a new grant if they agree.',
  },
  ROLE_TAKEN: {
    status: 409,
    retryable: false,
    meaning: 'There is a role of this name that this grant did not make.',
    remedy: 'Start again: another name is taken then.',
  },
  PROVISIONING_REFUSED: {
    status: 502,
    retryable: false,
    meaning: 'AWS did not let the session make the role; what was made of it is taken back.',
    remedy:
      'Check that the policy template allows each call with the permissions boundary, and that the approver may make roles.',
  },
  SESSION_ENDED: {
    status: 409,
    retryable: false,
    meaning: 'The session ended before the role was made.',
    remedy: 'Start again.',
  },
  STACK_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'What a stack reported cannot be used.',
    remedy: 'Start the stack from the link, with its parameters as they are.',
  },
} as const satisfies Partial<Record<ErrorCode, ErrorRow>>;
