import { describe, expect, test } from 'vitest';
import { firstProbeAt, nextProbeAt } from '../../gateway/domain/probe-times.ts';
import { grantIdFor } from '../../gateway/flows/new-grant.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const GRANTS = Array.from({ length: 1000 }, (_, n) => grantIdFor(`customer-${n}`, 'one-morning'));
const ROUNDS = 10;

/** When a thousand grants that became active at noon are looked at, all being well: round by round. */
const rounds = Array.from({ length: ROUNDS }).reduce<number[][]>((all, _, calmProbes) => {
  const before = all.at(-1);
  const next = GRANTS.map((id, n) =>
    before ? nextProbeAt({ id, calmProbes: calmProbes - 1 }, before[n] ?? NOON) : firstProbeAt({ id }, NOON),
  );
  return [...all, next];
}, []);

function mostInOneSecond(times: number[]): number {
  const seconds = Map.groupBy(times, (at) => Math.floor(at / 1000));
  return Math.max(...[...seconds.values()].map((it) => it.length));
}

describe('A thousand grants of one instant', () => {
  test.each(rounds.map((times, n) => [n + 1, times] as const))(
    'are looked at one after another (round %i): no second holds more than two in a hundred',
    (_round, times) => {
      expect(mostInOneSecond(times)).toBeLessThanOrEqual(20);
    },
  );

  test('all looks together come to no more in any second than one round alone', () => {
    expect(mostInOneSecond(rounds.flat())).toBeLessThanOrEqual(25);
  });

  test('fill the time of the first look evenly, from one minute to three', () => {
    const tenths = Map.groupBy(rounds[0] ?? [], (at) => Math.floor((at - NOON - 60_000) / 12_000));
    expect([...tenths.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, n) => n));
    for (const tenth of tenths.values()) expect(Math.abs(tenth.length - 100)).toBeLessThan(35);
  });

  test('are looked at ever more rarely, at most every twelve minutes in the end, and at least every eighteen', () => {
    const [eighth = [], ninth = []] = rounds.slice(-2);
    const waits = ninth.map((at, n) => (at - (eighth[n] ?? 0)) / 60_000);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(12);
    expect(Math.max(...waits)).toBeLessThanOrEqual(18);
  });

  test('are looked at when they were planned to be, whoever plans it', () => {
    const [id = ''] = GRANTS;
    expect(firstProbeAt({ id }, NOON)).toBe(firstProbeAt({ id }, NOON));
    expect(nextProbeAt({ id }, NOON)).not.toBe(nextProbeAt({ id }, NOON + 1));
  });
});
