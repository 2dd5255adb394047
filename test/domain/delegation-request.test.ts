import { describe, expect, test } from 'vitest';
import {
  DELEGATION_REQUEST_STATES,
  isNews,
  lapsesAt,
  stateNamed,
} from '../../gateway/domain/delegation-request.ts';
import type { DelegationRequestState } from '../../schema/types.generated.ts';
import { created, HOUR, NOON, reported, started } from './sample-events.ts';

const STATES = Object.keys(DELEGATION_REQUEST_STATES) as DelegationRequestState[];

/** What is news to whom: written out, so that the ranks are held against what they are for. */
const NEWS: Record<DelegationRequestState, DelegationRequestState[]> = {
  UNASSIGNED: ['ASSIGNED', 'PENDING_APPROVAL', 'ACCEPTED', 'EXPIRED', 'REJECTED', 'FINALIZED'],
  ASSIGNED: ['PENDING_APPROVAL', 'ACCEPTED', 'EXPIRED', 'REJECTED', 'FINALIZED'],
  PENDING_APPROVAL: ['ACCEPTED', 'EXPIRED', 'REJECTED', 'FINALIZED'],
  ACCEPTED: ['EXPIRED', 'REJECTED', 'FINALIZED'],
  EXPIRED: ['REJECTED', 'FINALIZED'],
  REJECTED: ['FINALIZED'],
  FINALIZED: [],
};

const every = STATES.flatMap((known) => STATES.map((reported) => [known, reported] as const));

describe('AWS’s delegation request', () => {
  test.each(every)('known %s, reported %s', (known, state) => {
    const news = NEWS[known].includes(state);
    expect(isNews(known, state)).toBe(news);
    const before = known === 'UNASSIGNED' ? created(started()) : reported(created(started()), known);
    const after = reported(before, state, { updatedAt: NOON + 1 });
    expect(after.delegationRequest?.state).toBe(news ? state : known);
    expect(after.delegationRequest?.stateSince).toBe(news ? NOON + 1 : NOON);
    expect(after === before).toBe(!news);
  });

  test('every move that AWS makes is news, but that into EXPIRED from an end', () => {
    for (const from of STATES)
      for (const to of DELEGATION_REQUEST_STATES[from].next)
        expect(isNews(from, to)).toBe(to !== 'EXPIRED' || (from !== 'REJECTED' && from !== 'FINALIZED'));
  });

  test('no state leads back to itself, however AWS moves on', () => {
    for (const start of STATES) {
      const reachable = new Set<DelegationRequestState>(DELEGATION_REQUEST_STATES[start].next);
      for (const state of reachable)
        for (const next of DELEGATION_REQUEST_STATES[state].next) reachable.add(next);
      expect(reachable.has(start)).toBe(false);
    }
  });

  test('a state is known as the API spells it, and as the guide prints it', () => {
    for (const state of STATES) expect(stateNamed(state)).toBe(state);
    expect(stateNamed('PENDING APPROVAL')).toBe('PENDING_APPROVAL');
    expect(stateNamed(' FINALIZED\n')).toBe('FINALIZED');
    for (const text of ['', 'finalized', 'ON_HOLD', 'toString', '__proto__'])
      expect(stateNamed(text)).toBeUndefined();
  });

  test('it lapses after a day unclaimed, after seven in any state since, and never once it has', () => {
    const lives = STATES.map((state) => [
      state,
      (lapsesAt({ id: '', state, stateSince: NOON }) - NOON) / (24 * HOUR),
    ]);
    expect(Object.fromEntries(lives)).toEqual({
      UNASSIGNED: 1,
      ASSIGNED: 7,
      PENDING_APPROVAL: 7,
      ACCEPTED: 7,
      REJECTED: 7,
      FINALIZED: 7,
      EXPIRED: Infinity,
    });
  });
});
