import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startLive } from '../../gateway/live.ts';
import { createLog } from '../../gateway/log.ts';
import { openMongodbStore } from '../../gateway/store/mongodb.ts';
import type { Store } from '../../gateway/store/store.ts';
import { nextVersion, sampleGrant } from '../store/sample-grant.ts';
import { mongodbHere } from './mongodb-here.ts';
import { startProxy } from './proxy.ts';
import type { Proxy } from './proxy.ts';
import { startReplicaSet } from './replica-set.ts';
import type { ReplicaSet } from './replica-set.ts';
import { startSoleWriters } from './sole-writers.ts';

/** What only a write that may be sent again holds: its number in its session. */
const ANY_WRITE = 'txnNumber';

describe.skipIf(!mongodbHere)('A store behind a bad wire', { timeout: 90_000 }, () => {
  let set: ReplicaSet;
  let proxy: Proxy;
  let store: Store;
  beforeAll(async () => {
    set = await startReplicaSet();
  }, 120_000);
  afterAll(() => set.stop());
  beforeEach(async () => {
    proxy = await startProxy(set.ports[0] ?? 0);
    // Directly, since the set itself would name its node by the address that lies behind the proxy.
    const uri = `mongodb://127.0.0.1:${proxy.port}/faults?directConnection=true`;
    store = await openMongodbStore({ uri, deadlineMs: 4_000 });
  });
  afterEach(async () => {
    await store.close();
    await proxy.stop();
  });

  test('an insert whose answer was lost is no id that is taken', async () => {
    const grant = sampleGrant();
    proxy.loseReplyTo(ANY_WRITE);
    expect(await store.insert(grant)).toBe(true);
    expect(proxy.lost()).toBe(1);
    expect(await store.get(grant.id)).toEqual(grant);
  });

  test('a save whose answer was lost is no lost race', async () => {
    const grant = sampleGrant();
    await store.insert(grant);
    for (let saved = grant; saved.version < 6;) {
      proxy.loseReplyTo(ANY_WRITE);
      saved = nextVersion(saved);
      expect(await store.save(saved)).toBe(true);
    }
    expect(proxy.lost()).toBe(5);
    expect((await store.get(grant.id))?.version).toBe(6);
  });

  test('a claim whose answer was lost is ours all the same', async () => {
    const due = [{ kind: 'PROBE', at: 1_000, attempts: 0 } as const];
    const grants = [sampleGrant({ due }), sampleGrant({ due })];
    for (const grant of grants) await store.insert(grant);
    proxy.loseReplyTo(ANY_WRITE);
    const claimed = await store.claimDue({ now: 1_000, leaseMs: 600_000, limit: 10 });
    expect(proxy.lost()).toBe(1);
    expect(new Set(claimed.map((it) => it.id))).toEqual(new Set(grants.map((it) => it.id)));
  });

  test('writers lose nothing and no race while connections are cut again and again', async () => {
    const writers = startSoleWriters(store);
    for (let cuts = 0; cuts < 15; cuts++) {
      await writers.progress(10);
      proxy.cut();
    }
    await writers.progress(50);
    await writers.stop();
    for (const [id, version] of writers.acknowledged) expect((await store.get(id))?.version).toBe(version);
  });

  test('a watch goes on where it was when its connection is cut, and gives each change once', async () => {
    const after = await store.cursor();
    const stop = new AbortController();
    const seen: number[] = [];
    const watching = (async () => {
      for await (const { grant } of store.watch({ after, signal: stop.signal })) {
        seen.push(grant.version);
        if (grant.version === 12) stop.abort();
      }
    })();
    let grant = sampleGrant();
    await store.insert(grant);
    while (grant.version < 12) {
      proxy.cut();
      const next = nextVersion(grant);
      const isSaved = await store.save(next).catch(() => undefined);
      if (isSaved || (await store.get(grant.id).catch(() => grant))?.version === next.version) grant = next;
    }
    await watching;
    expect(seen).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  test('a slow wire slows and breaks nothing', async () => {
    proxy.latencyMs = 60;
    const writers = startSoleWriters(store);
    await writers.progress(40);
    await writers.stop();
    expect(writers.refused()).toBe(0);
  });

  test('a wire that is dead without a word is STORE_UNAVAILABLE by the deadline, and no more when it lives again', async () => {
    const grant = sampleGrant();
    await store.insert(grant);
    proxy.isDead = true;
    const began = Date.now();
    const calls = [
      store.save(nextVersion(grant)),
      store.get(grant.id),
      store.cursor(),
      store.list({ first: 1 }),
    ];
    for (const outcome of await Promise.allSettled(calls))
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'STORE_UNAVAILABLE' } });
    expect(Date.now() - began).toBeLessThan(10_000);
    proxy.isDead = false;
    proxy.cut();
    while (!(await store.cursor().catch(() => undefined)));
    expect((await store.get(grant.id))?.version).toBe(1);
    expect(await store.save(nextVersion(grant))).toBe(true);
  });
});

