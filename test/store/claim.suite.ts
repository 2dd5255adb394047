import { expect, test } from 'vitest';
import type { Due, Grant } from '../../gateway/domain/grant.ts';
import { NOON, nextVersion, sampleGrant } from './sample-grant.ts';
import type { Opened } from './store.suite.ts';

const LEASE = { leaseMs: 1_000, limit: 100 };

function due(...instants: number[]): Due[] {
  const kinds = ['EXCHANGE', 'LAPSE', 'EXPIRE'] as const;
  return instants.map((at, n) => ({ kind: kinds[n] ?? 'REQUEST', at, attempts: 0 }));
}

function ids(grants: Grant[]): string[] {
  return grants.map((grant) => grant.id);
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
    const first = await store.claimDue({ now: NOON + 100, leaseMs: 1_000, limit: 4 });
    expect(ids(first)).toEqual(ids(grants.slice(0, 4)));
    const second = await store.claimDue({ now: NOON + 100, leaseMs: 1_000, limit: 100 });
    expect(ids(second)).toEqual(ids(grants.slice(4)));
  });

  test('two claimers never share a grant, and together they miss none', async () => {
    const { store } = opened();
    const grants = Array.from({ length: 200 }, (_, n) => sampleGrant({ due: due(NOON - n) }));
    await Promise.all(grants.map((grant) => store.insert(grant)));
    const claims = await Promise.all(
      Array.from({ length: 30 }, () => store.claimDue({ now: NOON, leaseMs: 1_000, limit: 7 })),
    );
    const claimed = ids(claims.flat());
    expect(claimed.toSorted()).toEqual(ids(grants).toSorted());
  });

  test('a lease ends by time: then another may claim', async () => {
    const { store } = opened();
    const grant = sampleGrant({ due: due(NOON) });
    await store.insert(grant);
    expect(await store.claimDue({ ...LEASE, now: NOON })).toEqual([grant]);
    expect(await store.claimDue({ ...LEASE, now: NOON + 999 })).toEqual([]);
    expect(await store.claimDue({ ...LEASE, now: NOON + 1_000 })).toEqual([grant]);
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
    expect(await store.cursor()).toBe(cursor);
    expect(await store.save(nextVersion(grant))).toBe(true);
  });

  test('what was claimed before a restart can be claimed when its lease has ended, at the latest', async () => {
    const { store, reopen } = opened();
    await store.insert(sampleGrant({ due: due(NOON) }));
    await store.claimDue({ ...LEASE, now: NOON });
    const again = await reopen();
    expect(await again.claimDue({ ...LEASE, now: NOON + 1_500 })).toHaveLength(1);
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
    await store.insert(sampleGrant({ due: due(NOON + 5_000) }));
    await store.claimDue({ ...LEASE, now: NOON });
    expect(await store.nextDue()).toBe(NOON + 1_000);
  });
}
