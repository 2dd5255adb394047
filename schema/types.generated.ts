// Made by `npm run codegen` from schema/schema.graphql. Not edited by hand.
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An AWS account id: twelve digits, always a string, since leading zeros count. */
  AwsAccountId: { input: string; output: string; }
  /** An Amazon Resource Name, as AWS gives it: `arn:aws:sts::111122223333:assumed-role/Administrator/alex`. */
  AwsArn: { input: string; output: string; }
  /** A Region of AWS: `eu-west-1`. */
  AwsRegion: { input: string; output: string; }
  /** An instant in RFC 3339, UTC, milliseconds: `2026-11-22T14:05:00.000Z`. */
  DateTime: { input: string; output: string; }
};

/** AWS credentials of a grant. Secret: for the partner's backend alone. */
export type AwsCredentials = {
  accessKeyId: Scalars['String']['output'];
  /** When they stop working. All credentials of one temporary grant stop at the same instant. */
  expiration: Scalars['DateTime']['output'];
  secretAccessKey: Scalars['String']['output'];
  sessionToken: Scalars['String']['output'];
};

/** AWS said no. */
export type AwsRefused = Failure & {
  code: ErrorCode;
  docsUrl: Scalars['String']['output'];
  message: Scalars['String']['output'];
  requestId: Scalars['ID']['output'];
  retryable: Scalars['Boolean']['output'];
};

/** AWS could not be reached, or asked for patience. */
export type AwsUnavailable = Failure & {
  code: ErrorCode;
  docsUrl: Scalars['String']['output'];
  message: Scalars['String']['output'];
  requestId: Scalars['ID']['output'];
  retryable: Scalars['Boolean']['output'];
};

export type CancelGrantInput = {
  id: Scalars['ID']['input'];
};

/** The grant is cancelled. */
export type CancelGrantPayload = {
  grant: Grant;
};

export type CancelGrantResult = CancelGrantPayload | GrantNotFound | GrantNotPending;

/** What an ended grant leaves in AWS. */
export type CleanUp = {
  /** When access was seen to be gone; null before. */
  goneAt?: Maybe<Scalars['DateTime']['output']>;
  /** What to delete, in order, each in a sentence. */
  instructions: Array<Scalars['String']['output']>;
};

export type CreateHandOffInput = {
  id: Scalars['ID']['input'];
};

/** A link to be sent to an administrator. */
export type CreateHandOffPayload = {
  /** A subject and a text for an e-mail, with the link in it. */
  emailSubject: Scalars['String']['output'];
  emailText: Scalars['String']['output'];
  expiresAt: Scalars['DateTime']['output'];
  /** The link as a QR code, for a phone. */
  qrCode: QrCode;
  url: Scalars['String']['output'];
};

export type CreateHandOffResult = CreateHandOffPayload | GrantNotFound | GrantNotPending;

export type CreateInvitationInput = {
  accountId?: InputMaybe<Scalars['AwsAccountId']['input']>;
  /** The partner's own id of the company. */
  customerId: Scalars['ID']['input'];
  /** As the page calls it. */
  customerName: Scalars['String']['input'];
  /** How long it can be taken up, in hours, 1 to 720; 168 where left out. */
  expiresInHours?: InputMaybe<Scalars['Int']['input']>;
  idempotencyKey: Scalars['String']['input'];
  /** The paths it offers, none of them a feature; all that are none where left out. */
  pathIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** A link to be sent to a company. Take it back with `cancelGrant`. */
export type CreateInvitationPayload = {
  expiresAt: Scalars['DateTime']['output'];
  grant: Grant;
  url: Scalars['String']['output'];
};

export type CreateInvitationResult = CreateInvitationPayload | IdempotencyMismatch | InvalidInput | PathUnavailable;

/** The partner's customer. */
export type Customer = {
  /** The partner's own id of the customer. */
  id: Scalars['ID']['output'];
  /** What the partner calls it; null if not given. */
  name?: Maybe<Scalars['String']['output']>;
};

/** AWS's delegation request, as far as the partner may know it. */
export type DelegationRequest = {
  /** Where the customer approves. Opaque; null once the request is decided. */
  consoleDeepLink?: Maybe<Scalars['String']['output']>;
  /** AWS's id of the request. */
  id: Scalars['String']['output'];
  /** The newest state AWS reported. A state this gateway does not know leaves it as it was, and is kept in the history. */
  state: DelegationRequestState;
  /** When AWS entered that state. */
  stateSince: Scalars['DateTime']['output'];
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
  id: Scalars['ID']['input'];
};

/** Access is ended here. */
export type EndGrantPayload = {
  grant: Grant;
};

export type EndGrantResult = EndGrantPayload | GrantNotActive | GrantNotFound;

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
  id: Scalars['ID']['input'];
  /** As of `startGrant`. */
  idempotencyKey: Scalars['String']['input'];
  /** The path that asks for more. */
  pathId: Scalars['ID']['input'];
};

