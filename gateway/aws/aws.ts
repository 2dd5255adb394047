import type { PolicyParameter } from '../domain/policy-template.ts';

/** What CreateDelegationRequest is given. Limits are AWS's (`delegation-limits.ts`); the SDK checks none of them. */
export interface NewDelegationRequest {
  /** 5 to 400 characters, never used before. */
  workflowId: string;
  description: string;
  policyTemplateArn: string;
  parameters: PolicyParameter[];
  /** 300 to 43,200. */
  durationSeconds: number;
  notificationTopicArn: string;
  requestMessage: string;
  /** Only this account may approve; any where left out. */
  accountId?: string;
  /** Where AWS's console links back to; AWS allows no port in it. */
  redirectUrl?: string;
  /** Nobody but the owner may release the token. */
  onlySendByOwner: boolean;
}

/** Credentials of a session in the customer's account. Secret. */
export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** Epoch milliseconds. */
  expiration: number;
}

/** Who a set of credentials acts as. */
export interface CallerIdentity {
  accountId: string;
  arn: string;
}

/**
 * What the gateway asks of AWS. Failures are GatewayErrors: AWS_UNAVAILABLE (try later), AWS_LIMIT_EXCEEDED,
 * AWS_NOT_ONBOARDED, AWS_REFUSED, and those that the verbs name.
 */
export interface Aws {
  /** Makes a delegation request. WORKFLOW_ID_TAKEN is not an error: an earlier try went through unheard, so begin anew. */
  createDelegationRequest(
    request: NewDelegationRequest,
  ): Promise<{ requestId: string; consoleDeepLink: string } | 'WORKFLOW_ID_TAKEN'>;
  /** Trades the exchange token; as often as one likes until it expires. EXCHANGE_TOKEN_EXPIRED, _INVALID, EXCHANGE_REFUSED. */
  exchangeToken(token: string): Promise<{ credentials: AwsCredentials; assumedPrincipal: string }>;
  /** Who these credentials act as: the proof that they work. ACCESS_REVOKED if AWS does not accept them. */
  callerIdentity(credentials: AwsCredentials): Promise<CallerIdentity>;
  /** Confirms a subscription of our topic, so that nobody but its owner can end it. */
  confirmSubscription(topicArn: string, token: string): Promise<void>;
}
