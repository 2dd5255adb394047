// Made by `npm run codegen` from schema/schema.graphql. Not edited by hand.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };

/** A document the gateway knows by its id: the browser sends the id, never the text. */
export interface TrustedDocument<Data, Variables> {
  id: string;
  name: string;
  /** Only there to carry the types. */
  types?: (variables: Variables) => Data;
}

export type CancelGrantInput = {
  id: string;
};

export type CreateHandOffInput = {
  id: string;
};

/** AWS's states of a delegation request, to the letter. */
export type DelegationRequestState =
  /** Approved; the exchange token is not released yet. Lapses after 7 days. */
  | 'ACCEPTED'
  /** Claimed by an identity of the customer's account, the owner. Lapses after 7 days. */
  | 'ASSIGNED'
  /** Lapsed, or over. */
  | 'EXPIRED'
  /** The exchange token was released. */
  | 'FINALIZED'
  /** Forwarded to an administrator. Lapses after 7 days. */
  | 'PENDING_APPROVAL'
  /** Refused. */
  | 'REJECTED'
  /** Made; nobody has claimed it. Lapses after 1 day. */
  | 'UNASSIGNED';

export type EndGrantInput = {
  id: string;
};

/** Every error code there is; what each means and what to do is at `docsUrl`. */
export type ErrorCode =
  | 'ACCESS_REVOKED'
  | 'ACCOUNT_MISMATCH'
  | 'AWS_LIMIT_EXCEEDED'
  | 'AWS_NOT_ONBOARDED'
  | 'AWS_REFUSED'
  | 'AWS_UNAVAILABLE'
  | 'BOUNDARY_MISSING'
  | 'CONFIG_INVALID'
  | 'EXCHANGE_REFUSED'
  | 'EXCHANGE_TOKEN_EXPIRED'
  | 'EXCHANGE_TOKEN_INVALID'
  | 'EXCHANGE_TOKEN_MISSING'
  | 'EXTERNAL_ID_CHANGED'
  | 'EXTERNAL_ID_NOT_ENFORCED'
  | 'FORBIDDEN'
  | 'GATEWAY_NOT_PERMITTED'
  | 'GRANT_NOT_ACTIVE'
  | 'GRANT_NOT_FOUND'
  | 'GRANT_NOT_PENDING'
  | 'IDEMPOTENCY_MISMATCH'
  | 'INTERNAL'
  | 'INVALID_INPUT'
  | 'NOTIFICATION_CERTIFICATE_REFUSED'
  | 'NOTIFICATION_GRANT_UNKNOWN'
  | 'NOTIFICATION_INVALID'
  | 'NOTIFICATION_STALE'
  | 'NOTIFICATION_TOPIC_REFUSED'
  | 'NOTIFICATION_UNSIGNED'
  | 'OPERATION_NOT_TRUSTED'
  | 'ORIGIN_NOT_ALLOWED'
  | 'PATH_UNAVAILABLE'
  | 'PROVISIONING_REFUSED'
  | 'QUERY_TOO_COSTLY'
  | 'REQUEST_INVALID'
  | 'ROLE_GONE'
  | 'ROLE_NOT_ASSUMABLE'
  | 'ROLE_TAKEN'
  | 'SECRET_UNREADABLE'
  | 'SESSION_ENDED'
  | 'SESSION_EXPIRED'
  | 'STACK_INVALID'
  | 'STORE_CONFLICT'
  | 'STORE_UNAVAILABLE'
  | 'SUBJECT_NOT_ENFORCED'
  | 'UNAUTHENTICATED';

export type ExtendGrantInput = {
  id: string;
  /** As of `startGrant`. */
  idempotencyKey: string;
  /** The path that asks for more. */
  pathId: string;
};

/** The life of a grant. */
export type GrantStatus =
  /** The partner can get credentials. */
  | 'ACTIVE'
  /** Withdrawn before approval, by the customer or the partner. */
  | 'CANCELLED'
  /** The partner or the customer ended it here. */
  | 'ENDED'
  /** Its time ran out: before approval (PENDING) or after use (ACTIVE). */
  | 'EXPIRED'
  /** It could not be finished; `failure` says why. */
  | 'FAILED'
  /** A link was made for the customer; nobody has pressed anything. */
  | 'INVITED'
  /** Asked for, not yet given. */
  | 'PENDING'
  /** The customer said no in AWS. */
  | 'REJECTED'
  /** The customer took it back in AWS. */
  | 'REVOKED';