/** An expected failure. */
export type Failure = {
  /** From the registry; stable. */
  code: ErrorCode;
  /** What the code means and what to do. */
  docsUrl: Scalars['String']['output'];
  /** One sentence that names the thing and the way out, without secrets. */
  message: Scalars['String']['output'];
  /** To be quoted when asking for help; it is in the gateway's log. */
  requestId: Scalars['ID']['output'];
  /** Whether the same call may succeed later, unchanged. */
  retryable: Scalars['Boolean']['output'];
};

/** This caller may not do this. */
export type Forbidden = Failure & {
  code: ErrorCode;
  docsUrl: Scalars['String']['output'];
  message: Scalars['String']['output'];
  requestId: Scalars['ID']['output'];
  retryable: Scalars['Boolean']['output'];
};

/** A customer's permission for the partner to act in one AWS account, by one path. */
export type Grant = Node & {
  /** The customer's AWS account: as given at the start, or as AWS reported it; null until known. */
  accountId?: Maybe<Scalars['AwsAccountId']['output']>;
  /** When access began; null before. */
  activeAt?: Maybe<Scalars['DateTime']['output']>;
  /** The principal whose permissions the partner borrows; null until active. Partner key only, null otherwise. */
  assumedPrincipal?: Maybe<Scalars['AwsArn']['output']>;
  /** What is left to do in AWS after the grant's end; null before, and where there is nothing. */
  cleanUp?: Maybe<CleanUp>;
  /** When it was started. */
  createdAt: Scalars['DateTime']['output'];
  /** Whose grant it is. */
  customer: Customer;
  /** AWS's own object; null until AWS has made it. */
  delegationRequest?: Maybe<DelegationRequest>;
  /** When it ended, in whatever way; null before. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When access ends by itself; null before it is active, and for lasting access. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The grants that ask for more beside this one (or beside one that it renews), newest first. */
  extensions: Array<Grant>;
  /** Why it is FAILED; null otherwise. */
  failure?: Maybe<GrantFailure>;
  /** How an active grant fares; null while it is not active. */
  health?: Maybe<GrantHealth>;
  /** All that happened, oldest first; append-only, each entry chained to the one before by its hash. */
  history: HistoryConnection;
  /** The number of the newest history entry: what subscriptions resume from. */
  historyNumber: Scalars['Int']['output'];
  /** Begins with `grant_`. */
  id: Scalars['ID']['output'];
  /** Until when the invitation can be taken up; null where it was none. */
  invitedUntil?: Maybe<Scalars['DateTime']['output']>;
  /** The path by which it comes about; of an INVITED one, the first that it offers. */
  path: Path;
  /** While PENDING: when AWS will let the request lapse if nothing happens. Null otherwise. */
  pendingUntil?: Maybe<Scalars['DateTime']['output']>;
  /** The grant that this one renews or extends; null for none. */
  precededBy?: Maybe<Scalars['ID']['output']>;
  /** How far the making of the role is; null where none is made, and before it begins. */
  progress?: Maybe<Progress>;
  /** Where the customer starts the stack; null for other kinds, and once it is decided. */
  quickCreate?: Maybe<QuickCreate>;
  /** The role; null where there is none (yet). */
  role?: Maybe<Role>;
  /** Where the grant stands. */
  status: GrantStatus;
  /** In what way it follows that grant; null where it follows none. */
  succession?: Maybe<Succession>;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Why the newest upgrade was not finished; null where none was tried, it is under way, or it went well. */
  upgradeFailure?: Maybe<GrantFailure>;
  /** The path it is being upgraded to; null while it is not. */
  upgradingTo?: Maybe<Path>;
};


