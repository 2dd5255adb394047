import type { Sealed } from '../vault/vault.ts';
import { isNews, lapsesAt, stateNamed } from './delegation-request.ts';
import type { DelegationRequest } from './delegation-request.ts';
import { endGrant, isOpen, moveTo, plan, record, unplan } from './grant.ts';
import type { Grant } from './grant.ts';
import { firstProbeAt } from './probe-times.ts';
import { provisioningFailed } from './role-events.ts';

/** How long after AWS's own deadline the gateway gives up waiting for AWS to say so, milliseconds. */
export const LAPSE_GRACE_MS = 3_600_000;

/** How long after FINALIZED the exchange token may take to come, milliseconds: SNS's default policy tries for about two minutes. */
export const TOKEN_GRACE_MS = 900_000;

/** AWS made the delegation request. */
export interface RequestCreated {
  requestId: string;
  consoleDeepLink: string;
  at: number;
}

/** AWS reported a state. `state` is verbatim. */
export interface StateReported {
  requestId: string;
  state: string;
  accountId?: string;
  /** AWS's instant. */
  updatedAt: number;
  at: number;
}

/** AWS released the exchange token; here it is sealed. */
export interface TokenReleased {
  requestId: string;
  accountId?: string;
  sealed: Sealed;
  expiresAt: number;
  updatedAt: number;
  at: number;
}

/** The token was traded, and GetCallerIdentity said for whom. */
export interface Exchanged {
  accountId: string;
  assumedPrincipal: string;
  expiresAt: number;
  at: number;
}

/** The link is there: the customer can go and approve. A notice may have been quicker; then only the link is new. */
export function requestCreated(grant: Grant, event: RequestCreated): Grant {
  if (!isOpen(grant)) return unplan(grant, 'REQUEST');
  const known = grant.delegationRequest;
  const request: DelegationRequest = known
    ? { ...known, consoleDeepLink: event.consoleDeepLink }
    : {
        id: event.requestId,
        state: 'UNASSIGNED',
        stateSince: event.at,
        consoleDeepLink: event.consoleDeepLink,
      };
  const entry = { at: event.at, type: 'DELEGATION_REQUEST_CREATED' } as const;
  const next = record(unplan(grant, 'REQUEST'), entry, { delegationRequest: request });
  return grant.status === 'PENDING' && !known
    ? plan(next, 'LAPSE', lapsesAt(request) + LAPSE_GRACE_MS)
    : next;
}

/** A state notice: moves the grant if it is news, is kept if it is not understood, changes nothing if it is old. */
export function stateReported(grant: Grant, event: StateReported): Grant {
  const state = stateNamed(event.state);
  if (!state) return record(grant, { at: event.at, type: 'UNKNOWN_STATE_REPORTED', state: event.state });
  const known = grant.delegationRequest;
  if (!isOpen(grant) || (known && !isNews(known.state, state))) return grant;
  const request: DelegationRequest = { ...known, id: event.requestId, state, stateSince: event.updatedAt };
  const entry = { at: event.at, type: 'DELEGATION_REQUEST_STATE_CHANGED', state: event.state } as const;
  const next = record(unplan(grant, 'REQUEST'), entry, {
    delegationRequest: request,
    accountId: event.accountId ?? grant.accountId,
  });
  if (isElsewhere(next)) return endGrant(pending(next), 'FAILED', event.at, 'ACCOUNT_MISMATCH');
  return settle(next, event.at);
}

function settle(grant: Grant, at: number): Grant {
  const request = grant.delegationRequest;
  if (request?.state === 'REJECTED' || request?.state === 'EXPIRED')
    return grant.status === request.state ? grant : endGrant(grant, request.state, at);
  const open = pending(grant);
  if (open.token) return open;
  const deadline =
    request?.state === 'FINALIZED'
      ? at + TOKEN_GRACE_MS
      : (request ? lapsesAt(request) : at) + LAPSE_GRACE_MS;
  return plan(open, 'LAPSE', deadline);
}

