// Made by `npm run codegen` from schema/schema.graphql. Not edited by hand.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Grant as GrantModel } from '../domain/grant.ts';
import type { HistoryEntry as HistoryEntryModel } from '../domain/history.ts';
import type { PathView as PathViewModel } from './path-view.ts';
import type { RequestContext } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
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
  DateTime: { input: number; output: number; }
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



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CancelGrantResult:
    | ( Omit<CancelGrantPayload, 'grant'> & { grant: _RefType['Grant'] } & { __typename: 'CancelGrantPayload' } )
    | ( GrantNotFound & { __typename: 'GrantNotFound' } )
    | ( Omit<GrantNotPending, 'grant'> & { grant: _RefType['Grant'] } & { __typename: 'GrantNotPending' } )
  ;
  CreateHandOffResult:
    | ( CreateHandOffPayload & { __typename: 'CreateHandOffPayload' } )
    | ( GrantNotFound & { __typename: 'GrantNotFound' } )
    | ( Omit<GrantNotPending, 'grant'> & { grant: _RefType['Grant'] } & { __typename: 'GrantNotPending' } )
  ;
  CreateInvitationResult:
    | ( Omit<CreateInvitationPayload, 'grant'> & { grant: _RefType['Grant'] } & { __typename: 'CreateInvitationPayload' } )
    | ( IdempotencyMismatch & { __typename: 'IdempotencyMismatch' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( PathUnavailable & { __typename: 'PathUnavailable' } )
  ;
  EndGrantResult:
    | ( Omit<EndGrantPayload, 'grant'> & { grant: _RefType['Grant'] } & { __typename: 'EndGrantPayload' } )
    | ( Omit<GrantNotActive, 'grant'> & { grant: _RefType['Grant'] } & { __typename: 'GrantNotActive' } )
    | ( GrantNotFound & { __typename: 'GrantNotFound' } )
  ;
  GrantCredentialsResult:
    | ( AwsRefused & { __typename: 'AwsRefused' } )
    | ( AwsUnavailable & { __typename: 'AwsUnavailable' } )
    | ( Omit<GrantCredentialsPayload, 'grant'> & { grant: _RefType['Grant'] } & { __typename: 'GrantCredentialsPayload' } )
    | ( Omit<GrantNotActive, 'grant'> & { grant: _RefType['Grant'] } & { __typename: 'GrantNotActive' } )
    | ( GrantNotFound & { __typename: 'GrantNotFound' } )
  ;
  MintSessionResult:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( MintSessionPayload & { __typename: 'MintSessionPayload' } )
    | ( PathUnavailable & { __typename: 'PathUnavailable' } )
  ;
  StartGrantResult:
    | ( AwsRefused & { __typename: 'AwsRefused' } )
    | ( AwsUnavailable & { __typename: 'AwsUnavailable' } )
    | ( Forbidden & { __typename: 'Forbidden' } )
    | ( Omit<GrantNotActive, 'grant'> & { grant: _RefType['Grant'] } & { __typename: 'GrantNotActive' } )
    | ( GrantNotFound & { __typename: 'GrantNotFound' } )
    | ( IdempotencyMismatch & { __typename: 'IdempotencyMismatch' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( PathUnavailable & { __typename: 'PathUnavailable' } )
    | ( Omit<StartGrantPayload, 'grant'> & { grant: _RefType['Grant'] } & { __typename: 'StartGrantPayload' } )
  ;
  SubmitRoleResult:
    | ( GrantNotFound & { __typename: 'GrantNotFound' } )
    | ( Omit<GrantNotPending, 'grant'> & { grant: _RefType['Grant'] } & { __typename: 'GrantNotPending' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( Omit<SubmitRolePayload, 'grant'> & { grant: _RefType['Grant'] } & { __typename: 'SubmitRolePayload' } )
  ;
  UpgradeGrantResult:
    | ( Omit<GrantNotActive, 'grant'> & { grant: _RefType['Grant'] } & { __typename: 'GrantNotActive' } )
    | ( GrantNotFound & { __typename: 'GrantNotFound' } )
    | ( PathUnavailable & { __typename: 'PathUnavailable' } )
    | ( Omit<UpgradeGrantPayload, 'grant'> & { grant: _RefType['Grant'] } & { __typename: 'UpgradeGrantPayload' } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Failure:
    | ( AwsRefused )
    | ( AwsUnavailable )
    | ( Forbidden )
    | ( Omit<GrantNotActive, 'grant'> & { grant: _RefType['Grant'] } )
    | ( GrantNotFound )
    | ( Omit<GrantNotPending, 'grant'> & { grant: _RefType['Grant'] } )
    | ( IdempotencyMismatch )
    | ( InvalidInput )
    | ( PathUnavailable )
  ;
  Node: ( GrantModel );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AwsAccountId: ResolverTypeWrapper<Scalars['AwsAccountId']['output']>;
  AwsArn: ResolverTypeWrapper<Scalars['AwsArn']['output']>;
  AwsCredentials: ResolverTypeWrapper<AwsCredentials>;
  AwsRefused: ResolverTypeWrapper<AwsRefused>;
  AwsRegion: ResolverTypeWrapper<Scalars['AwsRegion']['output']>;
  AwsUnavailable: ResolverTypeWrapper<AwsUnavailable>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CancelGrantInput: CancelGrantInput;
  CancelGrantPayload: ResolverTypeWrapper<Omit<CancelGrantPayload, 'grant'> & { grant: ResolversTypes['Grant'] }>;
  CancelGrantResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelGrantResult']>;
  CleanUp: ResolverTypeWrapper<CleanUp>;
  CreateHandOffInput: CreateHandOffInput;
  CreateHandOffPayload: ResolverTypeWrapper<CreateHandOffPayload>;
  CreateHandOffResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateHandOffResult']>;
  CreateInvitationInput: CreateInvitationInput;
  CreateInvitationPayload: ResolverTypeWrapper<Omit<CreateInvitationPayload, 'grant'> & { grant: ResolversTypes['Grant'] }>;
  CreateInvitationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateInvitationResult']>;
  Customer: ResolverTypeWrapper<Customer>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DelegationRequest: ResolverTypeWrapper<DelegationRequest>;
  DelegationRequestState: DelegationRequestState;
  EndGrantInput: EndGrantInput;
  EndGrantPayload: ResolverTypeWrapper<Omit<EndGrantPayload, 'grant'> & { grant: ResolversTypes['Grant'] }>;
  EndGrantResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EndGrantResult']>;
  ErrorCode: ErrorCode;
  ExtendGrantInput: ExtendGrantInput;
  Failure: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Failure']>;
  Forbidden: ResolverTypeWrapper<Forbidden>;
  Grant: ResolverTypeWrapper<GrantModel>;
  GrantConnection: ResolverTypeWrapper<Omit<GrantConnection, 'edges'> & { edges: Array<ResolversTypes['GrantEdge']> }>;
  GrantCredentialsInput: GrantCredentialsInput;
  GrantCredentialsPayload: ResolverTypeWrapper<Omit<GrantCredentialsPayload, 'grant'> & { grant: ResolversTypes['Grant'] }>;
  GrantCredentialsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['GrantCredentialsResult']>;
  GrantEdge: ResolverTypeWrapper<Omit<GrantEdge, 'node'> & { node: ResolversTypes['Grant'] }>;
  GrantFailure: ResolverTypeWrapper<GrantFailure>;
  GrantHealth: ResolverTypeWrapper<GrantHealth>;
  GrantNotActive: ResolverTypeWrapper<Omit<GrantNotActive, 'grant'> & { grant: ResolversTypes['Grant'] }>;
  GrantNotFound: ResolverTypeWrapper<GrantNotFound>;
  GrantNotPending: ResolverTypeWrapper<Omit<GrantNotPending, 'grant'> & { grant: ResolversTypes['Grant'] }>;
  GrantStatus: GrantStatus;
  GrantUpdated: ResolverTypeWrapper<Omit<GrantUpdated, 'entries' | 'grant'> & { entries: Array<ResolversTypes['HistoryEntry']>, grant: ResolversTypes['Grant'] }>;
  HistoryConnection: ResolverTypeWrapper<Omit<HistoryConnection, 'edges'> & { edges: Array<ResolversTypes['HistoryEdge']> }>;
  HistoryEdge: ResolverTypeWrapper<Omit<HistoryEdge, 'node'> & { node: ResolversTypes['HistoryEntry'] }>;
  HistoryEntry: ResolverTypeWrapper<HistoryEntryModel>;
  HistoryEntryType: HistoryEntryType;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IdempotencyMismatch: ResolverTypeWrapper<IdempotencyMismatch>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  MintSessionInput: MintSessionInput;
  MintSessionPayload: ResolverTypeWrapper<MintSessionPayload>;
  MintSessionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MintSessionResult']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Partner: ResolverTypeWrapper<Partner>;
  Path: ResolverTypeWrapper<PathViewModel>;
  PathKind: PathKind;
  PathUnavailable: ResolverTypeWrapper<PathUnavailable>;
  Permission: ResolverTypeWrapper<Permission>;
  PermissionEffect: PermissionEffect;
  Progress: ResolverTypeWrapper<Progress>;
  ProvisioningStep: ProvisioningStep;
  QrCode: ResolverTypeWrapper<QrCode>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QuickCreate: ResolverTypeWrapper<QuickCreate>;
  RenewGrantInput: RenewGrantInput;
  Role: ResolverTypeWrapper<Role>;
  RoleTrust: RoleTrust;
  Session: ResolverTypeWrapper<Omit<Session, 'grant' | 'paths'> & { grant?: Maybe<ResolversTypes['Grant']>, paths: Array<ResolversTypes['Path']> }>;
  StartGrantInput: StartGrantInput;
  StartGrantPayload: ResolverTypeWrapper<Omit<StartGrantPayload, 'grant'> & { grant: ResolversTypes['Grant'] }>;
  StartGrantResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartGrantResult']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  SubmitRoleInput: SubmitRoleInput;
  SubmitRolePayload: ResolverTypeWrapper<Omit<SubmitRolePayload, 'grant'> & { grant: ResolversTypes['Grant'] }>;
  SubmitRoleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SubmitRoleResult']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Succession: Succession;
  UpgradeGrantInput: UpgradeGrantInput;
  UpgradeGrantPayload: ResolverTypeWrapper<Omit<UpgradeGrantPayload, 'grant'> & { grant: ResolversTypes['Grant'] }>;
  UpgradeGrantResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpgradeGrantResult']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AwsAccountId: Scalars['AwsAccountId']['output'];
  AwsArn: Scalars['AwsArn']['output'];
  AwsCredentials: AwsCredentials;
  AwsRefused: AwsRefused;
  AwsRegion: Scalars['AwsRegion']['output'];
  AwsUnavailable: AwsUnavailable;
  Boolean: Scalars['Boolean']['output'];
  CancelGrantInput: CancelGrantInput;
  CancelGrantPayload: Omit<CancelGrantPayload, 'grant'> & { grant: ResolversParentTypes['Grant'] };
  CancelGrantResult: ResolversUnionTypes<ResolversParentTypes>['CancelGrantResult'];
  CleanUp: CleanUp;
  CreateHandOffInput: CreateHandOffInput;
  CreateHandOffPayload: CreateHandOffPayload;
  CreateHandOffResult: ResolversUnionTypes<ResolversParentTypes>['CreateHandOffResult'];
  CreateInvitationInput: CreateInvitationInput;
  CreateInvitationPayload: Omit<CreateInvitationPayload, 'grant'> & { grant: ResolversParentTypes['Grant'] };
  CreateInvitationResult: ResolversUnionTypes<ResolversParentTypes>['CreateInvitationResult'];
  Customer: Customer;
  DateTime: Scalars['DateTime']['output'];
  DelegationRequest: DelegationRequest;
  EndGrantInput: EndGrantInput;
  EndGrantPayload: Omit<EndGrantPayload, 'grant'> & { grant: ResolversParentTypes['Grant'] };
  EndGrantResult: ResolversUnionTypes<ResolversParentTypes>['EndGrantResult'];
  ExtendGrantInput: ExtendGrantInput;
  Failure: ResolversInterfaceTypes<ResolversParentTypes>['Failure'];
  Forbidden: Forbidden;
  Grant: GrantModel;
  GrantConnection: Omit<GrantConnection, 'edges'> & { edges: Array<ResolversParentTypes['GrantEdge']> };
  GrantCredentialsInput: GrantCredentialsInput;
  GrantCredentialsPayload: Omit<GrantCredentialsPayload, 'grant'> & { grant: ResolversParentTypes['Grant'] };
  GrantCredentialsResult: ResolversUnionTypes<ResolversParentTypes>['GrantCredentialsResult'];
  GrantEdge: Omit<GrantEdge, 'node'> & { node: ResolversParentTypes['Grant'] };
  GrantFailure: GrantFailure;
  GrantHealth: GrantHealth;
  GrantNotActive: Omit<GrantNotActive, 'grant'> & { grant: ResolversParentTypes['Grant'] };
  GrantNotFound: GrantNotFound;
  GrantNotPending: Omit<GrantNotPending, 'grant'> & { grant: ResolversParentTypes['Grant'] };
  GrantUpdated: Omit<GrantUpdated, 'entries' | 'grant'> & { entries: Array<ResolversParentTypes['HistoryEntry']>, grant: ResolversParentTypes['Grant'] };
  HistoryConnection: Omit<HistoryConnection, 'edges'> & { edges: Array<ResolversParentTypes['HistoryEdge']> };
  HistoryEdge: Omit<HistoryEdge, 'node'> & { node: ResolversParentTypes['HistoryEntry'] };
  HistoryEntry: HistoryEntryModel;
  ID: Scalars['ID']['output'];
  IdempotencyMismatch: IdempotencyMismatch;
  Int: Scalars['Int']['output'];
  InvalidInput: InvalidInput;
  MintSessionInput: MintSessionInput;
  MintSessionPayload: MintSessionPayload;
  MintSessionResult: ResolversUnionTypes<ResolversParentTypes>['MintSessionResult'];
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  Partner: Partner;
  Path: PathViewModel;
  PathUnavailable: PathUnavailable;
  Permission: Permission;
  Progress: Progress;
  QrCode: QrCode;
  Query: Record<PropertyKey, never>;
  QuickCreate: QuickCreate;
  RenewGrantInput: RenewGrantInput;
  Role: Role;
  Session: Omit<Session, 'grant' | 'paths'> & { grant?: Maybe<ResolversParentTypes['Grant']>, paths: Array<ResolversParentTypes['Path']> };
  StartGrantInput: StartGrantInput;
  StartGrantPayload: Omit<StartGrantPayload, 'grant'> & { grant: ResolversParentTypes['Grant'] };
  StartGrantResult: ResolversUnionTypes<ResolversParentTypes>['StartGrantResult'];
  String: Scalars['String']['output'];
  SubmitRoleInput: SubmitRoleInput;
  SubmitRolePayload: Omit<SubmitRolePayload, 'grant'> & { grant: ResolversParentTypes['Grant'] };
  SubmitRoleResult: ResolversUnionTypes<ResolversParentTypes>['SubmitRoleResult'];
  Subscription: Record<PropertyKey, never>;
  UpgradeGrantInput: UpgradeGrantInput;
  UpgradeGrantPayload: Omit<UpgradeGrantPayload, 'grant'> & { grant: ResolversParentTypes['Grant'] };
  UpgradeGrantResult: ResolversUnionTypes<ResolversParentTypes>['UpgradeGrantResult'];
};

export interface AwsAccountIdScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['AwsAccountId'], any> {
  name: 'AwsAccountId';
}

export interface AwsArnScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['AwsArn'], any> {
  name: 'AwsArn';
}

export type AwsCredentialsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AwsCredentials'] = ResolversParentTypes['AwsCredentials']> = {
  accessKeyId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiration?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  secretAccessKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sessionToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AwsRefusedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AwsRefused'] = ResolversParentTypes['AwsRefused']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  docsUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface AwsRegionScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['AwsRegion'], any> {
  name: 'AwsRegion';
}

export type AwsUnavailableResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AwsUnavailable'] = ResolversParentTypes['AwsUnavailable']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  docsUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelGrantPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelGrantPayload'] = ResolversParentTypes['CancelGrantPayload']> = {
  grant?: Resolver<ResolversTypes['Grant'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelGrantResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelGrantResult'] = ResolversParentTypes['CancelGrantResult']> = {
  __resolveType: TypeResolveFn<'CancelGrantPayload' | 'GrantNotFound' | 'GrantNotPending', ParentType, ContextType>;
};

export type CleanUpResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CleanUp'] = ResolversParentTypes['CleanUp']> = {
  goneAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  instructions?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CreateHandOffPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateHandOffPayload'] = ResolversParentTypes['CreateHandOffPayload']> = {
  emailSubject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  emailText?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  qrCode?: Resolver<ResolversTypes['QrCode'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateHandOffResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateHandOffResult'] = ResolversParentTypes['CreateHandOffResult']> = {
  __resolveType: TypeResolveFn<'CreateHandOffPayload' | 'GrantNotFound' | 'GrantNotPending', ParentType, ContextType>;
};

export type CreateInvitationPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateInvitationPayload'] = ResolversParentTypes['CreateInvitationPayload']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  grant?: Resolver<ResolversTypes['Grant'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateInvitationResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateInvitationResult'] = ResolversParentTypes['CreateInvitationResult']> = {
  __resolveType: TypeResolveFn<'CreateInvitationPayload' | 'IdempotencyMismatch' | 'InvalidInput' | 'PathUnavailable', ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DelegationRequestResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DelegationRequest'] = ResolversParentTypes['DelegationRequest']> = {
  consoleDeepLink?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DelegationRequestState'], ParentType, ContextType>;
  stateSince?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type EndGrantPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EndGrantPayload'] = ResolversParentTypes['EndGrantPayload']> = {
  grant?: Resolver<ResolversTypes['Grant'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EndGrantResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EndGrantResult'] = ResolversParentTypes['EndGrantResult']> = {
  __resolveType: TypeResolveFn<'EndGrantPayload' | 'GrantNotActive' | 'GrantNotFound', ParentType, ContextType>;
};

export type FailureResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Failure'] = ResolversParentTypes['Failure']> = {
  __resolveType: TypeResolveFn<'AwsRefused' | 'AwsUnavailable' | 'Forbidden' | 'GrantNotActive' | 'GrantNotFound' | 'GrantNotPending' | 'IdempotencyMismatch' | 'InvalidInput' | 'PathUnavailable', ParentType, ContextType>;
};

export type ForbiddenResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Forbidden'] = ResolversParentTypes['Forbidden']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  docsUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GrantResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Grant'] = ResolversParentTypes['Grant']> = {
  accountId?: Resolver<Maybe<ResolversTypes['AwsAccountId']>, ParentType, ContextType>;
  activeAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  assumedPrincipal?: Resolver<Maybe<ResolversTypes['AwsArn']>, ParentType, ContextType>;
  cleanUp?: Resolver<Maybe<ResolversTypes['CleanUp']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  delegationRequest?: Resolver<Maybe<ResolversTypes['DelegationRequest']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  extensions?: Resolver<Array<ResolversTypes['Grant']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['GrantFailure']>, ParentType, ContextType>;
  health?: Resolver<Maybe<ResolversTypes['GrantHealth']>, ParentType, ContextType>;
  history?: Resolver<ResolversTypes['HistoryConnection'], ParentType, ContextType, RequireFields<GrantHistoryArgs, 'first'>>;
  historyNumber?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invitedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  path?: Resolver<ResolversTypes['Path'], ParentType, ContextType>;
  pendingUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  precededBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  progress?: Resolver<Maybe<ResolversTypes['Progress']>, ParentType, ContextType>;
  quickCreate?: Resolver<Maybe<ResolversTypes['QuickCreate']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['GrantStatus'], ParentType, ContextType>;
  succession?: Resolver<Maybe<ResolversTypes['Succession']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  upgradeFailure?: Resolver<Maybe<ResolversTypes['GrantFailure']>, ParentType, ContextType>;
  upgradingTo?: Resolver<Maybe<ResolversTypes['Path']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GrantConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GrantConnection'] = ResolversParentTypes['GrantConnection']> = {
  edges?: Resolver<Array<ResolversTypes['GrantEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type GrantCredentialsPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GrantCredentialsPayload'] = ResolversParentTypes['GrantCredentialsPayload']> = {
  credentials?: Resolver<ResolversTypes['AwsCredentials'], ParentType, ContextType>;
  grant?: Resolver<ResolversTypes['Grant'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GrantCredentialsResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GrantCredentialsResult'] = ResolversParentTypes['GrantCredentialsResult']> = {
  __resolveType: TypeResolveFn<'AwsRefused' | 'AwsUnavailable' | 'GrantCredentialsPayload' | 'GrantNotActive' | 'GrantNotFound', ParentType, ContextType>;
};

export type GrantEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GrantEdge'] = ResolversParentTypes['GrantEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Grant'], ParentType, ContextType>;
};

export type GrantFailureResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GrantFailure'] = ResolversParentTypes['GrantFailure']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  docsUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remedy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type GrantHealthResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GrantHealth'] = ResolversParentTypes['GrantHealth']> = {
  code?: Resolver<Maybe<ResolversTypes['ErrorCode']>, ParentType, ContextType>;
  docsUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isDegraded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type GrantNotActiveResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GrantNotActive'] = ResolversParentTypes['GrantNotActive']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  docsUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  grant?: Resolver<ResolversTypes['Grant'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GrantNotFoundResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GrantNotFound'] = ResolversParentTypes['GrantNotFound']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  docsUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GrantNotPendingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GrantNotPending'] = ResolversParentTypes['GrantNotPending']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  docsUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  grant?: Resolver<ResolversTypes['Grant'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GrantUpdatedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GrantUpdated'] = ResolversParentTypes['GrantUpdated']> = {
  entries?: Resolver<Array<ResolversTypes['HistoryEntry']>, ParentType, ContextType>;
  grant?: Resolver<ResolversTypes['Grant'], ParentType, ContextType>;
};

export type HistoryConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HistoryConnection'] = ResolversParentTypes['HistoryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['HistoryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type HistoryEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HistoryEdge'] = ResolversParentTypes['HistoryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['HistoryEntry'], ParentType, ContextType>;
};

export type HistoryEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HistoryEntry'] = ResolversParentTypes['HistoryEntry']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['ErrorCode']>, ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['HistoryEntryType'], ParentType, ContextType>;
};

export type IdempotencyMismatchResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IdempotencyMismatch'] = ResolversParentTypes['IdempotencyMismatch']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  docsUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  docsUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MintSessionPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MintSessionPayload'] = ResolversParentTypes['MintSessionPayload']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  gateway?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sessionToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MintSessionResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MintSessionResult'] = ResolversParentTypes['MintSessionResult']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'MintSessionPayload' | 'PathUnavailable', ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelGrant?: Resolver<ResolversTypes['CancelGrantResult'], ParentType, ContextType, RequireFields<MutationCancelGrantArgs, 'input'>>;
  createHandOff?: Resolver<ResolversTypes['CreateHandOffResult'], ParentType, ContextType, RequireFields<MutationCreateHandOffArgs, 'input'>>;
  createInvitation?: Resolver<ResolversTypes['CreateInvitationResult'], ParentType, ContextType, RequireFields<MutationCreateInvitationArgs, 'input'>>;
  endGrant?: Resolver<ResolversTypes['EndGrantResult'], ParentType, ContextType, RequireFields<MutationEndGrantArgs, 'input'>>;
  extendGrant?: Resolver<ResolversTypes['StartGrantResult'], ParentType, ContextType, RequireFields<MutationExtendGrantArgs, 'input'>>;
  grantCredentials?: Resolver<ResolversTypes['GrantCredentialsResult'], ParentType, ContextType, RequireFields<MutationGrantCredentialsArgs, 'input'>>;
  mintSession?: Resolver<ResolversTypes['MintSessionResult'], ParentType, ContextType, RequireFields<MutationMintSessionArgs, 'input'>>;
  renewGrant?: Resolver<ResolversTypes['StartGrantResult'], ParentType, ContextType, RequireFields<MutationRenewGrantArgs, 'input'>>;
  startGrant?: Resolver<ResolversTypes['StartGrantResult'], ParentType, ContextType, RequireFields<MutationStartGrantArgs, 'input'>>;
  submitRole?: Resolver<ResolversTypes['SubmitRoleResult'], ParentType, ContextType, RequireFields<MutationSubmitRoleArgs, 'input'>>;
  upgradeGrant?: Resolver<ResolversTypes['UpgradeGrantResult'], ParentType, ContextType, RequireFields<MutationUpgradeGrantArgs, 'input'>>;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Grant', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PartnerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Partner'] = ResolversParentTypes['Partner']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PathResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Path'] = ResolversParentTypes['Path']> = {
  badge?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bulletPoints?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  durationSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  extendsWith?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isFeature?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PathKind'], ParentType, ContextType>;
  onlySendByOwner?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  permissions?: Resolver<Array<ResolversTypes['Permission']>, ParentType, ContextType>;
  permissionsBoundaryArn?: Resolver<Maybe<ResolversTypes['AwsArn']>, ParentType, ContextType>;
  policyDocument?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  regions?: Resolver<Array<ResolversTypes['AwsRegion']>, ParentType, ContextType>;
  requestMessage?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rootApproverLimitSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  setupPermissions?: Resolver<Array<ResolversTypes['Permission']>, ParentType, ContextType>;
  setupSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  stackMakes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  trust?: Resolver<Maybe<ResolversTypes['RoleTrust']>, ParentType, ContextType>;
  upgradesTo?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type PathUnavailableResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PathUnavailable'] = ResolversParentTypes['PathUnavailable']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  docsUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PermissionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Permission'] = ResolversParentTypes['Permission']> = {
  actions?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  effect?: Resolver<ResolversTypes['PermissionEffect'], ParentType, ContextType>;
  resources?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  words?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProgressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Progress'] = ResolversParentTypes['Progress']> = {
  name?: Resolver<ResolversTypes['ProvisioningStep'], ParentType, ContextType>;
  of?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QrCodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QrCode'] = ResolversParentTypes['QrCode']> = {
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  grant?: Resolver<Maybe<ResolversTypes['Grant']>, ParentType, ContextType, RequireFields<QueryGrantArgs, 'id'>>;
  grants?: Resolver<ResolversTypes['GrantConnection'], ParentType, ContextType, RequireFields<QueryGrantsArgs, 'first'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  paths?: Resolver<Array<ResolversTypes['Path']>, ParentType, ContextType>;
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
};