/** A customer's permission for the partner to act in one AWS account, by one path. */
export type GrantHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** A page of grants. */
export type GrantConnection = {
  edges: Array<GrantEdge>;
  pageInfo: PageInfo;
};

export type GrantCredentialsInput = {
  id: Scalars['ID']['input'];
};

/** Fresh credentials. */
export type GrantCredentialsPayload = {
  credentials: AwsCredentials;
  grant: Grant;
};

export type GrantCredentialsResult = AwsRefused | AwsUnavailable | GrantCredentialsPayload | GrantNotActive | GrantNotFound;

/** A grant in a page. */
export type GrantEdge = {
  cursor: Scalars['String']['output'];
  node: Grant;
};

/** Why a grant, or its upgrade, failed. */
export type GrantFailure = {
  /** From the registry. */
  code: ErrorCode;
  /** What the code means and what to do. */
  docsUrl: Scalars['String']['output'];
  /** What happened: a sentence for a person, without secrets. */
  message: Scalars['String']['output'];
  /** What to do, in a sentence. */
  remedy: Scalars['String']['output'];
  /** Whether starting again may help. */
  retryable: Scalars['Boolean']['output'];
};

/** How an active grant fares. */
export type GrantHealth = {
  /** What is wrong, from the registry; null while all is well. */
  code?: Maybe<ErrorCode>;
  /** What the code means and what to do; null while all is well. */
  docsUrl?: Maybe<Scalars['String']['output']>;
  isDegraded: Scalars['Boolean']['output'];
  /** What is wrong, in a sentence; null while all is well. */
  message?: Maybe<Scalars['String']['output']>;
  /** What to do, in a sentence; null while all is well. */
  remedy?: Maybe<Scalars['String']['output']>;
  since: Scalars['DateTime']['output'];
};

/** The grant is not ACTIVE. */
export type GrantNotActive = Failure & {
  code: ErrorCode;
  docsUrl: Scalars['String']['output'];
  grant: Grant;
  message: Scalars['String']['output'];
  requestId: Scalars['ID']['output'];
  retryable: Scalars['Boolean']['output'];
};

/** There is no such grant for this caller. */
export type GrantNotFound = Failure & {
  code: ErrorCode;
  docsUrl: Scalars['String']['output'];
  message: Scalars['String']['output'];
  requestId: Scalars['ID']['output'];
  retryable: Scalars['Boolean']['output'];
};