/** What can happen to a grant. */
export type HistoryEntryType =
  /** After the end: access was seen to be gone. */
  | 'ACCESS_GONE'
  | 'CREDENTIALS_ISSUED'
  | 'DELEGATION_REQUEST_CREATED'
  /** AWS could not be reached or asked for patience; tried again later. */
  | 'DELEGATION_REQUEST_RETRIED'
  | 'DELEGATION_REQUEST_STATE_CHANGED'
  | 'EXCHANGE_RETRIED'
  /** A token came for a grant that no longer waits for one: it was thrown away. */
  | 'EXCHANGE_TOKEN_DISCARDED'
  | 'EXCHANGE_TOKEN_RECEIVED'
  | 'GRANT_ACTIVATED'
  | 'GRANT_CANCELLED'
  | 'GRANT_DEGRADED'
  | 'GRANT_ENDED'
  | 'GRANT_EXPIRED'
  | 'GRANT_FAILED'
  | 'GRANT_RECOVERED'
  | 'GRANT_REJECTED'
  | 'GRANT_REVOKED'
  | 'GRANT_STARTED'
  | 'GRANT_UPGRADED'
  | 'HAND_OFF_CREATED'
  | 'INVITATION_CREATED'
  | 'PROVISIONING_RETRIED'
  | 'PROVISIONING_STARTED'
  | 'PROVISIONING_STEP_DONE'
  | 'PROVISIONING_UNDONE'
  | 'ROLE_SUBMITTED'
  | 'ROLE_VERIFIED'
  /** A stack's custom resource asked for an answer. */
  | 'STACK_REPORTED'
  /** A state this gateway does not know. */
  | 'UNKNOWN_STATE_REPORTED'
  | 'UPGRADE_FAILED'
  | 'UPGRADE_STARTED';

/** The kinds of path. */
export type PathKind =
  /** A role that the customer makes from a CloudFormation quick-create link. */
  | 'ROLE_BY_CLOUDFORMATION'
  /** A role that a delegated session makes. */
  | 'ROLE_BY_DELEGATION'
  /** A delegated session that ends by itself. */
  | 'TEMPORARY';

/** Whether a statement gives or takes. */
export type PermissionEffect =
  | 'ALLOW'
  | 'DENY';

/** The steps in which a role comes about and is proved. */
export type ProvisioningStep =
  | 'ATTACH_POLICIES'
  | 'CREATE_OIDC_PROVIDER'
  | 'CREATE_ROLE'
  /** The customer's stack is at work. */
  | 'RUN_STACK'
  /** It is tried with the external ID (or subject), without it and with another one. */
  | 'VERIFY_TRUST';

export type RenewGrantInput = {
  id: string;
  /** As of `startGrant`. */
  idempotencyKey: string;
};

/** How a role's trust is guarded. */
export type RoleTrust =
  /** The partner's account, with an external ID. */
  | 'EXTERNAL_ID'
  /** The gateway as OIDC issuer, one subject for each grant: no AWS secret at the partner. */
  | 'OIDC';

export type StartGrantInput = {
  /** Only an identity of this account may then approve; leave it out if it is not known. */
  accountId?: string | null | undefined;
  /** Whose grant it is. Partner key only; a session speaks for its own customer. */
  customerId?: string | null | undefined;
  customerName?: string | null | undefined;
  /** Chosen by the caller, 8 to 128 printable ASCII characters: the same key with the same input gives the same grant, with other input it is a failure. */
  idempotencyKey: string;
  pathId: string;
  /** For ROLE_BY_CLOUDFORMATION: one of the path's Regions; its first where left out. */
  region?: string | null | undefined;
};

export type SubmitRoleInput = {
  id: string;
  roleArn: string;
};

/** In what way a grant follows another. */
export type Succession =
  /** It asks for more; both stay. */
  | 'EXTENSION'
  /** It asks for the same access again; the one before ends when this one is active. */
  | 'RENEWAL';

export type UpgradeGrantInput = {
  id: string;
  /** A lasting path that the grant's own lists in `upgradesTo`. */
  pathId: string;
};

