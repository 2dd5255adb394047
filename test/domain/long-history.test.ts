import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextAnnouncement } from '../../gateway/domain/announcement.ts';
import { record } from '../../gateway/domain/grant.ts';
import type { Grant } from '../../gateway/domain/grant.ts';
import { isIntact } from '../../gateway/domain/history.ts';
import type { HistoryEntry, HistorySegment } from '../../gateway/domain/history.ts';
import { firstOfSegment, historyNumberOf, shorten } from '../../gateway/domain/long-history.ts';
import { NOON, started } from './sample-events.ts';

/** Kinds of entries of which two are announced. */
const KINDS = ['CREDENTIALS_ISSUED', 'CREDENTIALS_ISSUED', 'GRANT_DEGRADED', 'GRANT_RECOVERED'] as const;

interface Cut {
  grant: Grant;
  segments: HistorySegment[];
}

/** A grant to which this happened, cut whenever it was time. */
function lived(kinds: readonly (typeof KINDS)[number][], isAnnounced = true): Cut {
  return kinds.reduce<Cut>(
    ({ grant, segments }, type) => {
      const longer = record(grant, { at: NOON, type });
      const cut = shorten(longer, isAnnounced);
      return cut ? { grant: cut.grant, segments: [...segments, cut.segment] } : { grant: longer, segments };
    },
    { grant: started(), segments: [] },
  );
}

const life = fc.array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 900, size: 'max' });
const RUNS = { numRuns: 60 };

function whole({ grant, segments }: Cut): HistoryEntry[] {
  return [...segments.flatMap((it) => it.entries), ...grant.history];
}

describe('a long history', { timeout: 60_000 }, () => {
  test('is cut, and whole all the same: numbered without gaps, in one chain', () => {
    fc.assert(
      fc.property(life, (kinds) => {
        const cut = lived(kinds);
        expect(isIntact(whole(cut))).toBe(true);
        expect(
          whole(cut)
            .slice(1)
            .map((it) => it.type),
        ).toEqual(kinds);
        expect(historyNumberOf(cut.grant)).toBe(kinds.length + 1);
        expect(cut.grant.history.length).toBeLessThanOrEqual(200);
      }),
      RUNS,
    );
  });

  test('goes on from what it remembers of what was cut off, and shows it when that is another', () => {
    const { grant, segments } = lived(Array.from({ length: 350 }, () => 'CREDENTIALS_ISSUED' as const));
    expect(segments.map((it) => it.first)).toEqual([1, 101]);
    expect(isIntact(grant.history, grant.cutOff)).toBe(true);
    expect(isIntact(grant.history)).toBe(false);
    expect(isIntact(grant.history, { number: 200, hash: '0'.repeat(64) })).toBe(false);
  });

  test('lies in parts that are found by the number of any entry in them', () => {
    fc.assert(
      fc.property(life, (kinds) => {
        for (const { first, entries } of lived(kinds).segments)
          expect(new Set(entries.map((it) => firstOfSegment(it.number)))).toEqual(new Set([first]));
      }),
      RUNS,
    );
  });

  test('is cut in the same place by whoever cuts it, whatever each was about to add', () => {
    const { grant } = lived(Array.from({ length: 199 }, () => 'CREDENTIALS_ISSUED' as const));
    const [one, other] = [
      shorten(record(grant, { at: NOON, type: 'CREDENTIALS_ISSUED' }), true),
      shorten(
        record(record(grant, { at: NOON + 1, type: 'GRANT_DEGRADED' }), { at: NOON, type: 'GRANT_ENDED' }),
        true,
      ),
    ];
    expect(one?.segment).toEqual(other?.segment);
    expect(one?.segment.entries).toEqual(grant.history.slice(0, 100));
  });

  test('tells the partner of everything all the same, once, in order', () => {
    fc.assert(
      fc.property(life, fc.nat(900), (kinds, delivered) => {
        const cut = lived(kinds);
        const told: number[] = [];
        let grant: Grant = { ...cut.grant, delivered };
        for (let next; (next = nextAnnouncement(grant));) {
          told.push(next.entry.number);
          grant = { ...grant, delivered: next.entry.number };
        }
        const wanted = whole(cut).filter((it) => it.number > delivered && /DEGRADED|RECOVERED/.test(it.type));
        expect(told).toEqual(wanted.map((it) => it.number));
      }),
      RUNS,
    );
  });

  test('remembers nothing for a partner who is told nothing', () => {
    const { grant } = lived(
      Array.from({ length: 400 }, () => 'GRANT_DEGRADED' as const),
      false,
    );
    expect(grant.cutOff?.unannounced).toEqual([]);
  });
});