/** The grant is not PENDING (any more). */
export type GrantNotPending = Failure & {
  code: ErrorCode;
  docsUrl: Scalars['String']['output'];
  grant: Grant;
  message: Scalars['String']['output'];
  requestId: Scalars['ID']['output'];
  retryable: Scalars['Boolean']['output'];
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

/** One change of a grant, or the state of things when the subscription began. */
export type GrantUpdated = {
  /** The history entries that were not seen yet, oldest first, at most 100 (then more follow with the next event). */
  entries: Array<HistoryEntry>;
  /** The grant as it is now. */
  grant: Grant;
};

/** A page of history. */
export type HistoryConnection = {
  edges: Array<HistoryEdge>;
  pageInfo: PageInfo;
};

/** An entry in a page. */
export type HistoryEdge = {
  cursor: Scalars['String']['output'];
  node: HistoryEntry;
};

/** One thing that happened to a grant. */
export type HistoryEntry = {
  at: Scalars['DateTime']['output'];
  /** The error code, where the entry is about a failure; null otherwise. */
  code?: Maybe<ErrorCode>;
  /** SHA-256 over this entry and the hash before it, hex. */
  hash: Scalars['String']['output'];
  /** One sentence for a person, without secrets. */
  message: Scalars['String']['output'];
  /** 1, 2, 3 … without gaps. */
  number: Scalars['Int']['output'];
  /** AWS's state as reported, verbatim, where the entry is about one; null otherwise. */
  state?: Maybe<Scalars['String']['output']>;
  type: HistoryEntryType;
};

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

/** The idempotency key was used before with other input. */
export type IdempotencyMismatch = Failure & {
  code: ErrorCode;
  docsUrl: Scalars['String']['output'];
  message: Scalars['String']['output'];
  requestId: Scalars['ID']['output'];
  retryable: Scalars['Boolean']['output'];
};

/** Something in the input cannot be used. */
export type InvalidInput = Failure & {
  code: ErrorCode;
  docsUrl: Scalars['String']['output'];
  /** Which field of the input. */
  field: Scalars['String']['output'];
  message: Scalars['String']['output'];
  requestId: Scalars['ID']['output'];
  retryable: Scalars['Boolean']['output'];
};

export type MintSessionInput = {
  /** Only this AWS account may be connected. */
  accountId?: InputMaybe<Scalars['AwsAccountId']['input']>;
  /** The partner's own id of the customer, 1 to 128 characters. */
  customerId: Scalars['ID']['input'];
  /** What to call the customer, up to 128 characters. */
  customerName?: InputMaybe<Scalars['String']['input']>;
  /** The origin of the page that holds the button, e.g. `https://app.acme.example`: the token works from there alone. */
  origin: Scalars['String']['input'];
  /** Only these paths, features included: one that is not listed cannot be added by this session. All where left out. */
  pathIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** A session token, to be handed to the customer's browser. */
export type MintSessionPayload = {
  expiresAt: Scalars['DateTime']['output'];
  /** The address of the gateway, for the browser, without a path. */
  gateway: Scalars['String']['output'];
  sessionToken: Scalars['String']['output'];
};

export type MintSessionResult = InvalidInput | MintSessionPayload | PathUnavailable;

export type Mutation = {
  /** Ends a pending grant. AWS has no way to withdraw a delegation request: if it is approved later all the same, its token is thrown away. */
  cancelGrant: CancelGrantResult;
  /** Makes an expiring link to a page of this one grant, for an administrator on another machine. */
  createHandOff: CreateHandOffResult;
  /** Makes an expiring link for one company before anybody has pressed anything; its grant is INVITED until they do. Partner key only. */
  createInvitation: CreateInvitationResult;
  /** Ends access here: no more credentials. The grant's `cleanUp` says what is left to delete in AWS, and when that was seen to be gone. */
  endGrant: EndGrantResult;
  /** Asks for more beside an active grant: a further request, by a path that the grant's own lists in `extendsWith`. Both grants stay, and each ends on its own. */
  extendGrant: StartGrantResult;
  /** Fresh AWS credentials of an active grant; audited in its history, never stored. Partner key only. */
  grantCredentials: GrantCredentialsResult;
  /** Makes a session token for one customer's browser. Partner key only. Nothing is stored, so nothing needs an idempotency key. */
  mintSession: MintSessionResult;
  /** Asks for the same access again: a new request and a new approval. The grant before ends when the new one is active. */
  renewGrant: StartGrantResult;
  /** Begins a grant: creates AWS's delegation request and gives the link to the AWS console. The same idempotency key gives the same grant. */
  startGrant: StartGrantResult;
  /** Takes the ARN of a role that a person pastes, where no stack phones home. Believed as little as a stack: it is verified. */
  submitRole: SubmitRoleResult;
  /** Turns an active temporary grant into a lasting one, with the access it has: no new approval. Its path must list the other in `upgradesTo`. */
  upgradeGrant: UpgradeGrantResult;
};


export type MutationCancelGrantArgs = {
  input: CancelGrantInput;
};


export type MutationCreateHandOffArgs = {
  input: CreateHandOffInput;
};


export type MutationCreateInvitationArgs = {
  input: CreateInvitationInput;
};


export type MutationEndGrantArgs = {
  input: EndGrantInput;
};


export type MutationExtendGrantArgs = {
  input: ExtendGrantInput;
};


export type MutationGrantCredentialsArgs = {
  input: GrantCredentialsInput;
};


export type MutationMintSessionArgs = {
  input: MintSessionInput;
};


export type MutationRenewGrantArgs = {
  input: RenewGrantInput;
};


export type MutationStartGrantArgs = {
  input: StartGrantInput;
};


export type MutationSubmitRoleArgs = {
  input: SubmitRoleInput;
};


export type MutationUpgradeGrantArgs = {
  input: UpgradeGrantInput;
};

/** Anything with an id of its own. */
export type Node = {
  /** Unique across all types. */
  id: Scalars['ID']['output'];
};

/** Where a page lies. */
export type PageInfo = {
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is anything before; known only where `after` was given. */
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** The software vendor who asks. */
export type Partner = {
  /** As AWS shows it to the customer. */
  name: Scalars['String']['output'];
};

/** How a grant comes about; a row of the gateway's configuration. */
export type Path = {
  /** A few words beside the title; null for none. */
  badge?: Maybe<Scalars['String']['output']>;
  bulletPoints: Array<Scalars['String']['output']>;
  /** What AWS shows as the partner's description of the request. */
  description: Scalars['String']['output'];
  /** How long access lasts, in seconds; null where it lasts. */
  durationSeconds?: Maybe<Scalars['Int']['output']>;
  /** The paths that ask for more beside an active grant of this one: features added later, by `extendGrant`. */
  extendsWith: Array<Scalars['ID']['output']>;
  /** Chosen by the partner, e.g. `quick-start-demo`. */
  id: Scalars['ID']['output'];
  /** Whether it is only ever asked for beside another grant: not among the first choices. */
  isFeature: Scalars['Boolean']['output'];
  kind: PathKind;
  /** Whether, once an administrator approved, nobody but who opened the request in AWS can release access. */
  onlySendByOwner: Scalars['Boolean']['output'];
  /** What is asked, in words, with the actions behind them. */
  permissions: Array<Permission>;
  /** The permissions boundary of the role it makes; null where it makes none. */
  permissionsBoundaryArn?: Maybe<Scalars['AwsArn']['output']>;
  /** The policy as AWS will render it: JSON, indented. Of a lasting path, the role's. */
  policyDocument: Scalars['String']['output'];
  /** For ROLE_BY_CLOUDFORMATION: the Regions in which the stack may run, the first preferred; empty for other kinds. */
  regions: Array<Scalars['AwsRegion']['output']>;
  /** The message AWS shows to whoever approves; names the customer when asked for by a session. */
  requestMessage: Scalars['String']['output'];
  /** How much the account's root user may approve, in seconds, where that is less than what is asked for: AWS then refuses root's approval, and an administrator has to give it. Null where it makes no difference. */
  rootApproverLimitSeconds?: Maybe<Scalars['Int']['output']>;
  /** For ROLE_BY_DELEGATION: what the session that makes the role may do, in words; empty for other kinds. */
  setupPermissions: Array<Permission>;
  /** For ROLE_BY_DELEGATION: how long the session that makes the role lasts at most, in seconds; null for other kinds. */
  setupSeconds?: Maybe<Scalars['Int']['output']>;
  /** For ROLE_BY_CLOUDFORMATION: what the stack makes, in words; empty for other kinds. */
  stackMakes: Array<Scalars['String']['output']>;
  /** One or two sentences. */
  summary: Scalars['String']['output'];
  title: Scalars['String']['output'];
  /** How the role's trust is guarded; null where there is no role. */
  trust?: Maybe<RoleTrust>;
  /** The lasting paths to which an active grant of this one can be upgraded. */
  upgradesTo: Array<Scalars['ID']['output']>;
};

/** The kinds of path. */
export type PathKind =
  /** A role that the customer makes from a CloudFormation quick-create link. */
  | 'ROLE_BY_CLOUDFORMATION'
  /** A role that a delegated session makes. */
  | 'ROLE_BY_DELEGATION'
  /** A delegated session that ends by itself. */
  | 'TEMPORARY';

/** There is no such path, the session may not use it, or this gateway cannot carry it out. */
export type PathUnavailable = Failure & {
  code: ErrorCode;
  docsUrl: Scalars['String']['output'];
  message: Scalars['String']['output'];
  requestId: Scalars['ID']['output'];
  retryable: Scalars['Boolean']['output'];
};

/** One statement of the policy, for people. */
export type Permission = {
  /** IAM actions, e.g. `aws-marketplace:ListEntities`. */
  actions: Array<Scalars['String']['output']>;
  effect: PermissionEffect;
  /** ARNs or `*`. */
  resources: Array<Scalars['String']['output']>;
  /** What it lets the partner do (or not do), in words. */
  words: Scalars['String']['output'];
};

/** Whether a statement gives or takes. */
export type PermissionEffect =
  | 'ALLOW'
  | 'DENY';

/** Making the role, step by step. */
export type Progress = {
  name: ProvisioningStep;
  /** Of how many. */
  of: Scalars['Int']['output'];
  /** Since when, for it. */
  since: Scalars['DateTime']['output'];
  /** The step under way, from 1. */
  step: Scalars['Int']['output'];
};

/** The steps in which a role comes about and is proved. */
export type ProvisioningStep =
  | 'ATTACH_POLICIES'
  | 'CREATE_OIDC_PROVIDER'
  | 'CREATE_ROLE'
  /** The customer's stack is at work. */
  | 'RUN_STACK'
  /** It is tried with the external ID (or subject), without it and with another one. */
  | 'VERIFY_TRUST';

/** A QR code, to be drawn dark on white with a margin of four modules on each side. */
export type QrCode = {
  /** The dark modules as SVG path data: a line through the middle of each run of them, to be drawn one unit wide. */
  path: Scalars['String']['output'];
  /** How many modules a side has, without the margin. */
  size: Scalars['Int']['output'];
};

export type Query = {
  /** The grant with this id; null where there is none, or it belongs to another customer than the session's. */
  grant?: Maybe<Grant>;
  /** Grants, newest first. Partner key only. */
  grants: GrantConnection;
  /** Any object by its id; null where there is none, or the caller may not see it. */
  node?: Maybe<Node>;
  /** The paths the caller may use, in the order in which to show them; features (`isFeature`) among them, which only `extendGrant` takes. */
  paths: Array<Path>;
  /** Who the browser's session token speaks for. Session token only. */
  session: Session;
};


export type QueryGrantArgs = {
  id: Scalars['ID']['input'];
};


export type QueryGrantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  customerId?: InputMaybe<Scalars['ID']['input']>;
  first: Scalars['Int']['input'];
  status?: InputMaybe<Array<GrantStatus>>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};

/** A quick-create link into AWS CloudFormation. */
export type QuickCreate = {
  /** The external ID in it: unique to this grant, and no secret. */
  externalId: Scalars['String']['output'];
  /** Opens the stack's review page, filled in. */
  link: Scalars['String']['output'];
  region: Scalars['AwsRegion']['output'];
  stackName: Scalars['String']['output'];
};

export type RenewGrantInput = {
  id: Scalars['ID']['input'];
  /** As of `startGrant`. */
  idempotencyKey: Scalars['String']['input'];
};

/** A role in the customer's account. */
export type Role = {
  arn: Scalars['AwsArn']['output'];
  /** The external ID its trust policy asks for; null with OIDC. */
  externalId?: Maybe<Scalars['String']['output']>;
  /** The permissions boundary that was seen on it; null where none is asked for. */
  permissionsBoundaryArn?: Maybe<Scalars['AwsArn']['output']>;
  /** The stack it came with; null for none. */
  stackId?: Maybe<Scalars['AwsArn']['output']>;
  /** Who is trusted, and how. */
  trust: RoleTrust;
  /** When it was last seen to be as it should be. */
  verifiedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** How a role's trust is guarded. */
export type RoleTrust =
  /** The partner's account, with an external ID. */
  | 'EXTERNAL_ID'
  /** The gateway as OIDC issuer, one subject for each grant: no AWS secret at the partner. */
  | 'OIDC';

/** What a session token speaks for. */
export type Session = {
  customer: Customer;
  /** When the session token stops working. */
  expiresAt: Scalars['DateTime']['output'];
  /** The customer's newest grant that extends no other, whatever became of it; null if it never had one. What a page re-attaches to. */
  grant?: Maybe<Grant>;
  partner: Partner;
  /** The paths this session may use, in order; features (`isFeature`) among them, which only `extendGrant` takes. */
  paths: Array<Path>;
  /** The gateway's clock, for counting down without trusting the browser's. */
  serverTime: Scalars['DateTime']['output'];
};

export type StartGrantInput = {
  /** Only an identity of this account may then approve; leave it out if it is not known. */
  accountId?: InputMaybe<Scalars['AwsAccountId']['input']>;
  /** Whose grant it is. Partner key only; a session speaks for its own customer. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  customerName?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the caller, 8 to 128 printable ASCII characters: the same key with the same input gives the same grant, with other input it is a failure. */
  idempotencyKey: Scalars['String']['input'];
  pathId: Scalars['ID']['input'];
  /** For ROLE_BY_CLOUDFORMATION: one of the path's Regions; its first where left out. */
  region?: InputMaybe<Scalars['AwsRegion']['input']>;
};

/** The grant was started, now or earlier with this idempotency key. */
export type StartGrantPayload = {
  grant: Grant;
};

export type StartGrantResult = AwsRefused | AwsUnavailable | Forbidden | GrantNotActive | GrantNotFound | IdempotencyMismatch | InvalidInput | PathUnavailable | StartGrantPayload;

export type SubmitRoleInput = {
  id: Scalars['ID']['input'];
  roleArn: Scalars['AwsArn']['input'];
};

/** The role is being verified. */
export type SubmitRolePayload = {
  grant: Grant;
};

export type SubmitRoleResult = GrantNotFound | GrantNotPending | InvalidInput | SubmitRolePayload;

export type Subscription = {
  /** What is true of the grant now, and again after every change. Resume with the last `historyNumber` that was seen. */
  grantUpdated: GrantUpdated;
};


export type SubscriptionGrantUpdatedArgs = {
  after: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};

/** In what way a grant follows another. */
export type Succession =
  /** It asks for more; both stay. */
  | 'EXTENSION'
  /** It asks for the same access again; the one before ends when this one is active. */
  | 'RENEWAL';

export type UpgradeGrantInput = {
  id: Scalars['ID']['input'];
  /** A lasting path that the grant's own lists in `upgradesTo`. */
  pathId: Scalars['ID']['input'];
};

/** The upgrade is under way. */
export type UpgradeGrantPayload = {
  grant: Grant;
};

export type UpgradeGrantResult = GrantNotActive | GrantNotFound | PathUnavailable | UpgradeGrantPayload;
