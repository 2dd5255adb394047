import { endGrant, startGrant } from '../../gateway/domain/grant.ts';
import type { Grant } from '../../gateway/domain/grant.ts';
import {
  exchanged,
  expired,
  lapsed,
  requestCreated,
  stateReported,
  tokenReleased,
} from '../../gateway/domain/grant-events.ts';
import type { StateReported, TokenReleased } from '../../gateway/domain/grant-events.ts';

/** An instant to count from, epoch milliseconds. */
export const NOON = Date.UTC(2026, 10, 22, 12);
export const HOUR = 3_600_000;
export const ACCOUNT = '012345678901';
export const OTHER_ACCOUNT = '109876543210';
export const REQUEST_ID = 'dr-0123456789abcdef';

/** A sealed token; the domain never opens it. */
export const SEALED = { keyId: 'k', wrappedKey: 'AAAA', iv: 'AAAA', ciphertext: 'AAAA', tag: 'AAAA' };

/** A grant that was begun at NOON. */
export function started(change: Partial<Grant> = {}): Grant {
  const input = {
    id: 'grant_0123456789abcdefghijklmnop',
    customer: { id: 'customer-1' },
    pathId: 'quick-start',
    pathKind: 'TEMPORARY',
    durationSeconds: 3_600,
    requestMessage: 'Acme asks.',
    fingerprint: 'f'.repeat(64),
  } as const;
  return { ...startGrant(input, NOON, 30_000), ...change };
}

/** AWS answered: the link is there. */
export function created(grant: Grant, at = NOON): Grant {
  return requestCreated(grant, { requestId: REQUEST_ID, consoleDeepLink: 'https://console.aws/…', at });
}

/** AWS reports a state. */
export function reported(grant: Grant, state: string, change: Partial<StateReported> = {}): Grant {
  return stateReported(grant, {
    requestId: REQUEST_ID,
    state,
    accountId: ACCOUNT,
    updatedAt: NOON,
    at: NOON,
    ...change,
  });
}

/** AWS releases the exchange token, good for an hour. */
export function released(grant: Grant, change: Partial<TokenReleased> = {}): Grant {
  return tokenReleased(grant, {
    requestId: REQUEST_ID,
    accountId: ACCOUNT,
    sealed: SEALED,
    expiresAt: NOON + HOUR,
    updatedAt: NOON,
    at: NOON,
    ...change,
  });
}

/** The token was traded. */
export function traded(grant: Grant, accountId = ACCOUNT): Grant {
  const assumedPrincipal = `arn:aws:sts::${accountId}:assumed-role/Administrator/alex`;
  return exchanged(grant, { accountId, assumedPrincipal, expiresAt: NOON + HOUR, at: NOON });
}

const pending = created(started());
const approved = reported(pending, 'FINALIZED');
const active = traded(released(pending));

/** A grant in every situation that there is, each reached the way it is reached. */
export const SITUATIONS = {
  invited: started({ status: 'INVITED', due: [{ kind: 'LAPSE', at: NOON + HOUR, attempts: 0 }] }),
  'just begun': started(),
  pending,
  'approved, no token yet': approved,
  'with a token': released(pending),
  active,
  rejected: reported(pending, 'REJECTED'),
  'expired by AWS': reported(pending, 'EXPIRED'),
  'lapsed here': lapsed(pending, NOON),
  'expired after use': expired(active, NOON),
  cancelled: endGrant(pending, 'CANCELLED', NOON),
  'failed for good': endGrant(pending, 'FAILED', NOON, 'AWS_REFUSED'),
  'failed for want of a token': lapsed(approved, NOON),
  revoked: endGrant(active, 'REVOKED', NOON),
  ended: endGrant(active, 'ENDED', NOON),
} as const satisfies Record<string, Grant>;

export type Situation = keyof typeof SITUATIONS;

/** Every event that there is. */
export const EVENTS = {
  'AWS made the request': (grant) => created(grant),
  'AWS reports ASSIGNED': (grant) => reported(grant, 'ASSIGNED'),
  'AWS reports ACCEPTED': (grant) => reported(grant, 'ACCEPTED'),
  'AWS reports FINALIZED': (grant) => reported(grant, 'FINALIZED'),
  'AWS reports REJECTED': (grant) => reported(grant, 'REJECTED'),
  'AWS reports EXPIRED': (grant) => reported(grant, 'EXPIRED'),
  'AWS reports a state of another day': (grant) => reported(grant, 'ON_HOLD'),
  'a live token comes': (grant) => released(grant),
  'a dead token comes': (grant) => released(grant, { expiresAt: NOON }),
  'a token of another account comes': (grant) => released(grant, { accountId: OTHER_ACCOUNT }),
  'the token is traded': (grant) => traded(grant),
  'the token turns out to be of another account': (grant) => traded(grant, OTHER_ACCOUNT),
  'the time to approve is over': (grant) => lapsed(grant, NOON),
  'access is over': (grant) => expired(grant, NOON),
} as const satisfies Record<string, (grant: Grant) => Grant>;

export type EventName = keyof typeof EVENTS;
