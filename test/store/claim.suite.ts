import { expect, test } from 'vitest';
import type { Due, Grant } from '../../gateway/domain/grant.ts';
import { NOON, nextVersion, sampleGrant } from './sample-grant.ts';
import type { Store } from '../../gateway/store/store.ts';
import type { Opened } from './store.suite.ts';
import { nextAfter } from './watch.suite.ts';

const LEASE = { leaseMs: 600_000, limit: 100 };

function due(...instants: number[]): Due[] {
  const kinds = ['EXCHANGE', 'LAPSE', 'EXPIRE'] as const;
  return instants.map((at, n) => ({ kind: kinds[n] ?? 'REQUEST', at, attempts: 0 }));
}

function ids(grants: Grant[]): string[] {
  return grants.map((grant) => grant.id);
}

/** Claims until something is claimed. */
async function claimedAgain(store: Store): Promise<Grant[]> {
  for (;;) {
    const claimed = await store.claimDue({ limit: 1, leaseMs: 600_000, now: Date.now() });
    if (claimed.length) return claimed;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Work that waits its time, and who does it. */
export function claimTests(opened: Opened): void {
  test('claims what is due by its earliest work, most overdue first, and nothing else', async () => {
    const { store } = opened();
    const later = sampleGrant({ due: due(NOON + 1) });
    const now = sampleGrant({ due: due(NOON + 9_000, NOON) });
    const overdue = sampleGrant({ due: due(NOON - 5_000) });
    const never = sampleGrant({ due: [] });
    for (const grant of [later, now, overdue, never]) await store.insert(grant);
    expect(await store.claimDue({ ...LEASE, now: NOON })).toEqual([overdue, now]);
  });

  test('claims no more than the limit', async () => {
    const { store } = opened();
    const grants = Array.from({ length: 10 }, (_, n) => sampleGrant({ due: due(NOON + n) }));
    for (const grant of grants.toReversed()) await store.insert(grant);
    const first = await store.claimDue({ now: NOON + 100, leaseMs: 600_000, limit: 4 });
    expect(ids(first)).toEqual(ids(grants.slice(0, 4)));
    const second = await store.claimDue({ now: NOON + 100, leaseMs: 600_000, limit: 100 });
    expect(ids(second)).toEqual(ids(grants.slice(4)));
  });

  test('two claimers never share a grant, and together they miss none', async () => {
    const { store } = opened();
    const grants = Array.from({ length: 200 }, (_, n) => sampleGrant({ due: due(NOON - n) }));
    await Promise.all(grants.map((grant) => store.insert(grant)));
    const claims = await Promise.all(
      Array.from({ length: 30 }, () => store.claimDue({ now: NOON, leaseMs: 600_000, limit: 7 })),
    );
    const claimed = ids(claims.flat());
    expect(claimed.toSorted()).toEqual(ids(grants).toSorted());
  });

  test('a lease ends by time: then another may claim', async () => {
    const { store } = opened();
    const grant = sampleGrant({ due: due(NOON) });
    await store.insert(grant);
    const claimedAt = Date.now();
    expect(await store.claimDue({ limit: 1, leaseMs: 700, now: claimedAt })).toEqual([grant]);
    expect(await claimedAgain(store)).toEqual([grant]);
    expect(Date.now() - claimedAt).toBeGreaterThanOrEqual(700);
  });

  test('until then it is nobody else’s', async () => {
    const { store } = opened();
    await store.insert(sampleGrant({ due: due(NOON) }));
    const claim = () => store.claimDue({ limit: 1, leaseMs: 600_000, now: Date.now() });
    expect(await claim()).toHaveLength(1);
    for (let times = 0; times < 3; times++) expect(await claim()).toEqual([]);
  });

  test('a save gives the lease back; a save that fails does not', async () => {
    const { store } = opened();
    const grant = sampleGrant({ due: due(NOON) });
    await store.insert(grant);
    await store.claimDue({ ...LEASE, now: NOON });
    expect(await store.save({ ...grant, version: 7 })).toBe(false);
    expect(await store.claimDue({ ...LEASE, now: NOON })).toEqual([]);
    const saved = nextVersion(grant);
    expect(await store.save(saved)).toBe(true);
    expect(await store.claimDue({ ...LEASE, now: NOON })).toEqual([saved]);
  });

  test('a claim changes neither the version nor what is stored, and is no change to watch', async () => {
    const { store } = opened();
    const grant = sampleGrant({ due: due(NOON) });
    await store.insert(grant);
    const cursor = await store.cursor();
    await store.claimDue({ ...LEASE, now: NOON });
    expect(await store.get(grant.id)).toEqual(grant);
    expect(await nextAfter(store, cursor)).toEqual([]);
    expect(await store.save(nextVersion(grant))).toBe(true);
  });

  test('what was claimed before a restart can be claimed when its lease has ended, at the latest', async () => {
    const { store, reopen } = opened();
    await store.insert(sampleGrant({ due: due(NOON) }));
    await store.claimDue({ limit: 1, leaseMs: 300, now: Date.now() });
    expect(await claimedAgain(await reopen())).toHaveLength(1);
  });

  test('says when the next work is due', async () => {
    const { store } = opened();
    expect(await store.nextDue()).toBeUndefined();
    await store.insert(sampleGrant({ due: [] }));
    expect(await store.nextDue()).toBeUndefined();
    await store.insert(sampleGrant({ due: due(NOON + 500) }));
    const early = sampleGrant({ due: due(NOON - 500) });
    await store.insert(early);
    expect(await store.nextDue()).toBe(NOON - 500);
    await store.save(nextVersion(early, { due: due(NOON + 800) }));
    expect(await store.nextDue()).toBe(NOON + 500);
  });

  test('claimed work is next due when its lease ends, lest it be forgotten with its claimer', async () => {
    const { store } = opened();
    await store.insert(sampleGrant({ due: due(NOON) }));
    await store.insert(sampleGrant({ due: due(Date.now() + 3_600_000) }));
    const before = Date.now();
    await store.claimDue({ limit: 1, leaseMs: 600_000, now: before });
    const nextDue = await store.nextDue();
    expect(nextDue).toBeGreaterThanOrEqual(before + 600_000 - 5);
    expect(nextDue).toBeLessThanOrEqual(Date.now() + 600_000);
  });
}
