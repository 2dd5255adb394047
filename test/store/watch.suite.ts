import { expect, test } from 'vitest';
import type { Change, Store } from '../../gateway/store/store.ts';
import { nextVersion, sampleGrant } from './sample-grant.ts';
import type { Opened } from './store.suite.ts';

/** Watches until `until` says that enough was seen, or half a minute is over. */
async function watched(
  store: Store,
  options: { after: string },
  until: (changes: Change[]) => boolean,
): Promise<Change[]> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 30_000);
  const changes: Change[] = [];
  for await (const change of store.watch({ ...options, signal: stop.signal })) {
    changes.push(change);
    if (until(changes)) stop.abort();
  }
  clearTimeout(timer);
  return changes;
}

async function all(watching: AsyncIterable<Change>): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const change of watching) changes.push(change);
  return changes;
}

/** What came between the cursor and a grant that is inserted now. */
export async function nextAfter(store: Store, after: string): Promise<Change[]> {
  const marker = sampleGrant();
  await store.insert(marker);
  const changes = await watched(store, { after }, (seen) => seen.at(-1)?.grant.id === marker.id);
  return changes.slice(0, -1);
}

function versions(changes: Change[], id: string): number[] {
  return changes.filter(({ grant }) => grant.id === id).map(({ grant }) => grant.version);
}

/** Committed changes, in order. */
export function watchTests(opened: Opened): void {
  test('tells of changes after the cursor, and of none before it', async () => {
    const { store } = opened();
    await store.insert(sampleGrant());
    const after = await store.cursor();
    const seen = watched(store, { after }, (changes) => changes.length === 2);
    const grant = sampleGrant();
    await store.insert(grant);
    await store.save(nextVersion(grant));
    const last = (await seen).at(-1);
    expect(last?.grant).toEqual(nextVersion(grant));
    expect((await seen).every((it) => it.grant.id === grant.id)).toBe(true);
  });

  test('resumes after a cursor and misses none, after a restart too', async () => {
    const { store, reopen } = opened();
    const after = await store.cursor();
    const first = sampleGrant();
    await store.insert(first);
    const [begin] = await watched(store, { after }, () => true);
    expect(begin?.grant).toEqual(first);
    const second = sampleGrant();
    await store.insert(second);
    const again = await reopen();
    const third = sampleGrant();
    await again.insert(third);
    const rest = await watched(again, { after: begin?.cursor ?? '' }, (changes) => changes.length === 2);
    expect(rest.map((it) => it.grant)).toEqual([second, third]);
  });

  test('the cursor of a change leads on after it', async () => {
    const { store } = opened();
    const after = await store.cursor();
    const grants = [sampleGrant(), sampleGrant(), sampleGrant()];
    for (const grant of grants) await store.insert(grant);
    const changes = await watched(store, { after }, (seen) => seen.length === 3);
    for (const [index, change] of changes.slice(0, 2).entries()) {
      const [next] = await watched(store, { after: change.cursor }, () => true);
      expect(next?.grant).toEqual(grants[index + 1]);
    }
  });

  test('a write that was refused is no change', async () => {
    const { store } = opened();
    const grant = sampleGrant();
    await store.insert(grant);
    const after = await store.cursor();
    await store.insert(grant);
    await store.save({ ...grant, version: 9 });
    expect(await nextAfter(store, after)).toEqual([]);
  });

  test('of a grant that changed often before the watch, the newest state comes', async () => {
    const { store } = opened();
    const after = await store.cursor();
    let grant = sampleGrant();
    await store.insert(grant);
    for (let times = 0; times < 5; times++) await store.save((grant = nextVersion(grant)));
    const changes = await watched(store, { after }, (seen) => seen.at(-1)?.grant.version === 6);
    expect(changes.at(-1)?.grant).toEqual(grant);
  });

  test('under load every watcher sees the last state of every grant, and none goes back in time', async () => {
    const { store } = opened();
    const after = await store.cursor();
    const grants = Array.from({ length: 60 }, () => sampleGrant());
    const isDone = (changes: Change[]) =>
      changes.filter(({ grant }) => grant.version === 6).length === grants.length;
    const watchers = [1, 2, 3].map(() => watched(store, { after }, isDone));
    await Promise.all(
      grants.map(async (start) => {
        let grant = start;
        await store.insert(grant);
        for (let times = 0; times < 5; times++) await store.save((grant = nextVersion(grant)));
      }),
    );
    for (const changes of await Promise.all(watchers))
      for (const { id } of grants) {
        const seen = versions(changes, id);
        expect(seen).toEqual(seen.toSorted((a, b) => a - b));
        expect(seen.at(-1)).toBe(6);
      }
  });

  test('a slow watcher misses nothing of five hundred changes', async () => {
    const { store } = opened();
    const after = await store.cursor();
    const grants = Array.from({ length: 500 }, () => sampleGrant());
    await Promise.all(grants.slice(0, 250).map((grant) => store.insert(grant)));
    const stop = new AbortController();
    const seen: string[] = [];
    for await (const { grant } of store.watch({ after, signal: stop.signal })) {
      if (seen.push(grant.id) === 100) await Promise.all(grants.slice(250).map((it) => store.insert(it)));
      if (seen.length === grants.length) stop.abort();
    }
    expect(new Set(seen)).toEqual(new Set(grants.map((grant) => grant.id)));
  });

  test('ends when the signal aborts: before it begins, while it waits, and in between', async () => {
    const { store } = opened();
    const after = await store.cursor();
    expect(await all(store.watch({ after, signal: AbortSignal.abort() }))).toEqual([]);
    expect(await all(store.watch({ after, signal: AbortSignal.timeout(20) }))).toEqual([]);
    expect(await all(store.watch({ after, signal: AbortSignal.timeout(500) }))).toEqual([]);
    for (let times = 0; times < 5; times++) await store.insert(sampleGrant());
    expect(await watched(store, { after }, (changes) => changes.length === 2)).toHaveLength(2);
  });

  test('ends when the store is closed', async () => {
    const { store, reopen } = opened();
    const after = await store.cursor();
    const waiting = all(store.watch({ after, signal: new AbortController().signal }));
    await reopen();
    expect(await waiting).toEqual([]);
  });

  test.each(['', 'nonsense', '-1', '1e3'])('refuses the cursor %j', async (after) => {
    const { store } = opened();
    const watching = async () => all(store.watch({ after, signal: AbortSignal.timeout(15_000) }));
    await expect(watching()).rejects.toMatchObject({ code: 'INVALID_INPUT', field: 'after' });
  });
}
