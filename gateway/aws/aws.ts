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

/** How a role is assumed. */
export interface AssumeRole {
  roleArn: string;
  /** 2 to 64 characters; the customer sees it in CloudTrail. */
  sessionName: string;
  /** 900 to 43,200; more than the role's own limit is refused. */
  durationSeconds: number;
}

/** A role to be made. */
export interface NewRole {
  name: string;
  path: string;
  trustPolicy: object;
  permissionsBoundaryArn?: string;
  maxSessionSeconds: number;
  description: string;
  tags: Record<string, string>;
}

/** A role as it is seen. */
export interface SeenRole {
  arn: string;
  permissionsBoundaryArn?: string;
  tags: Record<string, string>;
}

/**
 * The customer's IAM, seen with the credentials of one session. What is to be made may be there, what is to be deleted
 * may be gone. Refusals are PROVISIONING_REFUSED.
 */
export interface CustomerAccount {
  createRole(role: NewRole): Promise<'CREATED' | 'TAKEN'>;
  getRole(name: string): Promise<SeenRole | undefined>;
  putRoleBoundary(roleName: string, boundaryArn: string): Promise<void>;
  putRolePolicy(roleName: string, policyName: string, document: object): Promise<void>;
  deleteRolePolicy(roleName: string, policyName: string): Promise<void>;
  deleteRole(name: string): Promise<void>;
  hasOidcProvider(arn: string): Promise<boolean>;
  createOidcProvider(url: string, audience: string): Promise<void>;
  deleteOidcProvider(arn: string): Promise<void>;
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
  /** Assumes a role with the gateway's own credentials. ROLE_NOT_ASSUMABLE if AWS says no; anything else proves nothing. */
  assumeRole(role: AssumeRole, externalId: string | undefined): Promise<AwsCredentials>;
  /** Assumes a role with an identity token of the gateway's. ROLE_NOT_ASSUMABLE if AWS says no. */
  assumeRoleWithWebIdentity(role: AssumeRole, identityToken: string): Promise<AwsCredentials>;
  /** The customer's account through these credentials. */
  customerAccount(credentials: AwsCredentials): Promise<CustomerAccount>;
  /** Answers a stack's custom resource. STACK_INVALID if the address is not one of AWS's. */
  answerStack(responseUrl: string, answer: object): Promise<void>;
  /** Confirms a subscription of our topic, so that nobody but its owner can end it. */
  confirmSubscription(topicArn: string, token: string): Promise<void>;
}
