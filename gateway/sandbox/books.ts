import type { Fault } from './faults.ts';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Stack } from './cloudformation/stack.ts';
import type { DelegationState } from './delegation-lifecycle.ts';
import type { KmsKey } from './kms-key.ts';
import { emptiedQueues, type Queue } from './sqs/queue.ts';
import type { OidcProvider, Role, RoleSession } from './roles/role.ts';

/** A policy template as AWS would have registered it. `document` is policy JSON with `@{…}` in it. */
export interface PolicyTemplate {
  arn: string;
  name: string;
  document: unknown;
}

/** One parameter of a request, as on the wire. */
export interface PolicyParameter {
  Name: string;
  Values: string[];
  Type: 'string' | 'stringList';
}

/** What IAM told the partner: one entry for each message handed to SNS. */
export interface NoticeEntry {
  type: 'StateChange' | 'ExchangeToken';
  state: string;
  at: number;
}

/** A delegation request with all the sandbox knows of it. Times are epoch milliseconds. */
export interface DelegationRequest {
  id: string;
  partnerAccountId: string;
  partnerName: string;
  workflowId: string;
  notificationChannel: string;
  description: string;
  requestMessage?: string;
  redirectUrl?: string;
  ownerAccountId?: string;
  templateArn: string;
  parameters: PolicyParameter[];
  /** The rendered policy, minified JSON. */
  policy: string;
  boundaryArns: string[];
  /** Seconds. */
  sessionDuration: number;
  onlySendByOwner: boolean;
  state: DelegationState;
  ownerId?: string;
  approverId?: string;
  notes?: string;
  rejectionReason?: string;
  createdAt: number;
  updatedAt: number;
  /** When the present state runs out. */
  expiresAt?: number;
  exchangeToken?: string;
  tokenExpiresAt?: number;
  redemptions: number;
  revoked: boolean;
  notices: NoticeEntry[];
  /** Who asked whether they may approve; their first answer is "in progress". */
  checkedFor: string[];
  /** How many steps of its scripted customer were taken. */
  stepsDone: number;
  /** Failures that the token exchange of this request is still to meet. */
  exchangeFailures: string[];
}

/** Credentials that STS gave for an exchange token. */
export interface DelegatedSession {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  requestId: string;
  expiresAt: number;
}

/** An SNS topic; `attributes` holds only what was set. */
export interface Topic {
  arn: string;
  accountId: string;
  attributes: Record<string, string>;
}

/** A subscription to a topic. */
export interface Subscription {
  arn: string;
  topicArn: string;
  accountId: string;
  protocol: 'http' | 'https' | 'sqs';
  endpoint: string;
  confirmed: boolean;
  authenticateOnUnsubscribe: boolean;
  token: string;
  tokenExpiresAt: number;
  attributes: Record<string, string>;
}

/** How a forged notice is wrong. */
export type Forgery = 'bad-signature' | 'other-key' | 'other-topic';

/** A message on its way to one endpoint. */
export interface OutgoingMessage {
  id: string;
  messageId: string;
  kind: 'SubscriptionConfirmation' | 'Notification' | 'UnsubscribeConfirmation';
  topicArn: string;
  subscriptionArn: string;
  message: string;
  subject?: string;
  attributes?: Record<string, { Type: string; Value: string }>;
  token?: string;
  timestamp: number;
  forgery?: Forgery;
  /** Attempts made so far. */
  attempts: number;
}

/** One attempt to deliver a message. `status` is the HTTP status, or 0 when there was none. */
export interface DeliveryAttempt {
  messageId: string;
  topicArn: string;
  subscriptionArn: string;
  endpoint: string;
  attempt: number;
  status: number;
  at: number;
  kind: OutgoingMessage['kind'];
}

/** Everything the sandbox remembers. Plain JSON. */
export interface BookPages {
  clockOffsetMs: number;
  templates: Record<string, PolicyTemplate>;
  requests: Record<string, DelegationRequest>;
  sessions: Record<string, DelegatedSession>;
  /** By account id and the name in lower case, with a slash between. */
  roles: Record<string, Role>;
  roleSessions: Record<string, RoleSession>;
  providers: Record<string, OidcProvider>;
  /** Managed policies and boundaries that somebody made: JSON texts by ARN. */
  policies: Record<string, string>;
  stacks: Record<string, Stack>;
  /** CloudFormation templates that were registered under an address, instead of being fetched from it. */
  stackTemplates: Record<string, unknown>;
  topics: Record<string, Topic>;
  subscriptions: Record<string, Subscription>;
  kmsKeys: Record<string, KmsKey>;
  /** SQS's queues by ARN, with what is in them. */
  queues: Record<string, Queue>;
  outbox: Record<string, OutgoingMessage>;
  deliveries: DeliveryAttempt[];
  calls: Record<string, number>;
  faults: Fault[];
  secrets: string[];
}

/** The books and how they are kept. */
export interface Books {
  pages: BookPages;
  /** Says that something changed; the file, if there is one, is written soon. */
  changed(): void;
  /** Forgets everything but the secrets, or, with `keepSetup`, all but topics, subscriptions, queues (emptied), templates, policies and keys too. */
  reset(keepSetup: boolean): void;
  /** Writes what is not written yet. */
  close(): void;
}

const saveDelayMs = 50;

/** Opens the books: from the file if it is there, else empty; without a file they are kept in memory only. */
export function openBooks(file?: string): Books {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    if (file) writeAtomically(file, JSON.stringify(books.pages));
  };
  const changed = () => {
    if (file) timer ??= setTimeout(save, saveDelayMs);
  };
  const books: Books = {
    pages: { ...emptyPages(), ...(file ? readPages(file) : {}) },
    changed,
    reset: (keepSetup) => {
      const { secrets, topics, subscriptions, templates, stackTemplates, policies, kmsKeys } = books.pages;
      const queues = emptiedQueues(books.pages.queues);
      const setup = { topics, subscriptions, templates, stackTemplates, policies, kmsKeys, queues };
      books.pages = { ...emptyPages(), secrets, ...(keepSetup ? setup : {}) };
      changed();
    },
    close: save,
  };
  return books;
}

function emptyPages(): BookPages {
  return {
    clockOffsetMs: 0,
    templates: {},
    requests: {},
    sessions: {},
    roles: {},
    roleSessions: {},
    providers: {},
    policies: {},
    stacks: {},
    stackTemplates: {},
    topics: {},
    subscriptions: {},
    kmsKeys: {},
    queues: {},
    outbox: {},
    deliveries: [],
    calls: {},
    faults: [],
    secrets: [],
  };
}

function readPages(file: string): Partial<BookPages> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new Error(`${file} is not the books of a sandbox; move it away to start with empty ones`, {
      cause: error,
    });
  }
}

function writeAtomically(file: string, text: string): void {
  const draft = `${file}.${process.pid}.tmp`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}
