import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe } from 'vitest';
import { openMongodbStore } from '../../gateway/store/mongodb.ts';
import { mongodbHere } from '../mongodb/mongodb-here.ts';
import { startReplicaSet } from '../mongodb/replica-set.ts';
import type { ReplicaSet } from '../mongodb/replica-set.ts';
import { storeSuite } from './store.suite.ts';

const MODULE = new URL('../../gateway/store/mongodb.ts', import.meta.url).href;

describe.skipIf(!mongodbHere)('on a replica set', () => {
  let set: ReplicaSet;
  beforeAll(async () => {
    set = await startReplicaSet();
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
