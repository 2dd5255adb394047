import { eventOf } from './announcement.ts';
import type { Grant } from './grant.ts';
import type { HistoryEntry, HistorySegment } from './history.ts';

/** How many entries a part that is cut off has: where each entry lies follows from its number. Never to be changed. */
const SEGMENT_LENGTH = 100;

/** What a grant remembers of the entries that were cut off its history. */
export interface CutOff {
  /** The number of the last of them: where the chain goes on. */
  number: number;
  hash: string;
  /** Those that the partner is yet to hear of. */
  unannounced: HistoryEntry[];
}

/** A grant whose history was cut, and what was cut off it. */
export interface Shortened {
  grant: Grant;
  segment: HistorySegment;
}

/**
 * Cuts the oldest part off a history that has grown long; undefined while it has not. What is cut was saved with the
 * grant before, so whoever else cuts it at the same time cuts the same.
 */
export function shorten(grant: Grant, isAnnounced: boolean): Shortened | undefined {
  const { id, history, cutOff, delivered = 0 } = grant;
  const entries = history.slice(0, SEGMENT_LENGTH);
  const last = entries.at(-1);
  if (!last || history.length <= 2 * SEGMENT_LENGTH) return undefined;
  const unannounced = [...(cutOff?.unannounced ?? []), ...entries].filter(
    (it) => isAnnounced && it.number > delivered && eventOf(it),
  );
  const remembered = { number: last.number, hash: last.hash, unannounced };
  return {
    segment: { grantId: id, first: last.number - SEGMENT_LENGTH + 1, entries },
    grant: { ...grant, cutOff: remembered, history: history.slice(SEGMENT_LENGTH) },
  };
}

/** The number with which the part begins in which this entry lies. */
export function firstOfSegment(number: number): number {
  return number - ((number - 1) % SEGMENT_LENGTH);
}

/** The number of the newest entry. */
export function historyNumberOf({ history }: Pick<Grant, 'history'>): number {
  return history.at(-1)?.number ?? 0;
}
