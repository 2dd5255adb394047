import { describe, expect, test } from 'vitest';
import { GRANT_STATUSES, isOpen, moveTo } from '../../gateway/domain/grant.ts';
import type { DueKind, Grant } from '../../gateway/domain/grant.ts';
import { LAPSE_GRACE_MS, TOKEN_GRACE_MS } from '../../gateway/domain/grant-events.ts';
import { isIntact } from '../../gateway/domain/history.ts';
import type { GrantStatus } from '../../schema/types.generated.ts';
import * as sample from './sample-events.ts';
import { ACCOUNT, EVENTS, HOUR, NOON, OTHER_ACCOUNT, SITUATIONS } from './sample-events.ts';
import type { EventName, Situation } from './sample-events.ts';

type Outcome = [status: GrantStatus, due: DueKind[], code?: string];

const waits: Outcome = ['PENDING', ['LAPSE']];
const trades: Outcome = ['PENDING', ['EXCHANGE']];
const rejected: Outcome = ['REJECTED', []];
const lapsed: Outcome = ['EXPIRED', []];
const tokens = { 'a live token comes': trades, 'a token of another account comes': trades };

/** What each event makes of a grant in each situation; where nothing stands, status and due work stay as they are. */
const OUTCOMES: Record<Situation, Partial<Record<EventName, Outcome>>> = {
  invited: { 'the time to approve is over': lapsed },
  'just begun': {
    ...tokens,
    'AWS made the request': waits,
    'AWS reports ASSIGNED': waits,
    'AWS reports ACCEPTED': waits,
    'AWS reports FINALIZED': waits,
    'AWS reports REJECTED': rejected,
    'AWS reports EXPIRED': lapsed,
    'the time to approve is over': lapsed,
  },
  pending: {
    ...tokens,
    'AWS reports REJECTED': rejected,
    'AWS reports EXPIRED': lapsed,
    'the time to approve is over': lapsed,
  },
  'approved, no token yet': {
    ...tokens,
    'the time to approve is over': ['FAILED', [], 'EXCHANGE_TOKEN_MISSING'],
  },
  'with a token': {
    'the token is traded': ['ACTIVE', ['EXPIRE', 'PROBE']],
    'the token turns out to be of another account': ['FAILED', [], 'ACCOUNT_MISMATCH'],
  },
  active: { 'access is over': lapsed },
  rejected: { ...tokens, 'AWS reports FINALIZED': waits },
  'expired by AWS': { ...tokens, 'AWS reports FINALIZED': waits, 'AWS reports REJECTED': rejected },
  'lapsed here': {
    ...tokens,
    'AWS reports ASSIGNED': waits,
    'AWS reports ACCEPTED': waits,
    'AWS reports FINALIZED': waits,
    'AWS reports REJECTED': rejected,
  },
  'expired after use': {},
  cancelled: {},
  'failed for good': {},
  'failed for want of a token': tokens,
  revoked: {},
  ended: {},
};

function outcomeOf(grant: Grant): Outcome {
  const due = grant.due.map((it) => it.kind);
  return grant.failure ? [grant.status, due, grant.failure.code] : [grant.status, due];
}

const statuses = Object.keys(GRANT_STATUSES) as GrantStatus[];
const situations = Object.keys(SITUATIONS) as Situation[];
const events = Object.keys(EVENTS) as EventName[];
const every = situations.flatMap((situation) => events.map((event) => [situation, event] as const));

function isAllowed(from: GrantStatus, to: GrantStatus): boolean {
  const next: readonly GrantStatus[] = GRANT_STATUSES[from];
  return from === to || next.includes(to);
}

