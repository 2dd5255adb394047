import { expect, test } from 'vitest';
import type { Grant } from '../../gateway/domain/grant.ts';
import type { GrantQuery, Store } from '../../gateway/store/store.ts';
import { NOON, nextVersion, sampleGrant } from './sample-grant.ts';
import type { Opened } from './store.suite.ts';

async function inserted(store: Store, grants: Grant[]): Promise<Grant[]> {
  await Promise.all(grants.map((grant) => store.insert(grant)));
  return grants;
}

async function allPages(
  store: Store,
  query: Omit<GrantQuery, 'after'>,
  between: (page: number) => Promise<unknown> = async () => {},
): Promise<Grant[]> {
  const grants: Grant[] = [];
  for (let page = 0, after: string | undefined; ; page++) {
    const { rows, hasNextPage } = await store.list({ ...query, after });
    grants.push(...rows.map((row) => row.grant));
    after = rows.at(-1)?.cursor;
    if (!hasNextPage) return grants;
    await between(page);
  }
}

function newestFirst(grants: Grant[]): Grant[] {
  return grants.toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
}

/** Pages of grants, newest first. */
export function listTests(opened: Opened): void {
  test('an empty store gives an empty page', async () => {
    expect(await opened().store.list({ first: 10 })).toEqual({ rows: [], hasNextPage: false });
  });

  test('pages hold every grant once, newest first, those of one instant by id', async () => {
    const { store } = opened();
    const grants = await inserted(
      store,
      Array.from({ length: 25 }, (_, n) => sampleGrant({ createdAt: NOON + Math.floor(n / 4) })),
    );
    for (const first of [1, 7, 24, 25, 26, 100])
      expect(await allPages(store, { first })).toEqual(newestFirst(grants));
    expect((await store.list({ first: 25 })).hasNextPage).toBe(false);
    expect((await store.list({ first: 24 })).hasNextPage).toBe(true);
  });

  test('pages stay put while grants are added in front and changed on both sides', async () => {
    const { store } = opened();
    const grants = await inserted(
      store,
      Array.from({ length: 30 }, (_, n) => sampleGrant({ createdAt: NOON + n })),
    );
    const seen = await allPages(store, { first: 7 }, async (page) => {
      await store.insert(sampleGrant({ createdAt: NOON + 1_000 + page }));
      for (const grant of grants.slice(page * 7, page * 7 + 3)) await store.save(nextVersion(grant));
    });
    expect(seen.map((it) => it.id)).toEqual(newestFirst(grants).map((it) => it.id));
  });

  test('a cursor still leads on when the row it came from has changed', async () => {
    const { store } = opened();
    const [older, newer] = await inserted(store, [sampleGrant(), sampleGrant({ createdAt: NOON + 1 })]);
    const { rows } = await store.list({ first: 1, status: ['PENDING'] });
    if (newer) await store.save(nextVersion(newer, { status: 'CANCELLED' }));
    const next = await store.list({ first: 1, status: ['PENDING'], after: rows[0]?.cursor });
    expect(next.rows.map((row) => row.grant)).toEqual([older]);
  });

  test('filters by customer, by status, by both, in pages', async () => {
    const { store } = opened();
    const statuses = ['PENDING', 'ACTIVE', 'EXPIRED'] as const;
    const grants = await inserted(
      store,
      Array.from({ length: 36 }, (_, n) =>
        sampleGrant({
          createdAt: NOON + n,
          customer: { id: `customer-${n % 2}` },
          status: statuses[n % 3] ?? 'PENDING',
        }),
      ),
    );
    const wanted = (matches: (grant: Grant) => boolean) => newestFirst(grants.filter(matches));
    expect(await allPages(store, { first: 5, customerId: 'customer-1' })).toEqual(
      wanted((it) => it.customer.id === 'customer-1'),
    );
    expect(await allPages(store, { first: 5, status: ['ACTIVE', 'EXPIRED'] })).toEqual(
      wanted((it) => it.status !== 'PENDING'),
    );
    expect(await allPages(store, { first: 5, customerId: 'customer-0', status: ['PENDING'] })).toEqual(
      wanted((it) => it.customer.id === 'customer-0' && it.status === 'PENDING'),
    );
    expect(await allPages(store, { first: 5, status: [] })).toEqual([]);
    expect(await allPages(store, { first: 5, customerId: "customer-1' OR 1=1 --" })).toEqual([]);
  });

  test('filters by the status as it was last saved', async () => {
    const { store } = opened();
    const grant = sampleGrant();
    await store.insert(grant);
    const ended = nextVersion(grant, { status: 'ENDED' });
    await store.save(ended);
    expect(await allPages(store, { first: 5, status: ['PENDING'] })).toEqual([]);
    expect(await allPages(store, { first: 5, status: ['ENDED'] })).toEqual([ended]);
  });

  test.each(['', 'nonsense', 'W10', '!!', Buffer.from('noon grant_x').toString('base64url'), '\u0000'])(
    'refuses the cursor %j',
    async (after) => {
      const listing = opened().store.list({ first: 10, after });
      await expect(listing).rejects.toMatchObject({ code: 'INVALID_INPUT', field: 'after' });
    },
  );

  test.each([0, -1, 101, 1.5, NaN])('refuses a page of %d', async (first) => {
    await expect(opened().store.list({ first })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      field: 'first',
    });
  });
}
