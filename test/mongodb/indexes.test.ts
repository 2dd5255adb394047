import { MongoClient } from 'mongodb';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMongodbStore } from '../../gateway/store/mongodb.ts';
import type { GrantQuery, Store } from '../../gateway/store/store.ts';
import { NOON, nextVersion, sampleGrant } from '../store/sample-grant.ts';
import { mongodbHere } from './mongodb-here.ts';
import { startReplicaSet } from './replica-set.ts';
import type { ReplicaSet } from './replica-set.ts';

const STATUSES = ['PENDING', 'ACTIVE', 'EXPIRED', 'ENDED'] as const;

type Query = Omit<GrantQuery, 'first' | 'after'>;

/** A thousand grants of fifty customers, in four statuses; every fourth has work that is due. */
const GRANTS = Array.from({ length: 1_000 }, (_, n) =>
  sampleGrant({
    createdAt: NOON + n,
    customer: { id: `customer-${n % 50}` },
    status: STATUSES[n % 4] ?? 'PENDING',
    due: n % 4 ? [] : [{ kind: 'PROBE', at: NOON + n, attempts: 0 }],
  }),
);

describe.skipIf(!mongodbHere)('What MongoDB does for each call of the store, by its own profile', () => {
  let set: ReplicaSet;
  let store: Store;
  let client: MongoClient;

  beforeAll(async () => {
    set = await startReplicaSet();
    const uri = set.uriOf('profiled');
    store = await openMongodbStore({ uri });
    client = await MongoClient.connect(uri);
    await Promise.all(GRANTS.map((grant) => store.insert(grant)));
  }, 120_000);
  afterAll(async () => {
    await store.close();
    await client.close();
    await set.stop();
  });
  /** What the server did to the grants while this ran. */
  async function profiled(work: () => Promise<unknown>): Promise<Document[]> {
    await client
      .db()
      .dropCollection('system.profile')
      .catch(() => false);
    await client.db().setProfilingLevel('all');
    await work();
    await client.db().setProfilingLevel('off');
    return client.db().collection('system.profile').find({ ns: 'profiled.grants' }).sort({ ts: 1 }).toArray();
  }

  async function pageAfter(skip: number, query: Query) {
    const { rows } = await store.list({ first: skip, ...query });
    return profiled(() => store.list({ first: 10, after: rows.at(-1)?.cursor, ...query }));
  }

  const LISTS = [
    ['all', {}, 12],
    ['a customer’s', { customerId: 'customer-7' }, 12],
    ['those of one status', { status: ['ACTIVE'] }, 12],
    ['those of two statuses', { status: ['ACTIVE', 'ENDED'] }, 12],
    ['a customer’s of one status', { customerId: 'customer-7', status: ['ENDED'] }, 12],
  ] satisfies [string, Query, number][];

  test.each(LISTS)('a page of %s reads its rows by an index in their order', async (_, query, most) => {
    for (const [page] of [
      await profiled(() => store.list({ first: 10, ...query })),
      await pageAfter(5, query),
    ]) {
      expect(page).toMatchObject({ planSummary: expect.stringMatching(/^IXSCAN/) });
      expect(page).not.toHaveProperty('hasSortStage');
      expect(page?.docsExamined).toBeLessThanOrEqual(most);
      expect(page?.keysExamined).toBeLessThanOrEqual(50);
    }
  });

  test('one grant is read and saved by its id', async () => {
    const grant = await store.get(GRANTS[3]?.id ?? '');
    if (!grant) throw new Error('It is not there.');
    const done = await profiled(async () => {
      await store.get(grant.id);
      await store.save(nextVersion(grant));
    });
    expect(done.map((it) => it.planSummary)).toEqual(['IDHACK', 'IXSCAN { _id: 1 }']);
    expect(done.map((it) => it.docsExamined)).toEqual([1, 1]);
  });

  test('that nothing is due is seen without reading a grant, in one round trip', async () => {
    const done = await profiled(() => store.claimDue({ now: NOON - 1, leaseMs: 1_000, limit: 32 }));
    expect(done).toMatchObject([{ docsExamined: 0 }]);
    expect(done[0]?.keysExamined).toBeLessThanOrEqual(1);
    expect(done[0]?.planSummary).toBe('IXSCAN { dueAt: 1, _id: 1, leaseUntil: 1 }');
    expect(done[0]).not.toHaveProperty('hasSortStage');
  });

  test('what is due is found by the index in its order, and claimed by id', async () => {
    const [found, ...rest] = await profiled(() =>
      store.claimDue({ now: NOON + 999, leaseMs: 600_000, limit: 32 }),
    );
    expect(found).toMatchObject({ docsExamined: 32, nreturned: 32 });
    expect(found?.planSummary).toBe('IXSCAN { dueAt: 1, _id: 1, leaseUntil: 1 }');
    expect(found).not.toHaveProperty('hasSortStage');
    expect(rest).toHaveLength(33);
    for (const it of rest) expect(it.planSummary).toBe('IXSCAN { _id: 1 }');
    const more = await profiled(() => store.claimDue({ now: NOON + 999, leaseMs: 600_000, limit: 10 }));
    expect(more[0]).toMatchObject({ docsExamined: 10, nreturned: 10 });
    expect(more[0]?.keysExamined).toBeLessThan(60);
  });

  test('when the next work is due is read from the front of the index', async () => {
    const done = await profiled(() => store.nextDue());
    for (const it of done) {
      expect(it.planSummary).toBe('IXSCAN { dueAt: 1, _id: 1, leaseUntil: 1 }');
      expect(it).not.toHaveProperty('hasSortStage');
      expect(it.docsExamined).toBeLessThanOrEqual(60);
    }
  });

  test('there is no index that none of this needs', async () => {
    const indexes = await client.db().collection('grants').indexes();
    expect(indexes.map((it) => it.name)).toEqual(['_id_', 'newest', 'of_customer', 'of_status', 'due']);
  });
});
