import type { ErrorCode, GrantStatus, PathKind, RoleTrust } from '../../schema/types.generated.ts';
import type { Sealed } from '../vault/vault.ts';
import type { DelegationRequest } from './delegation-request.ts';
import type { CustomerRole, Provisioning, Stack } from './customer-role.ts';
import { append } from './history.ts';
import type { CutOff } from './long-history.ts';
import type { HistoryEntry, NewEntry } from './history.ts';

/** Work that waits its time; at most one of each kind. */
export interface Due {
  kind: DueKind;
  /** Epoch milliseconds. */
  at: number;
  /** How often it was tried without success. */
  attempts: number;
}

/**
 * REQUEST: create the delegation request. EXCHANGE: trade the token. LAPSE: the customer's time to approve is over.
 * EXPIRE: access is over. PROVISION: make the role. UNDO: take back what was made of it. VERIFY: prove it. ANSWER: tell the
 * stack. PROBE: see whether access is still as it should be. CONFIRM_GONE: see whether it is gone. SUCCEED: end the grant that this one
 * renews. DELIVER: tell the partner.
 */
export type DueKind =
  | 'REQUEST'
  | 'EXCHANGE'
  | 'LAPSE'
  | 'EXPIRE'
  | 'PROVISION'
  | 'UNDO'
  | 'VERIFY'
  | 'ANSWER'
  | 'PROBE'
  | 'CONFIRM_GONE'
  | 'SUCCEED'
  | 'DELIVER';

/** Whose grant it is, as the partner calls them. */
export interface Customer {
  id: string;
  name?: string;
}

/** The aggregate: everything true of one grant. One change is one write of it. Instants are epoch milliseconds. */
export interface Grant {
  id: string;
  /** 1 on insert, one more with every save. */
  version: number;
  customer: Customer;
  pathId: string;
  pathKind: PathKind;
  /** How long access is asked for, seconds. */
  durationSeconds: number;
  /** What AWS shows to the approver, as it was sent. */
  requestMessage: string;
  /** SHA-256 of the input it was started with: what an idempotency key is held against. */
  fingerprint: string;
  status: GrantStatus;
  /** Only this account may approve. */
  requestedAccountId?: string;
  /** The account as AWS reported it. */
  accountId?: string;
  assumedPrincipal?: string;
  /** How many delegation requests were begun: the workflow id is `<id>.<attempt>`. */
  requestAttempt: number;
  delegationRequest?: DelegationRequest;
  /** The exchange token, sealed; gone once it is of no use. */
  token?: { sealed: Sealed; expiresAt: number };
  failure?: { code: ErrorCode };
  /** The external ID of its role; begins with the grant's id, ends with what nobody can guess. */
  externalId?: string;
  trust?: RoleTrust;
  /** Of a quick-create link. */
  region?: string;
  /** The stack that phoned home. */
  stack?: Stack;
  /** The making of the role, while it lasts. */
  provisioning?: Provisioning;
  role?: CustomerRole;
  /** What is wrong with active access. */
  degraded?: { code: ErrorCode; since: number };
  /** How many probes in a row found all well. */
  calmProbes?: number;
  /** The lasting path an active temporary grant is on its way to. */
  upgradingTo?: string;
  /** How its newest upgrade ended; with a code where it was not finished. */
  lastUpgrade?: { code?: ErrorCode };
  /** After its end: what is left in AWS. */
  cleanUp?: { instructions: string[]; goneAt?: number };
  /** The grant it renews or extends. */
  preceding?: { id: string; by: 'RENEWAL' | 'EXTENSION' };
  invitation?: { pathIds: string[]; expiresAt: number };
  /** The number of the last history entry that the partner's webhook took. */
  delivered?: number;
  createdAt: number;
  updatedAt: number;
  activeAt?: number;
  expiresAt?: number;
  endedAt?: number;
  due: Due[];
  /** SNS message ids that were taken in. */
  handledMessageIds: string[];
  /** Its newest entries, all but those that were cut off. */
  history: HistoryEntry[];
  cutOff?: CutOff;
}

/** What a grant starts with. */
export type NewGrant = Pick<
  Grant,
  | 'id'
  | 'customer'
  | 'pathId'
  | 'pathKind'
  | 'durationSeconds'
  | 'requestMessage'
  | 'fingerprint'
  | 'requestedAccountId'
  | 'externalId'
  | 'trust'
  | 'region'
  | 'preceding'
>;

/** Where each status may lead. ACTIVE is reached once; what is left of PENDING by AWS's word may still be taken back by it. */
export const GRANT_STATUSES = {
  INVITED: ['PENDING', 'EXPIRED', 'CANCELLED'],
  PENDING: ['ACTIVE', 'REJECTED', 'EXPIRED', 'CANCELLED', 'FAILED'],
  ACTIVE: ['EXPIRED', 'REVOKED', 'ENDED', 'FAILED'],
  REJECTED: ['PENDING'],
  EXPIRED: ['PENDING', 'REJECTED'],
  CANCELLED: [],
  FAILED: ['PENDING'],
  REVOKED: [],
  ENDED: [],
} as const satisfies Record<GrantStatus, readonly GrantStatus[]>;

