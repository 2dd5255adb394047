import { createHash } from 'node:crypto';
import type { Grant } from './grant.ts';

/** Access that began is looked at again within this time, milliseconds: some time after the earliest, the latest included. */
const FIRST = { earliestMs: 60_000, latestMs: 180_000 };

/** How long between two looks at first; half as long again after each that finds all well, milliseconds. */
const SHORTEST_MS = 120_000;
const RAREST_MS = 900_000;

/** By how much of its length a wait may be shorter or longer. */
const SPREAD = 0.2;

/** When access that began now is first looked at, epoch milliseconds: grants of one instant are not looked at in one. */
export function firstProbeAt({ id }: Pick<Grant, 'id'>, at: number): number {
  const { earliestMs, latestMs } = FIRST;
  return at + Math.round(earliestMs + (latestMs - earliestMs) * chance(id, at));
}

/** When access that was looked at now is looked at next, epoch milliseconds: ever more rarely while all is well. */
export function nextProbeAt({ id, calmProbes = 0 }: Pick<Grant, 'id' | 'calmProbes'>, at: number): number {
  const whole = Math.min(RAREST_MS, SHORTEST_MS * 1.5 ** calmProbes);
  return at + Math.round(whole * (1 - SPREAD + 2 * SPREAD * chance(id, at)));
}

/** From 0 to 1; each grant has its own at each instant, and always the same. */
function chance(id: string, at: number): number {
  return createHash('sha256').update(`${id} ${at}`).digest().readUInt32BE() / 2 ** 32;
}
