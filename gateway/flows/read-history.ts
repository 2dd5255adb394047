import type { Grant } from '../domain/grant.ts';
import type { HistoryEntry } from '../domain/history.ts';
import { firstOfSegment } from '../domain/long-history.ts';
import { GatewayError } from '../errors.ts';
import type { Ports } from './ports.ts';

/** A grant's entries after this number, oldest first, at most `first`; those that were cut off it among them. */
export async function readHistory(
  { store }: Pick<Ports, 'store'>,
  { id, history, cutOff }: Pick<Grant, 'id' | 'history' | 'cutOff'>,
  after: number,
  first: number,
): Promise<HistoryEntry[]> {
  const found: HistoryEntry[] = [];
  let seen = Math.max(0, after);
  while (seen < (cutOff?.number ?? 0) && found.length < first) {
    const segment = await store.getSegment(id, firstOfSegment(seen + 1));
    const entries = segment?.entries.filter((it) => it.number > seen) ?? [];
    const last = entries.at(-1);
    if (!last) throw new GatewayError('STORE_UNAVAILABLE', `The history of ${id} has a gap after ${seen}.`);
    found.push(...entries);
    seen = last.number;
  }
  return [...found, ...history.filter((it) => it.number > seen)].slice(0, first);
}
