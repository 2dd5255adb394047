import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createEmbeddedStore } from '../../gateway/store/embedded.ts';
import type { Store } from '../../gateway/store/store.ts';
import { nextVersion, sampleGrant } from './sample-grant.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-disk-'));

/** A disk of its own, so small that it is soon full; false where only root may make one, and this is not root. */
function mountDisk(options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const isMounted = mountDisk('size=512k');
if (!isMounted) rmSync(folder, { recursive: true });

const bulky = () => sampleGrant({ requestMessage: 'x'.repeat(20_000) });

/** Inserts until the disk is full; gives what was acknowledged, and what was refused. */
async function fill(store: Store) {
  const acknowledged = [];
  for (;;) {
    const grant = bulky();
    try {
      await store.insert(grant);
      acknowledged.push(grant);
    } catch (error) {
      return { acknowledged, refused: grant, error };
    }
  }
}

describe.skipIf(!isMounted)('The embedded store on a disk that is full', () => {
  afterAll(() => {
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  });

  test('refuses with STORE_UNAVAILABLE, leaves nothing half-written, reads on, and works again when there is room', async () => {
    const file = join(folder, 'grants.db');
    const store = createEmbeddedStore({ file });
    const { acknowledged, refused, error } = await fill(store);
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', cause: expect.any(Error) });
    expect(acknowledged.length).toBeGreaterThan(3);

    const first = acknowledged[0] ?? refused;
    const saves = acknowledged.map((grant) => store.save(nextVersion(grant, { status: 'CANCELLED' })));
    const outcomes = await Promise.allSettled(saves);
    expect(outcomes.filter((it) => it.status === 'rejected').length).toBeGreaterThan(0);
    for (const [index, outcome] of outcomes.entries()) {
      const version = outcome.status === 'fulfilled' ? 2 : 1;
      expect((await store.get(acknowledged[index]?.id ?? ''))?.version).toBe(version);
    }
    expect(await store.get(refused.id)).toBeUndefined();
    const before = await store.get(first.id);

    execFileSync('mount', ['-o', 'remount,size=8m', folder]);
    expect(await store.insert(refused)).toBe(true);
    expect(await store.get(first.id)).toEqual(before);
    await store.close();

    const again = createEmbeddedStore({ file });
    for (const grant of [...acknowledged, refused])
      expect(await again.get(grant.id)).toMatchObject({ id: grant.id, requestMessage: grant.requestMessage });
    await again.close();
  });
});