export type PathViewFragment = { id: string, kind: PathKind, title: string, summary: string, bulletPoints: Array<string>, badge: string | null, durationSeconds: number | null, setupSeconds: number | null, rootApproverLimitSeconds: number | null, policyDocument: string, description: string, requestMessage: string, permissionsBoundaryArn: string | null, trust: RoleTrust | null, regions: Array<string>, stackMakes: Array<string>, upgradesTo: Array<string>, extendsWith: Array<string>, isFeature: boolean, permissions: Array<{ words: string, effect: PermissionEffect, actions: Array<string>, resources: Array<string> }>, setupPermissions: Array<{ words: string, effect: PermissionEffect, actions: Array<string>, resources: Array<string> }> };

export type GrantViewFragment = { id: string, status: GrantStatus, accountId: string | null, precededBy: string | null, succession: Succession | null, createdAt: string, updatedAt: string, pendingUntil: string | null, activeAt: string | null, expiresAt: string | null, endedAt: string | null, historyNumber: number, path: { id: string, kind: PathKind, title: string, durationSeconds: number | null, permissionsBoundaryArn: string | null, upgradesTo: Array<string>, extendsWith: Array<string>, onlySendByOwner: boolean }, delegationRequest: { id: string, state: DelegationRequestState, stateSince: string, consoleDeepLink: string | null } | null, quickCreate: { link: string, region: string, stackName: string, externalId: string } | null, progress: { step: number, of: number, name: ProvisioningStep, since: string } | null, role: { arn: string, trust: RoleTrust, permissionsBoundaryArn: string | null, verifiedAt: string | null } | null, health: { isDegraded: boolean, code: ErrorCode | null, message: string | null, remedy: string | null, docsUrl: string | null, since: string } | null, cleanUp: { instructions: Array<string>, goneAt: string | null } | null, upgradingTo: { id: string, title: string } | null, extensions: Array<{ id: string, status: GrantStatus, historyNumber: number, path: { id: string, title: string }, delegationRequest: { state: DelegationRequestState } | null, progress: { step: number, of: number, name: ProvisioningStep, since: string } | null }>, failure: { code: ErrorCode, message: string, remedy: string, retryable: boolean, docsUrl: string } | null, upgradeFailure: { message: string, remedy: string, docsUrl: string } | null };

type FailureView_AwsRefused_Fragment = { code: ErrorCode, message: string, retryable: boolean, docsUrl: string, requestId: string };

type FailureView_AwsUnavailable_Fragment = { code: ErrorCode, message: string, retryable: boolean, docsUrl: string, requestId: string };

type FailureView_Forbidden_Fragment = { code: ErrorCode, message: string, retryable: boolean, docsUrl: string, requestId: string };

type FailureView_GrantNotActive_Fragment = { code: ErrorCode, message: string, retryable: boolean, docsUrl: string, requestId: string };

type FailureView_GrantNotFound_Fragment = { code: ErrorCode, message: string, retryable: boolean, docsUrl: string, requestId: string };

type FailureView_GrantNotPending_Fragment = { code: ErrorCode, message: string, retryable: boolean, docsUrl: string, requestId: string };

type FailureView_IdempotencyMismatch_Fragment = { code: ErrorCode, message: string, retryable: boolean, docsUrl: string, requestId: string };

type FailureView_InvalidInput_Fragment = { code: ErrorCode, message: string, retryable: boolean, docsUrl: string, requestId: string };

type FailureView_PathUnavailable_Fragment = { code: ErrorCode, message: string, retryable: boolean, docsUrl: string, requestId: string };

export type FailureViewFragment =
  | FailureView_AwsRefused_Fragment
  | FailureView_AwsUnavailable_Fragment
  | FailureView_Forbidden_Fragment
  | FailureView_GrantNotActive_Fragment
  | FailureView_GrantNotFound_Fragment
  | FailureView_GrantNotPending_Fragment
  | FailureView_IdempotencyMismatch_Fragment
  | FailureView_InvalidInput_Fragment
  | FailureView_PathUnavailable_Fragment
;

export type SessionQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionQuery = { session: { expiresAt: string, serverTime: string, customer: { id: string, name: string | null }, partner: { name: string }, paths: Array<PathViewFragment>, grant: GrantViewFragment | null } };

export type StartGrantMutationVariables = Exact<{
  input: StartGrantInput;
}>;