export type QuickCreateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuickCreate'] = ResolversParentTypes['QuickCreate']> = {
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  link?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<ResolversTypes['AwsRegion'], ParentType, ContextType>;
  stackName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RoleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Role'] = ResolversParentTypes['Role']> = {
  arn?: Resolver<ResolversTypes['AwsArn'], ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  permissionsBoundaryArn?: Resolver<Maybe<ResolversTypes['AwsArn']>, ParentType, ContextType>;
  stackId?: Resolver<Maybe<ResolversTypes['AwsArn']>, ParentType, ContextType>;
  trust?: Resolver<ResolversTypes['RoleTrust'], ParentType, ContextType>;
  verifiedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type SessionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  grant?: Resolver<Maybe<ResolversTypes['Grant']>, ParentType, ContextType>;
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  paths?: Resolver<Array<ResolversTypes['Path']>, ParentType, ContextType>;
  serverTime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type StartGrantPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StartGrantPayload'] = ResolversParentTypes['StartGrantPayload']> = {
  grant?: Resolver<ResolversTypes['Grant'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StartGrantResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StartGrantResult'] = ResolversParentTypes['StartGrantResult']> = {
  __resolveType: TypeResolveFn<'AwsRefused' | 'AwsUnavailable' | 'Forbidden' | 'GrantNotActive' | 'GrantNotFound' | 'IdempotencyMismatch' | 'InvalidInput' | 'PathUnavailable' | 'StartGrantPayload', ParentType, ContextType>;
};

