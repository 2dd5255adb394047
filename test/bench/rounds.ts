import { median } from './figures.ts';

/** Something to be measured: does `count` of it. */
export type Contestant = (count: number) => Promise<unknown>;

/**
 * Runs all contestants in turn, round after round, and gives for each its rate divided by that of the first in the
 * same round: the median over the rounds. Rates of shared machines mean little; ratios within a round hold.
 */
export async function medianRatios(
  contestants: Record<string, { count: number; run: Contestant }>,
  rounds: number,
): Promise<Record<string, { perSecond: number; ratio: number }>> {
  const names = Object.keys(contestants);
  const rates = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, { count, run }] of Object.entries(contestants)) {
      const begin = performance.now();
      await run(count);
      rates.get(name)?.push((count / (performance.now() - begin)) * 1000);
    }
  const first = rates.get(names[0] ?? '') ?? [];
  return Object.fromEntries(
    names.map((name) => {
      const own = rates.get(name) ?? [];
      const ratios = own.map((rate, round) => rate / (first[round] ?? NaN));
      return [name, { perSecond: Math.round(median(own)), ratio: Number(median(ratios).toFixed(2)) }];
    }),
  );
}
