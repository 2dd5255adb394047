import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openMongodbStore } from '../../gateway/store/mongodb.ts';
import type { Store } from '../../gateway/store/store.ts';
import { sampleGrant } from '../store/sample-grant.ts';
import { mongodbHere } from './mongodb-here.ts';
import { startReplicaSet } from './replica-set.ts';
import type { ReplicaSet } from './replica-set.ts';
import { startSoleWriters } from './sole-writers.ts';

/** Hears of every change after the cursor, until stopped. */
function startWatcher(store: Store, after: string) {
  const stopping = new AbortController();
  const seen = new Map<string, number[]>();
  const ended = (async () => {
    for await (const { grant } of store.watch({ after, signal: stopping.signal }))
      seen.set(grant.id, [...(seen.get(grant.id) ?? []), grant.version]);
  })();
  return {
    seen,
    /** Resolves when all of these were heard of; rejects if the watch breaks before. */
    async heard(versions: ReadonlyMap<string, number>): Promise<void> {
      const isDone = () => [...versions].every(([id, version]) => (seen.get(id)?.at(-1) ?? 0) >= version);
      while (!isDone()) await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 50))]);
    },
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

async function everythingIsThere(store: Store, acknowledged: ReadonlyMap<string, number>): Promise<void> {
  for (const [id, version] of acknowledged)
    expect((await store.get(id))?.version).toBeGreaterThanOrEqual(version);
}

describe.skipIf(!mongodbHere)('A store on three nodes', { timeout: 120_000 }, () => {
  let set: ReplicaSet;
  let store: Store;
  beforeAll(async () => {
    set = await startReplicaSet({ nodes: 3 });
  }, 120_000);
  afterAll(() => set.stop());
  beforeEach(async () => {
    store = await openMongodbStore({ uri: set.uriOf('failover') });
  });
  afterEach(() => store.close());

  const CHAOS = {
    'its primary steps down': () => set.stepDown(5),
    'its primary is killed': async () => {
      const primary = await set.primary();
      await set.kill(primary);
      await set.primary();
      await set.restart(primary);
    },
  };

  test.each(Object.entries(CHAOS))(
    'loses nothing acknowledged, no race against nobody and no change when %s',
    async (_, strike) => {
      const watcher = startWatcher(store, await store.cursor());
      const writers = startSoleWriters(store);
      await writers.progress(100);
      await strike();
      await writers.progress(100);
      await writers.stop();
      await watcher.heard(writers.acknowledged);
      await watcher.stop();
      await everythingIsThere(store, writers.acknowledged);
      for (const versions of watcher.seen.values())
        expect(versions).toEqual(versions.map((_, index) => index + 1));
    },
  );

  test('answers again after an election without being opened anew, its claims and pages too', async () => {
    await set.stepDown(2);
    expect(await store.cursor()).toMatch(/^t/);
    const { rows } = await store.list({ first: 10 });
    expect(rows).toHaveLength(10);
    const claim = { now: Date.now(), leaseMs: 600_000, limit: 5 };
    const [first, second] = [await store.claimDue(claim), await store.claimDue(claim)];
    const ids = [...first, ...second].map((it) => it.id);
    expect(new Set(ids).size).toBe(10);
  });

  test('says that it is not there while most of its nodes are not, and is again when they are', async () => {
    const brief = await openMongodbStore({ uri: set.uriOf('failover'), deadlineMs: 2_000 });
    const [one, two] = [0, 1];
    await Promise.all([set.kill(one), set.kill(two)]);
    await expect(brief.insert(sampleGrant())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    // The node that is left may take itself for the primary until it has missed the others for a while.
    while (await brief.cursor().catch(() => undefined));
    await expect(brief.cursor()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await Promise.all([set.restart(one), set.restart(two)]);
    await set.primary();
    while (!(await brief.cursor().catch(() => undefined)));
    const { rows } = await brief.list({ first: 1 });
    expect(rows).toHaveLength(1);
    await brief.close();
  });
});
