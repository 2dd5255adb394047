import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DELEGATION_REQUEST_STATES } from '../../gateway/domain/delegation-request.ts';
import { endGrant } from '../../gateway/domain/grant.ts';
import type { Grant } from '../../gateway/domain/grant.ts';
import { expired, lapsed } from '../../gateway/domain/grant-events.ts';
import { isIntact } from '../../gateway/domain/history.ts';
import type { DelegationRequestState } from '../../schema/types.generated.ts';
import {
  ACCOUNT,
  created,
  NOON,
  OTHER_ACCOUNT,
  released,
  reported,
  started,
  traded,
} from './sample-events.ts';

/** Something that reaches the gateway: AWS's answer, a notice of a state, or the token. */
type News = { kind: 'created' } | { kind: 'token' } | { kind: 'state'; state: string; accountId?: string };

const CREATED: News = { kind: 'created' };
const UNKNOWN: News = { kind: 'state', state: 'ON_HOLD', accountId: ACCOUNT };

/** What AWS sends of a request that walks its lifecycle by these choices; where they run out, it stays. */
function newsOf(choices: number[]): News[] {
  const news: News[] = [CREATED];
  let state: DelegationRequestState = 'UNASSIGNED';
  for (const choice of choices) {
    const next: readonly DelegationRequestState[] = DELEGATION_REQUEST_STATES[state].next;
    const moved: DelegationRequestState | undefined = next[choice % next.length];
    if (!moved) break;
    // Of a request that nobody claimed there is no account to tell.
    news.push({
      kind: 'state',
      state: moved,
      accountId: state === 'UNASSIGNED' && moved === 'EXPIRED' ? undefined : ACCOUNT,
    });
    if (moved === 'FINALIZED') news.push({ kind: 'token' });
    state = moved;
  }
  return news;
}

/** News of a legal life, some lost, some twice, some not understood, in any order. */
const delivered = fc
  .tuple(
    fc.array(fc.nat(11), { maxLength: 6 }),
    fc.array(fc.tuple(fc.nat(3), fc.nat(), fc.boolean()), { minLength: 12, maxLength: 12 }),
  )
  .map(([choices, fates]) => {
    const all = newsOf(choices).flatMap((news, n) => {
      const [copies = 0, key = 0, isUnknownBeside = false] = fates[n % fates.length] ?? [];
      const kept = Array.from({ length: copies }, (_, copy) => ({ news, key: key + copy * 7_919_000 }));
      return isUnknownBeside ? [...kept, { news: UNKNOWN, key: key * 3 }] : kept;
    });
    return all.toSorted((a, b) => a.key - b.key).map((it) => it.news);
  });

function deliver(grant: Grant, news: News, at: number): Grant {
  if (news.kind === 'created') return created(grant, at);
  if (news.kind === 'token') return released(grant, { at });
  return reported(grant, news.state, { accountId: news.accountId, at });
}

/** Delivers in order, a second apart; `then` is what the gateway does after each. */
function deliverAll(all: News[], start = started(), then = (grant: Grant, _at: number) => grant): Grant {
  return all.reduce((before, news, n) => {
    const at = NOON + n * 1000;
    const after = then(deliver(before, news, at), at);
    assertSound(before, after);
    return after;
  }, start);
}

function assertSound(before: Grant, after: Grant): void {
  const isAlive = after.status === 'PENDING' || after.status === 'ACTIVE';
  const kinds = after.due.map((it) => it.kind);
  expect(isIntact(after.history)).toBe(true);
  expect(after.history.slice(0, before.history.length)).toEqual(before.history);
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(isAlive || (kinds.length === 0 && after.token === undefined)).toBe(true);
  expect(after.status !== 'ACTIVE' || after.token !== undefined).toBe(true);
  expect(after.endedAt === undefined).toBe(isAlive);
}

/** What must have come of it, whatever the order: told from the set alone. */
function expectedOf(all: News[]) {
  const has = (state: string) => all.some((it) => it.kind === 'state' && it.state === state);
  const isKnown = all.some((it) => it !== UNKNOWN);
  if (all.some((it) => it.kind === 'token')) return { status: 'PENDING', due: ['EXCHANGE'], token: true };
  if (has('FINALIZED')) return { status: 'PENDING', due: ['LAPSE'], token: false };
  if (has('REJECTED')) return { status: 'REJECTED', due: [], token: false };
  if (has('EXPIRED')) return { status: 'EXPIRED', due: [], token: false };
  return { status: 'PENDING', due: [isKnown ? 'LAPSE' : 'REQUEST'], token: false };
}

function outcomeOf(grant: Grant) {
  return { status: grant.status, due: grant.due.map((it) => it.kind), token: grant.token !== undefined };
}