/** The kind of history entry that tells of each end. */
const ENDS = {
  REJECTED: 'GRANT_REJECTED',
  EXPIRED: 'GRANT_EXPIRED',
  CANCELLED: 'GRANT_CANCELLED',
  FAILED: 'GRANT_FAILED',
  REVOKED: 'GRANT_REVOKED',
  ENDED: 'GRANT_ENDED',
} as const;

/** A status in which nothing more is waited for. */
export type EndStatus = keyof typeof ENDS;

/** How long a quick-create link is waited for, milliseconds. */
const STACK_LIFE_MS = 604_800_000;

/** A grant as it begins: asked for, its delegation request due after `leaseMs` if whoever started it does not live to make it. */
export function startGrant(input: NewGrant, at: number, leaseMs: number): Grant {
  const isStack = input.pathKind === 'ROLE_BY_CLOUDFORMATION';
  return {
    ...input,
    version: 1,
    status: 'PENDING',
    requestAttempt: 1,
    createdAt: at,
    updatedAt: at,
    due: [
      isStack
        ? { kind: 'LAPSE', at: at + STACK_LIFE_MS, attempts: 0 }
        : { kind: 'REQUEST', at: at + leaseMs, attempts: 0 },
    ],
    handledMessageIds: [],
    history: append([], { at, type: 'GRANT_STARTED' }),
  };
}

/** Our own id of the delegation request: unique per attempt, and it leads back to the grant without an index. */
export function workflowIdOf(grant: Pick<Grant, 'id' | 'requestAttempt'>): string {
  return `${grant.id}.${grant.requestAttempt}`;
}

/** The grant's id in a workflow id; undefined if it is not one of ours. */
export function grantIdOf(workflowId: string): string | undefined {
  return /^(grant_[0-9a-z]{26})\.\d{1,6}$/.exec(workflowId)?.[1];
}

/** Whether AWS's word can still decide it: it never was active, and nobody here ended it. */
export function isOpen(grant: Grant): boolean {
  if (grant.activeAt !== undefined || grant.pathKind === 'ROLE_BY_CLOUDFORMATION') return false;
  if (grant.status === 'FAILED') return grant.failure?.code === 'EXCHANGE_TOKEN_MISSING';
  return grant.status === 'PENDING' || grant.status === 'EXPIRED' || grant.status === 'REJECTED';
}

/** The grant with something added to its history, and whatever else changed. */
export function record(grant: Grant, entry: NewEntry, change: Partial<Grant> = {}): Grant {
  return { ...grant, ...change, updatedAt: entry.at, history: append(grant.history, entry) };
}

/** The grant in another status; a move that the table does not list is a mistake of the program. */
export function moveTo(grant: Grant, status: GrantStatus): Grant {
  const allowed: readonly GrantStatus[] = GRANT_STATUSES[grant.status];
  if (grant.status !== status && !allowed.includes(status))
    throw new RangeError(`A grant cannot go from ${grant.status} to ${status}.`);
  return { ...grant, status };
}

/** How long a call by which a role is made may still be under way after the grant's end, milliseconds. */
const LAST_CALL_MS = 35_000;

/**
 * The grant at an end: no secret kept, nothing due but to tell the partner, and the stack that waits. Only while a role
 * is being made does the token stay, until what was made is taken back.
 */
export function endGrant(grant: Grant, status: EndStatus, at: number, code?: ErrorCode): Grant {
  const { failure: _before, degraded: _noMore, ...rest } = moveTo(grant, status);
  const failure = status === 'FAILED' && code ? { failure: { code } } : {};
  const due = grant.due.filter((it) => it.kind === 'DELIVER');
  const over = record({ ...rest, ...failure, due, endedAt: at }, { at, type: ENDS[status], code });
  return letGo(grant.stack?.request ? plan(over, 'ANSWER', at) : over, at);
}

function letGo(grant: Grant, at: number): Grant {
  const { token, provisioning, upgradingTo, ...rest } = grant;
  if (!token || !provisioning) return rest;
  const undoing = provisioning.undoing ?? 'OVER';
  return plan(
    { ...rest, token, upgradingTo, provisioning: { ...provisioning, undoing } },
    'UNDO',
    at + LAST_CALL_MS,
  );
}

/** The grant with this work due in place of what was due of its kind. */
export function plan(grant: Grant, kind: DueKind, at: number, attempts = 0): Grant {
  return { ...grant, due: [...grant.due.filter((it) => it.kind !== kind), { kind, at, attempts }] };
}

/** The grant without this work; the same object where none of it was due. */
export function unplan(grant: Grant, ...kinds: DueKind[]): Grant {
  const due = grant.due.filter((it) => !kinds.includes(it.kind));
  return due.length === grant.due.length ? grant : { ...grant, due };
}

/** How many message ids a grant remembers; AWS sends about eight in a request's life. */
const REMEMBERED = 256;

/** The grant, knowing that this message was taken in. */
export function remember(grant: Grant, messageId: string): Grant {
  return { ...grant, handledMessageIds: [...grant.handledMessageIds, messageId].slice(-REMEMBERED) };
}
