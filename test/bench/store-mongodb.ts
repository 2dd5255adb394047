import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { createEmbeddedStore } from '../../gateway/store/embedded.ts';
import { openMongodbStore } from '../../gateway/store/mongodb.ts';
import { startReplicaSet } from '../mongodb/replica-set.ts';
import { nextVersion, sampleGrant } from '../store/sample-grant.ts';
import { medianRatios } from './rounds.ts';

/*
 * Grants a second for each store, beside the driver's bare insert and bare replace with the same durability (majority,
 * journaled) on the same replica set of one; in turn, in one run.
 */
const ROUNDS = 7;
const AT_ONCE = 64;
const SAFE = { writeConcern: { w: 'majority', journal: true } } as const;

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const replicaSet = await startReplicaSet({ nodes: 1 });
const mongodb = await openMongodbStore({ uri: replicaSet.uri });
const embedded = createEmbeddedStore({ file: join(folder, 'store.db') });
const client = await MongoClient.connect(replicaSet.uri);
const bare = client.db('bench').collection<{ _id: string; version: number }>('bare');

const fresh = () => sampleGrant({ createdAt: Date.now() });

function bareInsert() {
  const { id, ...grant } = fresh();
  return bare.insertOne({ _id: id, ...grant }, SAFE);
}

async function times(count: number, work: () => Promise<unknown>): Promise<void> {
  for (let done = 0; done < count; done++) await work();
}

const atOnce = (count: number, work: () => Promise<unknown>) =>
  Promise.all(Array.from({ length: AT_ONCE }, () => times(count / AT_ONCE, work)));

/** One grant a lane, so that no save waits for another's. */
const lanes = Array.from({ length: AT_ONCE }, () => ({ bare: fresh(), mongodb: fresh(), embedded: fresh() }));
for (const lane of lanes) {
  const { id, ...grant } = lane.bare;
  await bare.insertOne({ _id: id, ...grant }, SAFE);
  await mongodb.insert(lane.mongodb);
  await embedded.insert(lane.embedded);
}

const eachLane = (count: number, work: (lane: (typeof lanes)[number]) => Promise<unknown>) =>
  Promise.all(lanes.map((lane) => times(count / AT_ONCE, () => work(lane))));

const sections = {
  'insert, one after another': {
    'bare driver': { count: 128, run: (n: number) => times(n, bareInsert) },
    'MongoDB store': { count: 128, run: (n: number) => times(n, () => mongodb.insert(fresh())) },
    'embedded store': { count: 128, run: (n: number) => times(n, () => embedded.insert(fresh())) },
  },
  'insert, 64 at once': {
    'bare driver': { count: 1024, run: (n: number) => atOnce(n, bareInsert) },
    'MongoDB store': { count: 1024, run: (n: number) => atOnce(n, () => mongodb.insert(fresh())) },
    'embedded store': { count: 1024, run: (n: number) => atOnce(n, () => embedded.insert(fresh())) },
  },
  'compare-and-set, 64 grants at once': {
    'bare driver': {
      count: 1024,
      run: (n: number) =>
        eachLane(n, (lane) => {
          const before = lane.bare.version;
          const { id, ...grant } = (lane.bare = nextVersion(lane.bare));
          return bare.replaceOne({ _id: id, version: before }, grant, SAFE);
        }),
    },
    'MongoDB store': {
      count: 1024,
      run: (n: number) => eachLane(n, (lane) => mongodb.save((lane.mongodb = nextVersion(lane.mongodb)))),
    },
    'embedded store': {
      count: 1024,
      run: (n: number) => eachLane(n, (lane) => embedded.save((lane.embedded = nextVersion(lane.embedded)))),
    },
  },
};

console.log(`Node ${process.version}, replica set of one, median of ${ROUNDS} rounds`);
for (const [title, contestants] of Object.entries(sections)) {
  console.log(`\n${title}`);
  console.table(await medianRatios(contestants, ROUNDS));
}
await embedded.close();
await mongodb.close();
await client.close();
await replicaSet.stop();
rmSync(folder, { recursive: true });