function times(grant: Grant, type: string): number {
  return grant.history.filter((it) => it.type === type).length;
}

const hasToken = (all: News[]) => all.some((it) => it.kind === 'token');
const RUNS = { numRuns: 2_000 };

describe('notices in any order, lost, repeated and not understood', { timeout: 60_000 }, () => {
  test('walk through every state of AWS’s, so that the rest says something', () => {
    const seen = new Set(
      fc
        .sample(delivered, 2_000)
        .flat()
        .map((it) => (it.kind === 'state' ? it.state : it.kind)),
    );
    const states = Object.keys(DELEGATION_REQUEST_STATES).filter((state) => state !== 'UNASSIGNED');
    expect(seen).toEqual(new Set([...states, 'ON_HOLD', 'created', 'token']));
  });

  test('the outcome depends on the set alone', () => {
    fc.assert(
      fc.property(delivered, (all) => {
        const grant = deliverAll(all);
        expect(outcomeOf(grant)).toEqual(expectedOf(all));
        const accounts = all.some(
          (it) => it.kind === 'token' || (it !== UNKNOWN && it.kind === 'state' && it.accountId),
        );
        expect(grant.accountId).toBe(accounts ? ACCOUNT : undefined);
        expect(grant.delegationRequest?.consoleDeepLink !== undefined).toBe(all.includes(CREATED));
      }),
      RUNS,
    );
  });

  test('a token that came makes the grant active, once, whenever it is traded and whatever comes after', () => {
    fc.assert(
      fc.property(delivered, fc.infiniteStream(fc.boolean()), (all, isTime) => {
        const trade = (grant: Grant) => {
          const isDue = grant.due.some((it) => it.kind === 'EXCHANGE');
          return isDue && isTime.next().value ? traded(grant) : grant;
        };
        const grant = traded(deliverAll(all, started(), trade));
        expect(grant.status === 'ACTIVE').toBe(hasToken(all));
        expect(times(grant, 'GRANT_ACTIVATED')).toBe(hasToken(all) ? 1 : 0);
        expect(times(grant, 'EXCHANGE_TOKEN_RECEIVED')).toBe(hasToken(all) ? 1 : 0);
        expect(grant.status === 'ACTIVE' ? grant.due.map((it) => it.kind) : ['EXPIRE', 'PROBE']).toEqual([
          'EXPIRE',
          'PROBE',
        ]);
      }),
      RUNS,
    );
  });

  test('giving up too early takes nothing away from a token that comes later', () => {
    fc.assert(
      fc.property(delivered, fc.infiniteStream(fc.boolean()), (all, isTime) => {
        const giveUp = (grant: Grant, at: number) => {
          const isDue = grant.due.some((it) => it.kind === 'LAPSE');
          return isDue && isTime.next().value ? lapsed(grant, at) : grant;
        };
        const grant = traded(deliverAll(all, started(), giveUp));
        expect(grant.status === 'ACTIVE').toBe(hasToken(all));
      }),
      RUNS,
    );
  });

  test('EXPIRED takes back neither approval nor refusal', () => {
    fc.assert(
      fc.property(delivered, (all) => {
        const before = deliverAll(all);
        const after = reported(before, 'EXPIRED');
        const isDecided = ['FINALIZED', 'REJECTED'].includes(before.delegationRequest?.state ?? '');
        expect(isDecided ? after : before).toBe(before);
      }),
      RUNS,
    );
  });

  test('what was cancelled stays cancelled', () => {
    fc.assert(
      fc.property(delivered, delivered, (before, after) => {
        const grant = deliverAll(before);
        fc.pre(grant.status === 'PENDING');
        const cancelled = deliverAll(after, endGrant(grant, 'CANCELLED', NOON));
        expect(outcomeOf(traded(cancelled))).toEqual({ status: 'CANCELLED', due: [], token: false });
      }),
      RUNS,
    );
  });

  test('what was used and is over stays over', () => {
    fc.assert(
      fc.property(delivered, delivered, (before, after) => {
        const active = traded(deliverAll([...before, { kind: 'token' }]));
        const over = deliverAll(after, expired(active, NOON));
        expect(outcomeOf(traded(over))).toEqual({ status: 'EXPIRED', due: [], token: false });
      }),
      RUNS,
    );
  });

  test('a grant for another account never becomes active and keeps no token', () => {
    fc.assert(
      fc.property(delivered, (all) => {
        const grant = deliverAll(all, started({ requestedAccountId: OTHER_ACCOUNT }));
        expect(grant.token).toBeUndefined();
        expect(traded(grant).status).not.toBe('ACTIVE');
      }),
      RUNS,
    );
  });
});
