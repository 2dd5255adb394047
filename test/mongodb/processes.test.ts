import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openMongodbStore } from '../../gateway/store/mongodb.ts';
import type { Store } from '../../gateway/store/store.ts';
import { sampleGrant } from '../store/sample-grant.ts';
import { mongodbHere } from './mongodb-here.ts';
import { startReplicaSet } from './replica-set.ts';
import type { ReplicaSet } from './replica-set.ts';

const MODULE = new URL('../../gateway/store/mongodb.ts', import.meta.url).href;

/** Another process of ours; `written` is what it has written, line by line. */
function startProcess(file: string, args: string[]) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  const exited = once(child, 'close').then(([code]) => code as number | null);
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return { child, exited, written: () => text.split('\n').slice(0, -1) };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

const overdue = () => sampleGrant({ due: [{ kind: 'PROBE', at: Date.now() - 60_000, attempts: 0 }] });

describe.skipIf(!mongodbHere)('Several gateways on one replica set', { timeout: 60_000 }, () => {
  let set: ReplicaSet;
  let store: Store;
  let uri: string;
  let databases = 0;
  beforeAll(async () => {
    set = await startReplicaSet();
  }, 120_000);
  afterAll(() => set.stop());
  beforeEach(async () => {
    uri = set.uriOf(`processes_${databases++}`);
    store = await openMongodbStore({ uri });
  });
  afterEach(() => store.close());

  test('never claim the same work, and together miss none, though their clocks differ by a minute', async () => {
    const grants = Array.from({ length: 150 }, overdue);
    await Promise.all(grants.map((grant) => store.insert(grant)));
    const claimers = ['0', '30000', '-30000'].map((ahead) => startProcess('claimer.ts', [uri, ahead]));
    await until(() => claimers.every((it) => it.written().includes('ready')));
    for (const { child } of claimers) child.stdin.write('go\n');
    expect(await Promise.all(claimers.map((it) => it.exited))).toEqual([0, 0, 0]);
    const claimed = claimers.flatMap((it) => it.written().filter((line) => line !== 'ready'));
    expect(claimed.toSorted()).toEqual(grants.map((it) => it.id).toSorted());
  });

  test('what a gateway claimed whose clock is behind is not taken by one whose clock is ahead', async () => {
    await store.insert(overdue());
    const [behind, ahead] = [Date.now() - 30_000, Date.now() + 30_000];
    expect(await store.claimDue({ now: behind, leaseMs: 20_000, limit: 1 })).toHaveLength(1);
    expect(await store.claimDue({ now: ahead, leaseMs: 20_000, limit: 1 })).toEqual([]);
  });

  test('a gateway whose clock is behind need not wait longer for what one with a clock ahead let go', async () => {
    await store.insert(overdue());
    const begin = Date.now();
    expect(await store.claimDue({ now: begin + 30_000, leaseMs: 300, limit: 1 })).toHaveLength(1);
    for (let claimed = 0; !claimed;)
      claimed = (await store.claimDue({ now: Date.now() - 30_000, leaseMs: 300, limit: 1 })).length;
    expect(Date.now() - begin).toBeGreaterThanOrEqual(299);
    expect(Date.now() - begin).toBeLessThan(25_000);
  });

  test('lose no change of a grant that all of them change', async () => {
    const grant = sampleGrant();
    await store.insert(grant);
    const names = ['a', 'b', 'c'];
    const adders = names.map((name) => startProcess('adder.ts', [uri, grant.id, name]));
    expect(await Promise.all(adders.map((it) => it.exited))).toEqual([0, 0, 0]);
    const changed = await store.get(grant.id);
    expect(changed?.version).toBe(91);
    expect(new Set(changed?.handledMessageIds).size).toBe(90);
  });

  test('hear of each other’s changes, in order, up to the last one acknowledged before a kill', async () => {
    const after = await store.cursor();
    const stop = new AbortController();
    const seen = new Map<string, number[]>();
    const watching = (async () => {
      for await (const { grant } of store.watch({ after, signal: stop.signal }))
        seen.set(grant.id, [...(seen.get(grant.id) ?? []), grant.version]);
    })();
    const writer = startProcess('../store/restless-writer.ts', [
      MODULE,
      'openMongodbStore',
      JSON.stringify({ uri }),
    ]);
    await until(() => writer.written().length > 400);
    writer.child.kill('SIGKILL');
    await writer.exited;
    const acknowledged = writer.written().map((line) => line.split(' '));
    await until(() =>
      acknowledged.every(([id = '', version]) => seen.get(id)?.includes(Number(version)) === true),
    );
    stop.abort();
    await watching;
    for (const versions of seen.values()) expect(versions).toEqual(versions.map((_, index) => index + 1));
  });
});