export type SubmitRolePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SubmitRolePayload'] = ResolversParentTypes['SubmitRolePayload']> = {
  grant?: Resolver<ResolversTypes['Grant'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubmitRoleResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SubmitRoleResult'] = ResolversParentTypes['SubmitRoleResult']> = {
  __resolveType: TypeResolveFn<'GrantNotFound' | 'GrantNotPending' | 'InvalidInput' | 'SubmitRolePayload', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  grantUpdated?: SubscriptionResolver<ResolversTypes['GrantUpdated'], "grantUpdated", ParentType, ContextType, RequireFields<SubscriptionGrantUpdatedArgs, 'after' | 'id'>>;
};

export type UpgradeGrantPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpgradeGrantPayload'] = ResolversParentTypes['UpgradeGrantPayload']> = {
  grant?: Resolver<ResolversTypes['Grant'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpgradeGrantResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpgradeGrantResult'] = ResolversParentTypes['UpgradeGrantResult']> = {
  __resolveType: TypeResolveFn<'GrantNotActive' | 'GrantNotFound' | 'PathUnavailable' | 'UpgradeGrantPayload', ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  AwsAccountId?: GraphQLScalarType;
  AwsArn?: GraphQLScalarType;
  AwsCredentials?: AwsCredentialsResolvers<ContextType>;
  AwsRefused?: AwsRefusedResolvers<ContextType>;
  AwsRegion?: GraphQLScalarType;
  AwsUnavailable?: AwsUnavailableResolvers<ContextType>;
  CancelGrantPayload?: CancelGrantPayloadResolvers<ContextType>;
  CancelGrantResult?: CancelGrantResultResolvers<ContextType>;
  CleanUp?: CleanUpResolvers<ContextType>;
  CreateHandOffPayload?: CreateHandOffPayloadResolvers<ContextType>;
  CreateHandOffResult?: CreateHandOffResultResolvers<ContextType>;
  CreateInvitationPayload?: CreateInvitationPayloadResolvers<ContextType>;
  CreateInvitationResult?: CreateInvitationResultResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DelegationRequest?: DelegationRequestResolvers<ContextType>;
  EndGrantPayload?: EndGrantPayloadResolvers<ContextType>;
  EndGrantResult?: EndGrantResultResolvers<ContextType>;
  Failure?: FailureResolvers<ContextType>;
  Forbidden?: ForbiddenResolvers<ContextType>;
  Grant?: GrantResolvers<ContextType>;
  GrantConnection?: GrantConnectionResolvers<ContextType>;
  GrantCredentialsPayload?: GrantCredentialsPayloadResolvers<ContextType>;
  GrantCredentialsResult?: GrantCredentialsResultResolvers<ContextType>;
  GrantEdge?: GrantEdgeResolvers<ContextType>;
  GrantFailure?: GrantFailureResolvers<ContextType>;
  GrantHealth?: GrantHealthResolvers<ContextType>;
  GrantNotActive?: GrantNotActiveResolvers<ContextType>;
  GrantNotFound?: GrantNotFoundResolvers<ContextType>;
  GrantNotPending?: GrantNotPendingResolvers<ContextType>;
  GrantUpdated?: GrantUpdatedResolvers<ContextType>;
  HistoryConnection?: HistoryConnectionResolvers<ContextType>;
  HistoryEdge?: HistoryEdgeResolvers<ContextType>;
  HistoryEntry?: HistoryEntryResolvers<ContextType>;
  IdempotencyMismatch?: IdempotencyMismatchResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  MintSessionPayload?: MintSessionPayloadResolvers<ContextType>;
  MintSessionResult?: MintSessionResultResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Partner?: PartnerResolvers<ContextType>;
  Path?: PathResolvers<ContextType>;
  PathUnavailable?: PathUnavailableResolvers<ContextType>;
  Permission?: PermissionResolvers<ContextType>;
  Progress?: ProgressResolvers<ContextType>;
  QrCode?: QrCodeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QuickCreate?: QuickCreateResolvers<ContextType>;
  Role?: RoleResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  StartGrantPayload?: StartGrantPayloadResolvers<ContextType>;
  StartGrantResult?: StartGrantResultResolvers<ContextType>;
  SubmitRolePayload?: SubmitRolePayloadResolvers<ContextType>;
  SubmitRoleResult?: SubmitRoleResultResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  UpgradeGrantPayload?: UpgradeGrantPayloadResolvers<ContextType>;
  UpgradeGrantResult?: UpgradeGrantResultResolvers<ContextType>;
};

