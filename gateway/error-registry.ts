import type { ErrorCode } from '../schema/types.generated.ts';
import type { ErrorRow } from './error-row.ts';
import { ROLE_ERRORS } from './role-errors.ts';

/** The registry: every code with its meaning and its way out. The SDL's `ErrorCode`, the docs and this are one list. */
export const ERRORS = {
  UNAUTHENTICATED: {
    status: 401,
    retryable: false,
    meaning: 'The call carries no valid credential.',
    remedy: 'Send `authorization: Bearer` with a partner key, or with a session token from `mintSession`.',
  },
  SESSION_EXPIRED: {
    status: 401,
    retryable: false,
    meaning: 'The session token is past its end; it lives about ten minutes.',
    remedy: 'Ask the partner’s session endpoint for a new one; the button does so by itself.',
  },
  ORIGIN_NOT_ALLOWED: {
    status: 403,
    retryable: false,
    meaning: 'The session token was minted for a page of another origin.',
    remedy:
      'Give `mintSession` the origin of the page that holds the button, and list it in ALLOWED_ORIGINS.',
  },
  FORBIDDEN: {
    status: 403,
    retryable: false,
    meaning: 'This caller may not do this.',
    remedy: 'Call it from the partner’s backend with a partner key.',
  },
  OPERATION_NOT_TRUSTED: {
    status: 403,
    retryable: false,
    meaning: 'A session token may run only the documents that the widget ships with.',
    remedy: 'Use a widget of the gateway’s own version, or a partner key for other documents.',
  },
  QUERY_TOO_COSTLY: {
    status: 400,
    retryable: false,
    meaning: 'The document is too deep, has too many aliases or tokens, or asks for too much at once.',
    remedy: 'Ask for less in one document, and page through lists.',
  },
  REQUEST_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'The request is not a GraphQL request that this schema can answer.',
    remedy: 'Read the message: it names the place.',
  },
  INVALID_INPUT: {
    status: 400,
    retryable: false,
    meaning: 'A field of the input cannot be used.',
    remedy: 'Read `field` and `message`; both name what is wrong.',
  },
  PATH_UNAVAILABLE: {
    status: 400,
    retryable: false,
    meaning: 'There is no such path, the session may not use it, or this gateway cannot carry it out.',
    remedy: 'Offer one of the ids that `paths` gives.',
  },
  IDEMPOTENCY_MISMATCH: {
    status: 409,
    retryable: false,
    meaning: 'The idempotency key was used before with other input.',
    remedy: 'Use a new key for a new intention; repeat a key only with the same input.',
  },
  GRANT_NOT_FOUND: {
    status: 404,
    retryable: false,
    meaning: 'There is no such grant for this caller.',
    remedy: 'Check the id, and that the session is of the customer whose grant it is.',
  },
  GRANT_NOT_PENDING: {
    status: 409,
    retryable: false,
    meaning: 'The grant is not pending any more.',
    remedy: 'Read the grant in the answer: it says what became of it.',
  },
  GRANT_NOT_ACTIVE: {
    status: 409,
    retryable: false,
    meaning: 'The grant is not active, so there are no credentials.',
    remedy: 'Wait for ACTIVE, or start a new grant where this one ended.',
  },
  AWS_NOT_ONBOARDED: {
    status: 502,
    retryable: false,
    meaning: 'AWS does not let this account make delegation requests.',
    remedy:
      'Apply for IAM temporary delegation with AWS, and check that the gateway runs in a registered account.',
  },
  AWS_REFUSED: {
    status: 502,
    retryable: false,
    meaning: 'AWS refused the call as it was made.',
    remedy: 'Check the path’s policy template, its parameters and the topic in the configuration.',
  },
  GATEWAY_NOT_PERMITTED: {
    status: 503,
    retryable: true,
    meaning:
      'The gateway’s own AWS identity may not make this call, so nothing can be said of the customer’s.',
    remedy:
      'Give the role that the gateway runs as the permission that the log names; what waits is tried again by itself.',
  },
  AWS_LIMIT_EXCEEDED: {
    status: 503,
    retryable: true,
    meaning: 'AWS has as many open requests as it allows.',
    remedy: 'Try again later, or ask AWS for a higher quota.',
  },
  AWS_UNAVAILABLE: {
    status: 503,
    retryable: true,
    meaning: 'AWS could not be reached, or asked for patience, for longer than the gateway waits.',
    remedy: 'Try again in a few minutes.',
  },
  ACCOUNT_MISMATCH: {
    status: 409,
    retryable: false,
    meaning: 'Access was given in another AWS account than the one asked for.',
    remedy: 'Start again with the right account id, or with none.',
  },
  EXCHANGE_TOKEN_EXPIRED: {
    status: 409,
    retryable: false,
    meaning: 'The exchange token’s time was over before it could be traded.',
    remedy: 'Start again.',
  },
  EXCHANGE_TOKEN_INVALID: {
    status: 409,
    retryable: false,
    meaning: 'AWS does not recognise the exchange token.',
    remedy:
      'Start again; if it happens twice, check that the gateway runs in the account that made the request.',
  },
  EXCHANGE_TOKEN_MISSING: {
    status: 409,
    retryable: false,
    meaning: 'AWS reported that it released the exchange token, and the token never came.',
    remedy: 'Start again; give the topic a longer delivery policy and a dead-letter queue.',
  },
  EXCHANGE_REFUSED: {
    status: 502,
    retryable: false,
    meaning: 'AWS refused to trade the exchange token.',
    remedy: 'Check that the gateway’s role may call sts:GetDelegatedAccessToken, and its account.',
  },
  ACCESS_REVOKED: {
    status: 409,
    retryable: false,
    meaning: 'The customer took the access back in AWS.',
    remedy: 'Ask the customer, and start a new grant if they agree.',
  },
  SECRET_UNREADABLE: {
    status: 500,
    retryable: false,
    meaning:
      'A sealed secret cannot be opened: the wrapping key is missing, or the secret is another grant’s.',
    remedy: 'Put the wrapping key back under its id in WRAPPING_KEYS.',
  },
  NOTIFICATION_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'What arrived is not an SNS message of this kind.',
    remedy: 'Check that the subscription has raw message delivery turned off.',
  },
  NOTIFICATION_UNSIGNED: {
    status: 403,
    retryable: false,
    meaning: 'The SNS message’s signature is not right.',
    remedy: 'Nothing, if AWS did not send it.',
  },
  NOTIFICATION_CERTIFICATE_REFUSED: {
    status: 403,
    retryable: false,
    meaning: 'The SNS message names a certificate that is not at one of AWS’s own addresses.',
    remedy: 'Nothing, if AWS did not send it.',
  },
  NOTIFICATION_TOPIC_REFUSED: {
    status: 403,
    retryable: false,
    meaning: 'The SNS message is of a topic that is not this gateway’s.',
    remedy: 'Name the topic in SNS_TOPIC_ARN if it is.',
  },
  NOTIFICATION_STALE: {
    status: 403,
    retryable: true,
    meaning: 'The SNS message was signed too long ago, or in the future.',
    remedy: 'Check the gateway’s clock; nothing, if it is a replay.',
  },
  NOTIFICATION_GRANT_UNKNOWN: {
    status: 404,
    retryable: false,
    meaning: 'The notification is about a request that this gateway did not make.',
    remedy: 'Give each environment its own topic.',
  },
  ...ROLE_ERRORS,
  STORE_CONFLICT: {
    status: 503,
    retryable: true,
    meaning: 'Too many changes met at one grant.',
    remedy: 'Try again.',
  },
  STORE_UNAVAILABLE: {
    status: 503,
    retryable: true,
    meaning: 'The store cannot be written or read.',
    remedy: 'Check its disk or its address; nothing that was acknowledged is lost.',
  },
  CONFIG_INVALID: {
    status: 500,
    retryable: false,
    meaning: 'A setting is missing or cannot be used.',
    remedy: 'Read the message: it names the setting and what it should be.',
  },
  INTERNAL: {
    status: 500,
    retryable: true,
    meaning: 'Something went wrong that should not.',
    remedy: 'Quote the request id: the log has the cause.',
  },
} as const satisfies Record<ErrorCode, ErrorRow>;
