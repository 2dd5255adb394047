import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe } from 'vitest';
import { openMongodbStore } from '../../gateway/store/mongodb.ts';
import { mongodbHere } from '../mongodb/mongodb-here.ts';
import { startReplicaSet } from '../mongodb/replica-set.ts';
import type { ReplicaSet } from '../mongodb/replica-set.ts';
import { storeSuite } from './store.suite.ts';

function theirs(uri: string): Pick<ReplicaSet, 'uriOf' | 'stop'> {
  const uriOf = (database: string) =>
    uri.replace(/^(\w+(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${database}`);
  return { uriOf, stop: async () => {} };
}

const MODULE = new URL('../../gateway/store/mongodb.ts', import.meta.url).href;

/** A replica set or a sharded cluster to be tested in place of our own, its databases made and dropped by this. */
const given = process.env.MONGODB_URI;

describe.skipIf(!given && !mongodbHere)('on a replica set', () => {
  let set: Pick<ReplicaSet, 'uriOf' | 'stop'>;
  beforeAll(async () => {
    set = given ? theirs(given) : await startReplicaSet();
  }, 120_000);
  afterAll(() => set.stop());

  storeSuite('the MongoDB store', async () => {
    const options = { uri: set.uriOf(`test_${randomBytes(6).toString('hex')}`) };
    const store = await openMongodbStore(options);
    let current = store;
    return {
      store,
      elsewhere: { module: MODULE, factory: 'openMongodbStore', options },
      reopen: async () => {
        await current.close();
        current = await openMongodbStore(options);
        return current;
      },
      close: async () => {
        await current.close();
        const client = await MongoClient.connect(options.uri);
        await client.db().dropDatabase();
        await client.close();
      },
    };
  });
});