/** A token: the exchange is due at once. For a grant that waits for none it is thrown away, and that is all. */
export function tokenReleased(grant: Grant, event: TokenReleased): Grant {
  if (!isOpen(grant) || grant.token || event.expiresAt <= event.at)
    return record(grant, { at: event.at, type: 'EXCHANGE_TOKEN_DISCARDED' });
  const entry = { at: event.at, type: 'EXCHANGE_TOKEN_RECEIVED' } as const;
  const next = record(unplan(pending(grant), 'REQUEST', 'LAPSE'), entry, {
    token: { sealed: event.sealed, expiresAt: event.expiresAt },
    accountId: event.accountId ?? grant.accountId,
    delegationRequest: {
      ...grant.delegationRequest,
      id: event.requestId,
      state: 'FINALIZED',
      stateSince: event.updatedAt,
    },
  });
  if (isElsewhere(next)) return endGrant(next, 'FAILED', event.at, 'ACCOUNT_MISMATCH');
  return plan(next, 'EXCHANGE', event.at);
}

/** Access is proved. The sealed token stays: it makes fresh credentials until it expires. */
export function exchanged(grant: Grant, event: Exchanged): Grant {
  if (grant.status !== 'PENDING' || !grant.token) return unplan(grant, 'EXCHANGE');
  const wanted = grant.requestedAccountId ?? grant.accountId ?? event.accountId;
  if (event.accountId !== wanted) return endGrant(grant, 'FAILED', event.at, 'ACCOUNT_MISMATCH');
  const active = moveTo(unplan(grant, 'EXCHANGE', 'LAPSE', 'REQUEST'), 'ACTIVE');
  const next = record(
    active,
    { at: event.at, type: 'GRANT_ACTIVATED' },
    {
      accountId: event.accountId,
      assumedPrincipal: event.assumedPrincipal,
      activeAt: event.at,
      expiresAt: event.expiresAt,
    },
  );
  const watched = plan(plan(next, 'EXPIRE', event.expiresAt), 'PROBE', firstProbeAt(grant, event.at));
  return grant.preceding?.by === 'RENEWAL' ? plan(watched, 'SUCCEED', event.at) : watched;
}

/** The customer's time is over: if AWS released a token it must have been lost, else nobody approved. */
export function lapsed(grant: Grant, at: number): Grant {
  if (grant.status === 'INVITED') return endGrant(grant, 'EXPIRED', at);
  if (grant.status !== 'PENDING' || grant.token) return unplan(grant, 'LAPSE');
  return grant.delegationRequest?.state === 'FINALIZED'
    ? endGrant(grant, 'FAILED', at, 'EXCHANGE_TOKEN_MISSING')
    : endGrant(grant, 'EXPIRED', at);
}

/** Access is over. An upgrade under way is decided first: its role may be proved yet, or has to be told of. */
export function expired(grant: Grant, at: number): Grant {
  if (grant.status === 'ACTIVE' && grant.upgradingTo) {
    const isMade = grant.due.some((it) => it.kind === 'VERIFY');
    return plan(isMade ? grant : provisioningFailed(grant, 'SESSION_ENDED', at), 'EXPIRE', at + 5000);
  }
  return grant.status === 'ACTIVE' ? endGrant(grant, 'EXPIRED', at) : unplan(grant, 'EXPIRE');
}

/** What AWS's word opened again is pending again; without the marks of its end. */
function pending(grant: Grant): Grant {
  if (grant.status === 'PENDING') return grant;
  const { endedAt: _endedAt, failure: _failure, ...rest } = moveTo(grant, 'PENDING');
  return rest;
}

function isElsewhere({ requestedAccountId, accountId }: Grant): boolean {
  return requestedAccountId !== undefined && accountId !== undefined && requestedAccountId !== accountId;
}
