import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { append, isIntact, sentenceOf } from '../../gateway/domain/history.ts';
import type { HistoryEntry, NewEntry } from '../../gateway/domain/history.ts';

const entry: fc.Arbitrary<NewEntry> = fc.record(
  {
    at: fc.nat(),
    type: fc.constantFrom('GRANT_STARTED', 'UNKNOWN_STATE_REPORTED', 'GRANT_FAILED', 'EXCHANGE_RETRIED'),
    state: fc.string(),
    code: fc.constantFrom('AWS_REFUSED', 'ACCOUNT_MISMATCH'),
  },
  { requiredKeys: ['at', 'type'] },
);

const history = fc
  .array(entry, { minLength: 2, maxLength: 12 })
  .map((entries) => entries.reduce<HistoryEntry[]>(append, []));

/** The ways in which a history may be tampered with at one place. */
const TAMPERING: Record<string, (entries: HistoryEntry[], at: number) => HistoryEntry[]> = {
  'an instant changed': (entries, at) => entries.map((it, n) => (n === at ? { ...it, at: it.at + 1 } : it)),
  'a kind changed': (entries, at) =>
    entries.map((it, n) => (n === at ? { ...it, type: 'GRANT_ACTIVATED' } : it)),
  'a state changed': (entries, at) =>
    entries.map((it, n) => (n === at ? { ...it, state: `${it.state}!` } : it)),
  'a code changed': (entries, at) => entries.map((it, n) => (n === at ? { ...it, code: 'INTERNAL' } : it)),
  'a number changed': (entries, at) =>
    entries.map((it, n) => (n === at ? { ...it, number: it.number + 1 } : it)),
  'a hash changed': (entries, at) =>
    entries.map((it, n) => (n === at ? { ...it, hash: '0'.repeat(64) } : it)),
  'one put in': (entries, at) => [
    ...entries.slice(0, at),
    ...append([], { at: 0, type: 'GRANT_ENDED' }),
    ...entries.slice(at),
  ],
  'one taken out, the others numbered anew': (entries, at) =>
    entries.filter((_, n) => n !== at).map((it, n) => ({ ...it, number: n + 1 })),
};

describe('the history', () => {
  test('grows by one at a time, numbered without a gap, and changes nothing that was there', () => {
    fc.assert(
      fc.property(history, entry, (before, added) => {
        const frozen = structuredClone(before);
        const after = append(before, added);
        expect(after.slice(0, -1)).toEqual(frozen);
        expect(before).toEqual(frozen);
        expect(after.at(-1)).toMatchObject({ ...added, number: before.length + 1 });
        expect(isIntact(after)).toBe(true);
      }),
    );
  });

  test('is intact after a way through JSON, and when nothing happened yet', () => {
    fc.assert(fc.property(history, (it) => isIntact(JSON.parse(JSON.stringify(it)) as HistoryEntry[])));
    expect(isIntact([])).toBe(true);
  });

  test.each(Object.entries(TAMPERING))('shows %s', (_, tamper) => {
    fc.assert(
      fc.property(history, fc.nat(), (entries, place) => {
        // What is taken off the end leaves a shorter history that is whole.
        const at = place % (entries.length - 1);
        expect(isIntact(tamper(entries, at))).toBe(false);
      }),
    );
  });

  test('shows two entries that changed places, even numbered anew', () => {
    const three = ['GRANT_STARTED', 'DELEGATION_REQUEST_CREATED', 'GRANT_CANCELLED'] as const;
    const [a, b, c] = three.reduce<HistoryEntry[]>((all, type) => append(all, { at: 0, type }), []);
    const swapped = [a, c, b].flatMap((it, n) => (it ? { ...it, number: n + 1 } : []));
    expect(isIntact(swapped)).toBe(false);
  });

  test('has a sentence for what happened, with AWS’s own word for the state', () => {
    expect(sentenceOf({ at: 0, type: 'UNKNOWN_STATE_REPORTED', state: 'ON_HOLD' })).toContain('ON_HOLD');
    expect(sentenceOf({ at: 0, type: 'GRANT_FAILED', code: 'ACCOUNT_MISMATCH' })).toContain(
      'ACCOUNT_MISMATCH',
    );
  });
});
