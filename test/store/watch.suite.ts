import { expect, test } from 'vitest';
import type { Change, Store } from '../../gateway/store/store.ts';
import { nextVersion, sampleGrant } from './sample-grant.ts';
import type { Opened } from './store.suite.ts';

/** Watches until `until` says that enough was seen, or three seconds are over. */
async function watched(
  store: Store,
  options: { after?: string },
  until: (changes: Change[]) => boolean,
): Promise<Change[]> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 3_000);
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

function versions(changes: Change[], id: string): number[] {
  return changes.filter(({ grant }) => grant.id === id).map(({ grant }) => grant.version);
}

/** Committed changes, in order. */
export function watchTests(opened: Opened): void {
  test('tells of changes from the call on, and of none before it', async () => {
    const { store } = opened();
    await store.insert(sampleGrant());
    const seen = watched(store, {}, (changes) => changes.length === 2);
    const grant = sampleGrant();
    await store.insert(grant);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await store.save(nextVersion(grant));
    expect((await seen).map((it) => it.grant)).toEqual([grant, nextVersion(grant)]);
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
    const rest = await watched(again, { after: begin?.cursor }, (changes) => changes.length === 2);
    expect(rest.map((it) => it.grant)).toEqual([second, third]);
  });

  test('the newest cursor is that of the last change, and grows with each', async () => {
    const { store } = opened();
    const before = await store.cursor();
    const grant = sampleGrant();
    await store.insert(grant);
    const [change] = await watched(store, { after: before }, () => true);
    expect(change?.cursor).toBe(await store.cursor());
    await store.save(nextVersion(grant));
    expect(await store.cursor()).not.toBe(change?.cursor);
  });

  test('a write that was refused is no change', async () => {
    const { store } = opened();
    const grant = sampleGrant();
    await store.insert(grant);
    const cursor = await store.cursor();
    await store.insert(grant);
    await store.save({ ...grant, version: 9 });
    expect(await store.cursor()).toBe(cursor);
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
    const never = store.watch({ signal: AbortSignal.abort() });
    expect(await all(never)).toEqual([]);
    const waiting = all(store.watch({ signal: AbortSignal.timeout(20) }));
    expect(await waiting).toEqual([]);
    const after = await store.cursor();
    for (let times = 0; times < 5; times++) await store.insert(sampleGrant());
    expect(await watched(store, { after }, (changes) => changes.length === 2)).toHaveLength(2);
  });

  test('ends when the store is closed', async () => {
    const { store, reopen } = opened();
    const waiting = all(store.watch({ signal: new AbortController().signal }));
    await reopen();
    expect(await waiting).toEqual([]);
  });

  test.each(['', 'nonsense', '-1', '1e3'])('refuses the cursor %j', async (after) => {
    const { store } = opened();
    const watching = async () => all(store.watch({ after, signal: AbortSignal.timeout(1_000) }));
    await expect(watching()).rejects.toMatchObject({ code: 'INVALID_INPUT', field: 'after' });
  });
}
