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

/** Every error code there is; what each means and what to do is at `docsUrl`. */
export type ErrorCode =
  | 'ACCESS_REVOKED'
  | 'ACCOUNT_MISMATCH'
  | 'AWS_LIMIT_EXCEEDED'
  | 'AWS_NOT_ONBOARDED'
  | 'AWS_REFUSED'
  | 'AWS_UNAVAILABLE'
  | 'CONFIG_INVALID'
  | 'EXCHANGE_REFUSED'
  | 'EXCHANGE_TOKEN_EXPIRED'
  | 'EXCHANGE_TOKEN_INVALID'
  | 'EXCHANGE_TOKEN_MISSING'
  | 'FORBIDDEN'
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
  | 'QUERY_TOO_COSTLY'
  | 'REQUEST_INVALID'
  | 'SECRET_UNREADABLE'
  | 'SESSION_EXPIRED'
  | 'STORE_CONFLICT'
  | 'STORE_UNAVAILABLE'
  | 'UNAUTHENTICATED';

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
  /** Why it is FAILED; null otherwise. */
  failure?: Maybe<GrantFailure>;
  /** All that happened, oldest first; append-only, each entry chained to the one before by its hash. */
  history: HistoryConnection;
  /** The number of the newest history entry: what subscriptions resume from. */
  historyNumber: Scalars['Int']['output'];
  /** Begins with `grant_`. */
  id: Scalars['ID']['output'];
  /** The path by which it comes about. */
  path: Path;
  /** While PENDING: when AWS will let the request lapse if nothing happens. Null otherwise. */
  pendingUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Where the grant stands. */
  status: GrantStatus;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
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

/** Why a grant failed. */
export type GrantFailure = {
  /** From the registry. */
  code: ErrorCode;
  /** What the code means and what to do. */
  docsUrl: Scalars['String']['output'];
  /** One sentence for a person, without secrets. */
  message: Scalars['String']['output'];
  /** Whether starting again may help. */
  retryable: Scalars['Boolean']['output'];
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
  | 'GRANT_ENDED'
  | 'GRANT_EXPIRED'
  | 'GRANT_FAILED'
  | 'GRANT_REJECTED'
  | 'GRANT_REVOKED'
  | 'GRANT_STARTED'
  /** A state this gateway does not know. */
  | 'UNKNOWN_STATE_REPORTED';

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
  /** Only these paths; all where left out. */
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
  /** Fresh AWS credentials of an active grant; audited in its history, never stored. Partner key only. */
  grantCredentials: GrantCredentialsResult;
  /** Makes a session token for one customer's browser. Partner key only. Nothing is stored, so nothing needs an idempotency key. */
  mintSession: MintSessionResult;
  /** Begins a grant: creates AWS's delegation request and gives the link to the AWS console. The same idempotency key gives the same grant. */
  startGrant: StartGrantResult;
};


export type MutationCancelGrantArgs = {
  input: CancelGrantInput;
};


export type MutationGrantCredentialsArgs = {
  input: GrantCredentialsInput;
};


export type MutationMintSessionArgs = {
  input: MintSessionInput;
};