describe.skipIf(!mongodbHere)('A store on one node', { timeout: 90_000 }, () => {
  test('loses nothing acknowledged and no change when that node is killed and comes back', async () => {
    const set = await startReplicaSet();
    const store = await openMongodbStore({ uri: set.uri });
    const after = await store.cursor();
    const writers = startSoleWriters(store);
    await writers.progress(100);
    await set.kill(0);
    await set.restart(0);
    await writers.progress(100);
    await writers.stop();
    for (const [id, version] of writers.acknowledged)
      expect((await store.get(id))?.version).toBeGreaterThanOrEqual(version);
    const missing = new Map(writers.acknowledged);
    const stop = new AbortController();
    for await (const { grant } of store.watch({ after, signal: stop.signal })) {
      if (missing.get(grant.id) === grant.version) missing.delete(grant.id);
      if (missing.size === 0) stop.abort();
    }
    await store.close();
    await set.stop();
  });

  test('refuses a cursor from before what its oplog remembers', async () => {
    const set = await startReplicaSet({ args: FORGETFUL });
    const store = await openMongodbStore({ uri: set.uri });
    const refusal = await forget(store, await store.cursor());
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: 'after' });
    await store.close();
    await set.stop();
  });

  test('who follows a grant hears of what changed while the wire was dead, though the oplog has forgotten it', async () => {
    const set = await startReplicaSet({ args: FORGETFUL });
    const proxy = await startProxy(set.ports[0] ?? 0);
    const far = await openMongodbStore({ uri: `mongodb://127.0.0.1:${proxy.port}/?directConnection=true` });
    const near = await openMongodbStore({ uri: set.uri });
    const logged: string[] = [];
    const log = createLog('debug', { write: (line) => logged.push(line) });
    const live = startLive({ store: far, log }, () => {});
    let grant = sampleGrant();
    await near.insert(grant);
    const following = live.follow(grant, 0);
    const versionSeen = async () => (await following.next()).value?.grant.version;
    expect(await versionSeen()).toBe(1);
    await near.save((grant = nextVersion(grant)));
    expect(await versionSeen()).toBe(2);
    const before = await near.cursor();
    proxy.isDead = true;
    await near.save((grant = nextVersion(grant)));
    await forget(near, before);
    proxy.isDead = false;
    proxy.cut();
    expect(await versionSeen()).toBe(3);
    expect(logged.join('')).toContain('too old');
    await near.save((grant = nextVersion(grant)));
    expect(await versionSeen()).toBe(4);
    await following.return(undefined);
    await live.stop();
    await Promise.all([far.close(), near.close(), proxy.stop()]);
    await set.stop();
  });
});

/** An oplog of one megabyte, cut as soon as may be. */
const FORGETFUL = ['--oplogSize', '1', '--syncdelay', '1'];

/** Writes until the cursor is refused for its age; gives the refusal. */
async function forget(store: Store, cursor: string): Promise<unknown> {
  for (;;) {
    const bulky = Array.from({ length: 20 }, () => sampleGrant({ requestMessage: 'x'.repeat(100_000) }));
    await Promise.all(bulky.map((grant) => store.insert(grant)));
    try {
      for await (const _ of store.watch({ after: cursor, signal: AbortSignal.timeout(10_000) })) break;
    } catch (error) {
      return error;
    }
  }
}