describe('a grant', () => {
  test('is tried in every status', () => {
    const tried = new Set(Object.values(SITUATIONS).map((it) => it.status));
    expect([...tried].toSorted()).toEqual(Object.keys(GRANT_STATUSES).toSorted());
  });

  test.each(every)('%s: %s', (situation, event) => {
    const before: Grant = SITUATIONS[situation];
    const frozen = structuredClone(before);
    const after = EVENTS[event](before);
    expect(outcomeOf(after)).toEqual(OUTCOMES[situation][event] ?? outcomeOf(before));
    expect(before).toEqual(frozen);
    expect(isIntact(after.history)).toBe(true);
    expect(after.history.slice(0, before.history.length)).toEqual(before.history);
    expect(after.version).toBe(before.version);
  });

  test.each(every)(
    'keeps no secret and no work at an end, and no mark of an end before one (%s: %s)',
    (situation, event) => {
      const after: Grant = EVENTS[event](SITUATIONS[situation]);
      const isAlive = ['INVITED', 'PENDING', 'ACTIVE'].includes(after.status);
      expect({ due: after.due.length > 0, ended: after.endedAt !== undefined }).toEqual({
        due: isAlive,
        ended: !isAlive,
      });
      expect(isAlive || after.token === undefined).toBe(true);
      expect(after.failure !== undefined).toBe(after.status === 'FAILED');
    },
  );

  test.each(situations)('%s: trading no token makes nothing active', (situation) => {
    const { token: _, ...without } = SITUATIONS[situation] as Grant;
    const after = sample.traded(without);
    expect(after.status).toBe(without.status);
    expect(after.history).toEqual(without.history);
  });

  const moves = statuses.flatMap((from) => statuses.map((to) => [from, to] as const));

  test.each(moves.filter((it) => isAllowed(...it)))('may go from %s to %s', (from, to) => {
    expect(moveTo(sample.started({ status: from }), to).status).toBe(to);
  });

  test.each(moves.filter((it) => !isAllowed(...it)))('may not go from %s to %s', (from, to) => {
    expect(() => moveTo(sample.started({ status: from }), to)).toThrow(RangeError);
  });

  test('once cancelled, revoked, ended or used up is deaf to AWS’s word', () => {
    for (const situation of [
      'cancelled',
      'revoked',
      'ended',
      'expired after use',
      'failed for good',
    ] as const)
      expect(isOpen(SITUATIONS[situation])).toBe(false);
  });
});

function dueAt(grant: Grant): number[] {
  return grant.due.map((it) => it.at);
}

describe('what is due, and when', () => {
  test('a request lapses an hour after AWS’s own deadline: a day unclaimed, seven days in each state after', () => {
    expect(dueAt(SITUATIONS.pending)).toEqual([NOON + 24 * HOUR + LAPSE_GRACE_MS]);
    const claimed = sample.reported(SITUATIONS.pending, 'ASSIGNED', { updatedAt: NOON + HOUR });
    expect(dueAt(claimed)).toEqual([NOON + HOUR + 7 * 24 * HOUR + LAPSE_GRACE_MS]);
  });

  test('a token is waited for fifteen minutes after FINALIZED came', () => {
    const approved = sample.reported(SITUATIONS.pending, 'FINALIZED', { at: NOON + HOUR });
    expect(dueAt(approved)).toEqual([NOON + HOUR + TOKEN_GRACE_MS]);
  });

  test('a token is traded at once, and access is over when the token is', () => {
    expect(dueAt(sample.released(SITUATIONS.pending, { at: NOON + 5 }))).toEqual([NOON + 5]);
    const [over, look = 0] = dueAt(SITUATIONS.active);
    expect(over).toBe(NOON + HOUR);
    expect([look >= NOON + 60_000, look <= NOON + 180_000]).toEqual([true, true]);
  });
});

describe('a grant for one account alone', () => {
  const asked = sample.created(sample.started({ requestedAccountId: ACCOUNT }));
  const mismatch = { status: 'FAILED', failure: { code: 'ACCOUNT_MISMATCH' }, due: [] };

  test('fails when somebody of another account claims it, or a token of another comes', () => {
    expect(sample.reported(asked, 'ASSIGNED', { accountId: OTHER_ACCOUNT })).toMatchObject(mismatch);
    expect(sample.released(asked, { accountId: OTHER_ACCOUNT })).toMatchObject(mismatch);
    expect(sample.released(asked, { accountId: OTHER_ACCOUNT }).token).toBeUndefined();
  });

  test('fails when the session proves to be of another account, though every notice said otherwise', () => {
    expect(sample.traded(sample.released(asked), OTHER_ACCOUNT)).toMatchObject(mismatch);
    expect(sample.traded(sample.released(asked, { accountId: undefined }), OTHER_ACCOUNT)).toMatchObject(
      mismatch,
    );
  });

  test('goes on with the right one', () => {
    expect(sample.traded(sample.released(asked))).toMatchObject({ status: 'ACTIVE', accountId: ACCOUNT });
  });
});