export type MutationStartGrantArgs = {
  input: StartGrantInput;
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
  /** Chosen by the partner, e.g. `quick-start-demo`. */
  id: Scalars['ID']['output'];
  kind: PathKind;
  /** What is asked, in words, with the actions behind them. */
  permissions: Array<Permission>;
  /** The permissions boundary of the role it makes; null where it makes none. */
  permissionsBoundaryArn?: Maybe<Scalars['AwsArn']['output']>;
  /** The policy as AWS will render it: JSON, indented. */
  policyDocument: Scalars['String']['output'];
  /** The message AWS shows to whoever approves; names the customer when asked for by a session. */
  requestMessage: Scalars['String']['output'];
  /** How long it would last if the account's root user approves, in seconds, when that is less: AWS lets root approve 4 hours at most. Null where it makes no difference. */
  rootApproverLimitSeconds?: Maybe<Scalars['Int']['output']>;
  /** One or two sentences. */
  summary: Scalars['String']['output'];
  title: Scalars['String']['output'];
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

export type Query = {
  /** The grant with this id; null where there is none, or it belongs to another customer than the session's. */
  grant?: Maybe<Grant>;
  /** Grants, newest first. Partner key only. */
  grants: GrantConnection;
  /** Any object by its id; null where there is none, or the caller may not see it. */
  node?: Maybe<Node>;
  /** The paths the caller may start, in the order in which to show them. */
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

/** What a session token speaks for. */
export type Session = {
  customer: Customer;
  /** When the session token stops working. */
  expiresAt: Scalars['DateTime']['output'];
  /** The customer's newest grant, whatever became of it; null if it never had one. What a page re-attaches to. */
  grant?: Maybe<Grant>;
  partner: Partner;
  /** The paths this session may start, in order. */
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
};

/** The grant was started, now or earlier with this idempotency key. */
export type StartGrantPayload = {
  grant: Grant;
};

export type StartGrantResult = AwsRefused | AwsUnavailable | Forbidden | IdempotencyMismatch | InvalidInput | PathUnavailable | StartGrantPayload;

export type Subscription = {
  /** What is true of the grant now, and again after every change. Resume with the last `historyNumber` that was seen. */
  grantUpdated: GrantUpdated;
};


export type SubscriptionGrantUpdatedArgs = {
  after: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};



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
    | ( IdempotencyMismatch & { __typename: 'IdempotencyMismatch' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( PathUnavailable & { __typename: 'PathUnavailable' } )
    | ( Omit<StartGrantPayload, 'grant'> & { grant: _RefType['Grant'] } & { __typename: 'StartGrantPayload' } )
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
  AwsUnavailable: ResolverTypeWrapper<AwsUnavailable>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CancelGrantInput: CancelGrantInput;
  CancelGrantPayload: ResolverTypeWrapper<Omit<CancelGrantPayload, 'grant'> & { grant: ResolversTypes['Grant'] }>;
  CancelGrantResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelGrantResult']>;
  Customer: ResolverTypeWrapper<Customer>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DelegationRequest: ResolverTypeWrapper<DelegationRequest>;
  DelegationRequestState: DelegationRequestState;
  ErrorCode: ErrorCode;
  Failure: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Failure']>;
  Forbidden: ResolverTypeWrapper<Forbidden>;
  Grant: ResolverTypeWrapper<GrantModel>;
  GrantConnection: ResolverTypeWrapper<Omit<GrantConnection, 'edges'> & { edges: Array<ResolversTypes['GrantEdge']> }>;
  GrantCredentialsInput: GrantCredentialsInput;
  GrantCredentialsPayload: ResolverTypeWrapper<Omit<GrantCredentialsPayload, 'grant'> & { grant: ResolversTypes['Grant'] }>;
  GrantCredentialsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['GrantCredentialsResult']>;
  GrantEdge: ResolverTypeWrapper<Omit<GrantEdge, 'node'> & { node: ResolversTypes['Grant'] }>;
  GrantFailure: ResolverTypeWrapper<GrantFailure>;
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
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Session: ResolverTypeWrapper<Omit<Session, 'grant' | 'paths'> & { grant?: Maybe<ResolversTypes['Grant']>, paths: Array<ResolversTypes['Path']> }>;
  StartGrantInput: StartGrantInput;
  StartGrantPayload: ResolverTypeWrapper<Omit<StartGrantPayload, 'grant'> & { grant: ResolversTypes['Grant'] }>;
  StartGrantResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartGrantResult']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AwsAccountId: Scalars['AwsAccountId']['output'];
  AwsArn: Scalars['AwsArn']['output'];
  AwsCredentials: AwsCredentials;
  AwsRefused: AwsRefused;
  AwsUnavailable: AwsUnavailable;
  Boolean: Scalars['Boolean']['output'];
  CancelGrantInput: CancelGrantInput;
  CancelGrantPayload: Omit<CancelGrantPayload, 'grant'> & { grant: ResolversParentTypes['Grant'] };
  CancelGrantResult: ResolversUnionTypes<ResolversParentTypes>['CancelGrantResult'];
  Customer: Customer;
  DateTime: Scalars['DateTime']['output'];
  DelegationRequest: DelegationRequest;
  Failure: ResolversInterfaceTypes<ResolversParentTypes>['Failure'];
  Forbidden: Forbidden;
  Grant: GrantModel;
  GrantConnection: Omit<GrantConnection, 'edges'> & { edges: Array<ResolversParentTypes['GrantEdge']> };
  GrantCredentialsInput: GrantCredentialsInput;
  GrantCredentialsPayload: Omit<GrantCredentialsPayload, 'grant'> & { grant: ResolversParentTypes['Grant'] };
  GrantCredentialsResult: ResolversUnionTypes<ResolversParentTypes>['GrantCredentialsResult'];
  GrantEdge: Omit<GrantEdge, 'node'> & { node: ResolversParentTypes['Grant'] };
  GrantFailure: GrantFailure;
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
  Query: Record<PropertyKey, never>;
  Session: Omit<Session, 'grant' | 'paths'> & { grant?: Maybe<ResolversParentTypes['Grant']>, paths: Array<ResolversParentTypes['Path']> };
  StartGrantInput: StartGrantInput;
  StartGrantPayload: Omit<StartGrantPayload, 'grant'> & { grant: ResolversParentTypes['Grant'] };
  StartGrantResult: ResolversUnionTypes<ResolversParentTypes>['StartGrantResult'];
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
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
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  delegationRequest?: Resolver<Maybe<ResolversTypes['DelegationRequest']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['GrantFailure']>, ParentType, ContextType>;
  history?: Resolver<ResolversTypes['HistoryConnection'], ParentType, ContextType, RequireFields<GrantHistoryArgs, 'first'>>;
  historyNumber?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['Path'], ParentType, ContextType>;
  pendingUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['GrantStatus'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
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
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
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
  grantCredentials?: Resolver<ResolversTypes['GrantCredentialsResult'], ParentType, ContextType, RequireFields<MutationGrantCredentialsArgs, 'input'>>;
  mintSession?: Resolver<ResolversTypes['MintSessionResult'], ParentType, ContextType, RequireFields<MutationMintSessionArgs, 'input'>>;
  startGrant?: Resolver<ResolversTypes['StartGrantResult'], ParentType, ContextType, RequireFields<MutationStartGrantArgs, 'input'>>;
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
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PathKind'], ParentType, ContextType>;
  permissions?: Resolver<Array<ResolversTypes['Permission']>, ParentType, ContextType>;
  permissionsBoundaryArn?: Resolver<Maybe<ResolversTypes['AwsArn']>, ParentType, ContextType>;
  policyDocument?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestMessage?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rootApproverLimitSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  grant?: Resolver<Maybe<ResolversTypes['Grant']>, ParentType, ContextType, RequireFields<QueryGrantArgs, 'id'>>;
  grants?: Resolver<ResolversTypes['GrantConnection'], ParentType, ContextType, RequireFields<QueryGrantsArgs, 'first'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  paths?: Resolver<Array<ResolversTypes['Path']>, ParentType, ContextType>;
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
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
  __resolveType: TypeResolveFn<'AwsRefused' | 'AwsUnavailable' | 'Forbidden' | 'IdempotencyMismatch' | 'InvalidInput' | 'PathUnavailable' | 'StartGrantPayload', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  grantUpdated?: SubscriptionResolver<ResolversTypes['GrantUpdated'], "grantUpdated", ParentType, ContextType, RequireFields<SubscriptionGrantUpdatedArgs, 'after' | 'id'>>;
};

export type Resolvers<ContextType = RequestContext> = {
  AwsAccountId?: GraphQLScalarType;
  AwsArn?: GraphQLScalarType;
  AwsCredentials?: AwsCredentialsResolvers<ContextType>;
  AwsRefused?: AwsRefusedResolvers<ContextType>;
  AwsUnavailable?: AwsUnavailableResolvers<ContextType>;
  CancelGrantPayload?: CancelGrantPayloadResolvers<ContextType>;
  CancelGrantResult?: CancelGrantResultResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DelegationRequest?: DelegationRequestResolvers<ContextType>;
  Failure?: FailureResolvers<ContextType>;
  Forbidden?: ForbiddenResolvers<ContextType>;
  Grant?: GrantResolvers<ContextType>;
  GrantConnection?: GrantConnectionResolvers<ContextType>;
  GrantCredentialsPayload?: GrantCredentialsPayloadResolvers<ContextType>;
  GrantCredentialsResult?: GrantCredentialsResultResolvers<ContextType>;
  GrantEdge?: GrantEdgeResolvers<ContextType>;
  GrantFailure?: GrantFailureResolvers<ContextType>;
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
  Query?: QueryResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  StartGrantPayload?: StartGrantPayloadResolvers<ContextType>;
  StartGrantResult?: StartGrantResultResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
};

