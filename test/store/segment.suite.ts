import { expect, test } from 'vitest';
import { append } from '../../gateway/domain/history.ts';
import type { HistoryEntry, HistorySegment } from '../../gateway/domain/history.ts';
import { NOON, nextVersion, sampleGrant } from './sample-grant.ts';
import type { Opened } from './store.suite.ts';
import { nextAfter } from './watch.suite.ts';

function segment(grantId: string, first: number): HistorySegment {
  const all = Array.from({ length: first + 4 }).reduce<HistoryEntry[]>(
    (entries) => append(entries, { at: NOON, type: 'CREDENTIALS_ISSUED' }),
    [],
  );
  return { grantId, first, entries: all.slice(first - 1) };
}

/** What is cut off a history is kept beside its grant. */
export function segmentTests(opened: Opened): void {
  test('are given back by grant and first entry, and undefined where there is none', async () => {
    const { store } = opened();
    const [{ id }, other] = [sampleGrant(), sampleGrant()];
    const parts = [segment(id, 1), segment(id, 11), segment(other.id, 1)];
    for (const it of parts) await store.putSegment(it);
    for (const it of parts) expect(await store.getSegment(it.grantId, it.first)).toEqual(it);
    expect(await store.getSegment(id, 2)).toBeUndefined();
    expect(await store.getSegment(other.id, 11)).toBeUndefined();
  });

  test('put twice, or by fifty at once, are there once, as they were put first', async () => {
    const { store } = opened();
    const part = segment(sampleGrant().id, 1);
    await Promise.all(Array.from({ length: 50 }, () => store.putSegment(part)));
    await store.putSegment({ ...part, entries: [] });
    expect(await store.getSegment(part.grantId, 1)).toEqual(part);
  });

  test('are no change of any grant: they are not listed, not claimed and not heard of', async () => {
    const { store } = opened();
    const grant = sampleGrant();
    await store.insert(grant);
    const cursor = await store.cursor();
    await store.putSegment(segment(grant.id, 1));
    expect((await store.list({ first: 100 })).rows).toHaveLength(1);
    expect(await nextAfter(store, cursor)).toEqual([]);
    expect(await store.save(nextVersion(grant))).toBe(true);
  });

  test('outlive the process that put them', async () => {
    const { store, reopen } = opened();
    const part = segment(sampleGrant().id, 101);
    await store.putSegment(part);
    expect(await (await reopen()).getSegment(part.grantId, 101)).toEqual(part);
  });
}
