import { expect, test } from 'vitest';
import { nextVersion, sampleGrant } from './sample-grant.ts';
import type { Opened } from './store.suite.ts';

/** One grant, one document, one write. */
export function documentTests(opened: Opened): void {
  test('gives back what was inserted, and undefined for what was not', async () => {
    const { store } = opened();
    const grant = sampleGrant({ accountId: '012345678901', customer: { id: 'ünï "çødé" 🧵' } });
    expect(await store.insert(grant)).toBe(true);
    expect(await store.get(grant.id)).toEqual(grant);
    expect(await store.get('grant_of_nobody')).toBeUndefined();
  });

  test('keeps grants by value: changing what went in or came out changes nothing', async () => {
    const { store } = opened();
    const grant = sampleGrant();
    const pristine = structuredClone(grant);
    const inserting = store.insert(grant);
    grant.customer.name = 'Somebody else';
    await inserting;
    const read = await store.get(grant.id);
    if (read) read.history.length = 0;
    expect(await store.get(grant.id)).toEqual(pristine);
  });

  test('refuses an id that is taken, and keeps the first', async () => {
    const { store } = opened();
    const first = sampleGrant();
    const second = { ...first, pathId: 'another' };
    expect(await Promise.all([store.insert(first), store.insert(second)])).toEqual([true, false]);
    expect(await store.insert(second)).toBe(false);
    expect(await store.get(first.id)).toEqual(first);
  });

  test('of fifty inserts of one id at once, one wins', async () => {
    const { store } = opened();
    const grant = sampleGrant();
    const racers = Array.from({ length: 50 }, (_, lane) => ({ ...grant, pathId: `path-${lane}` }));
    const won = await Promise.all(racers.map((it) => store.insert(it)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await store.get(grant.id)).toEqual(racers[won.indexOf(true)]);
  });

  test('saves the next version, and none but the next', async () => {
    const { store } = opened();
    const first = sampleGrant();
    await store.insert(first);
    const second = nextVersion(first, { status: 'CANCELLED' });
    expect(await store.save({ ...second, version: 1 })).toBe(false);
    expect(await store.save({ ...second, version: 3 })).toBe(false);
    expect(await store.get(first.id)).toEqual(first);
    expect(await store.save(second)).toBe(true);
    expect(await store.save(second)).toBe(false);
    expect(await store.get(first.id)).toEqual(second);
  });

  test('saves nothing that was never inserted', async () => {
    const { store } = opened();
    const grant = sampleGrant({ version: 2 });
    expect(await store.save(grant)).toBe(false);
    expect(await store.get(grant.id)).toBeUndefined();
  });

  test('of fifty saves at once, one wins', async () => {
    const { store } = opened();
    const grant = sampleGrant();
    await store.insert(grant);
    const racers = Array.from({ length: 50 }, (_, lane) => nextVersion(grant, { pathId: `path-${lane}` }));
    const won = await Promise.all(racers.map((it) => store.save(it)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await store.get(grant.id)).toEqual(racers[won.indexOf(true)]);
  });

  test('loses no update of twenty hands that read, change and save one grant', async () => {
    const { store } = opened();
    const { id } = sampleGrant();
    await store.insert(sampleGrant({ id }));
    await Promise.all(
      Array.from({ length: 20 }, async (_, hand) => {
        for (let isSaved = false; !isSaved;) {
          const grant = await store.get(id);
          if (!grant) throw new Error('The grant is gone.');
          const handledMessageIds = [...grant.handledMessageIds, `message-${hand}`];
          isSaved = await store.save(nextVersion(grant, { handledMessageIds }));
        }
      }),
    );
    const grant = await store.get(id);
    expect(grant?.version).toBe(21);
    expect(new Set(grant?.handledMessageIds).size).toBe(20);
  });
}