export type StartGrantMutation = { startGrant:
    | (
      { __typename: 'AwsRefused' }
      & FailureView_AwsRefused_Fragment
    )
    | (
      { __typename: 'AwsUnavailable' }
      & FailureView_AwsUnavailable_Fragment
    )
    | (
      { __typename: 'Forbidden' }
      & FailureView_Forbidden_Fragment
    )
    | (
      { __typename: 'GrantNotActive' }
      & FailureView_GrantNotActive_Fragment
    )
    | (
      { __typename: 'GrantNotFound' }
      & FailureView_GrantNotFound_Fragment
    )
    | (
      { __typename: 'IdempotencyMismatch' }
      & FailureView_IdempotencyMismatch_Fragment
    )
    | (
      { __typename: 'InvalidInput' }
      & FailureView_InvalidInput_Fragment
    )
    | (
      { __typename: 'PathUnavailable' }
      & FailureView_PathUnavailable_Fragment
    )
    | { __typename: 'StartGrantPayload', grant: GrantViewFragment }
   };

export type CancelGrantMutationVariables = Exact<{
  input: CancelGrantInput;
}>;


export type CancelGrantMutation = { cancelGrant:
    | { __typename: 'CancelGrantPayload', grant: GrantViewFragment }
    | (
      { __typename: 'GrantNotFound' }
      & FailureView_GrantNotFound_Fragment
    )
    | (
      { __typename: 'GrantNotPending', grant: GrantViewFragment }
      & FailureView_GrantNotPending_Fragment
    )
   };

export type UpgradeGrantMutationVariables = Exact<{
  input: UpgradeGrantInput;
}>;


export type UpgradeGrantMutation = { upgradeGrant:
    | (
      { __typename: 'GrantNotActive' }
      & FailureView_GrantNotActive_Fragment
    )
    | (
      { __typename: 'GrantNotFound' }
      & FailureView_GrantNotFound_Fragment
    )
    | (
      { __typename: 'PathUnavailable' }
      & FailureView_PathUnavailable_Fragment
    )
    | { __typename: 'UpgradeGrantPayload', grant: GrantViewFragment }
   };

export type RenewGrantMutationVariables = Exact<{
  input: RenewGrantInput;
}>;


export type RenewGrantMutation = { renewGrant:
    | (
      { __typename: 'AwsRefused' }
      & FailureView_AwsRefused_Fragment
    )
    | (
      { __typename: 'AwsUnavailable' }
      & FailureView_AwsUnavailable_Fragment
    )
    | (
      { __typename: 'Forbidden' }
      & FailureView_Forbidden_Fragment
    )
    | (
      { __typename: 'GrantNotActive' }
      & FailureView_GrantNotActive_Fragment
    )
    | (
      { __typename: 'GrantNotFound' }
      & FailureView_GrantNotFound_Fragment
    )
    | (
      { __typename: 'IdempotencyMismatch' }
      & FailureView_IdempotencyMismatch_Fragment
    )
    | (
      { __typename: 'InvalidInput' }
      & FailureView_InvalidInput_Fragment
    )
    | (
      { __typename: 'PathUnavailable' }
      & FailureView_PathUnavailable_Fragment
    )
    | { __typename: 'StartGrantPayload', grant: GrantViewFragment }
   };

export type ExtendGrantMutationVariables = Exact<{
  input: ExtendGrantInput;
}>;


export type ExtendGrantMutation = { extendGrant:
    | (
      { __typename: 'AwsRefused' }
      & FailureView_AwsRefused_Fragment
    )
    | (
      { __typename: 'AwsUnavailable' }
      & FailureView_AwsUnavailable_Fragment
    )
    | (
      { __typename: 'Forbidden' }
      & FailureView_Forbidden_Fragment
    )
    | (
      { __typename: 'GrantNotActive' }
      & FailureView_GrantNotActive_Fragment
    )
    | (
      { __typename: 'GrantNotFound' }
      & FailureView_GrantNotFound_Fragment
    )
    | (
      { __typename: 'IdempotencyMismatch' }
      & FailureView_IdempotencyMismatch_Fragment
    )
    | (
      { __typename: 'InvalidInput' }
      & FailureView_InvalidInput_Fragment
    )
    | (
      { __typename: 'PathUnavailable' }
      & FailureView_PathUnavailable_Fragment
    )
    | { __typename: 'StartGrantPayload', grant: GrantViewFragment }
   };

