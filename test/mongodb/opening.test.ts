import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '../../gateway/log.ts';
import { openMongodbStore } from '../../gateway/store/mongodb.ts';
import { freePorts } from './free-ports.ts';
import { startMongod } from './mongod.ts';
import type { Mongod } from './mongod.ts';
import { mongodbHere } from './mongodb-here.ts';
import { mongodPath, startReplicaSet } from './replica-set.ts';
import type { ReplicaSet } from './replica-set.ts';

const PASSWORD = 'Kohlrabi-4711';

async function refusal(uri: string): Promise<Error & { code?: string }> {
  try {
    const store = await openMongodbStore({ uri });
    await store.close();
  } catch (error) {
    return error as Error;
  }
  throw new Error(`The store was opened at ${uri}.`);
}

/** The error as whoever looks closely would see it, and as it is logged. */
function everythingIn(error: Error): string {
  const lines: string[] = [];
  createLog('debug', { write: (line) => lines.push(line) }).error({ err: error }, 'it failed');
  return lines.join('') + inspect(error, { depth: Infinity, showHidden: true });
}

describe('The MongoDB store is refused with a sentence,', () => {
  test.each([
    `mongodb://acme:${PASSWORD}@`,
    `mongodb://acme:${PASSWORD}@/db`,
    `mongodb://acme:${PASSWORD}:8@host:27017/db`,
    `mongodb://acme:${PASSWORD}@host:99999/db`,
    `mongodb://acme:${PASSWORD}@host/db?w=majority&nonsense=1&tls=perhaps`,
  ])('if the address cannot be read, without its password: %s', async (uri) => {
    const error = await refusal(uri);
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining('MONGODB_URI') });
    expect(everythingIn(error)).not.toContain(PASSWORD);
  });

  test('if nobody answers, within a deadline, and says where', { timeout: 40_000 }, async () => {
    const [port] = await freePorts(1);
    const error = await refusal(`mongodb://acme:${PASSWORD}@127.0.0.1:${port}/grants`);
    expect(error).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
    expect(everythingIn(error)).not.toContain(PASSWORD);
  });
});

describe.skipIf(!mongodbHere)('The MongoDB store is refused by a standalone server', () => {
  let mongod: Mongod;
  let folder: string;
  let port = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-mongodb-'));
    [port = 0] = await freePorts(1);
    mongod = await startMongod({ path: await mongodPath(), port, folder });
  }, 120_000);
  afterAll(async () => {
    await mongod.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test('with what to do about it', async () => {
    expect(await refusal(`mongodb://127.0.0.1:${port}/grants`)).toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/standalone.*--replSet.*rs\.initiate\(\)/),
    });
  });

  test('with a wrong name or password, which no error holds', async () => {
    const error = await refusal(`mongodb://acme:${PASSWORD}@127.0.0.1:${port}/grants`);
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining('authSource') });
    expect(everythingIn(error)).not.toContain(PASSWORD);
  });
});

describe.skipIf(!mongodbHere)('The MongoDB store at its start', () => {
  let set: ReplicaSet;
  beforeAll(async () => {
    set = await startReplicaSet();
  }, 120_000);
  afterAll(() => set.stop());

  test('refuses an index of its name that is another, and names it', async () => {
    const uri = set.uriOf('differs');
    const client = await MongoClient.connect(uri);
    await client.db().collection('grants').createIndex({ status: 1 }, { name: 'due' });
    await client.close();
    expect(await refusal(uri)).toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/differs\.grants.*drop it.*due/),
    });
  });

  test('makes its indexes once, however many gateways start at once', async () => {
    const uri = set.uriOf('fresh');
    const stores = await Promise.all(Array.from({ length: 5 }, () => openMongodbStore({ uri })));
    await Promise.all(stores.map((it) => it.close()));
    const client = await MongoClient.connect(uri);
    expect(await client.db().collection('grants').indexes()).toHaveLength(5);
    await client.close();
  });

  test('takes the database of the address, and connect_with_aws where it names none', async () => {
    for (const uri of [set.uriOf('named'), set.uriOf('')]) await (await openMongodbStore({ uri })).close();
    const client = await MongoClient.connect(set.uri);
    const { databases } = await client.db().admin().listDatabases();
    expect(databases.map((it) => it.name)).toEqual(expect.arrayContaining(['named', 'connect_with_aws']));
    expect(databases.map((it) => it.name)).not.toContain('test');
    await client.close();
  });
});