export type EndGrantMutationVariables = Exact<{
  input: EndGrantInput;
}>;


export type EndGrantMutation = { endGrant:
    | { __typename: 'EndGrantPayload', grant: GrantViewFragment }
    | (
      { __typename: 'GrantNotActive', grant: GrantViewFragment }
      & FailureView_GrantNotActive_Fragment
    )
    | (
      { __typename: 'GrantNotFound' }
      & FailureView_GrantNotFound_Fragment
    )
   };

export type SubmitRoleMutationVariables = Exact<{
  input: SubmitRoleInput;
}>;


export type SubmitRoleMutation = { submitRole:
    | (
      { __typename: 'GrantNotFound' }
      & FailureView_GrantNotFound_Fragment
    )
    | (
      { __typename: 'GrantNotPending' }
      & FailureView_GrantNotPending_Fragment
    )
    | (
      { __typename: 'InvalidInput' }
      & FailureView_InvalidInput_Fragment
    )
    | { __typename: 'SubmitRolePayload', grant: GrantViewFragment }
   };

export type CreateHandOffMutationVariables = Exact<{
  input: CreateHandOffInput;
}>;


export type CreateHandOffMutation = { createHandOff:
    | { __typename: 'CreateHandOffPayload', url: string, expiresAt: string, emailSubject: string, emailText: string, qrCode: { size: number, path: string } }
    | (
      { __typename: 'GrantNotFound' }
      & FailureView_GrantNotFound_Fragment
    )
    | (
      { __typename: 'GrantNotPending' }
      & FailureView_GrantNotPending_Fragment
    )
   };

export type GrantStatusQueryVariables = Exact<{
  id: string;
}>;


export type GrantStatusQuery = { grant: GrantViewFragment | null };

export type GrantUpdatedSubscriptionVariables = Exact<{
  id: string;
  after: number;
}>;


export type GrantUpdatedSubscription = { grantUpdated: { grant: GrantViewFragment, entries: Array<{ number: number, at: string, type: HistoryEntryType, state: string | null }> } };


export const SessionDocument: TrustedDocument<SessionQuery, SessionQueryVariables> = {
  id: 'e766f38f7d4525fa',
  name: 'Session',
};

export const StartGrantDocument: TrustedDocument<StartGrantMutation, StartGrantMutationVariables> = {
  id: '09d0e4370c156a23',
  name: 'StartGrant',
};

export const CancelGrantDocument: TrustedDocument<CancelGrantMutation, CancelGrantMutationVariables> = {
  id: '5712b95820070bfd',
  name: 'CancelGrant',
};

export const UpgradeGrantDocument: TrustedDocument<UpgradeGrantMutation, UpgradeGrantMutationVariables> = {
  id: '2f1e31948330df5c',
  name: 'UpgradeGrant',
};

export const RenewGrantDocument: TrustedDocument<RenewGrantMutation, RenewGrantMutationVariables> = {
  id: '1fed6dd501a08b8c',
  name: 'RenewGrant',
};

export const ExtendGrantDocument: TrustedDocument<ExtendGrantMutation, ExtendGrantMutationVariables> = {
  id: '34a52cb83da1e62a',
  name: 'ExtendGrant',
};

export const EndGrantDocument: TrustedDocument<EndGrantMutation, EndGrantMutationVariables> = {
  id: 'fc73f787d6fc1215',
  name: 'EndGrant',
};

export const SubmitRoleDocument: TrustedDocument<SubmitRoleMutation, SubmitRoleMutationVariables> = {
  id: 'a8096104b9542ab5',
  name: 'SubmitRole',
};

export const CreateHandOffDocument: TrustedDocument<CreateHandOffMutation, CreateHandOffMutationVariables> = {
  id: '87d2e1063f2b607b',
  name: 'CreateHandOff',
};

export const GrantStatusDocument: TrustedDocument<GrantStatusQuery, GrantStatusQueryVariables> = {
  id: 'b30cde4e45441ea6',
  name: 'GrantStatus',
};

export const GrantUpdatedDocument: TrustedDocument<GrantUpdatedSubscription, GrantUpdatedSubscriptionVariables> = {
  id: '822a7918c8364535',
  name: 'GrantUpdated',
};