import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GatewayError } from '../gateway/errors.ts';
import { startLive } from '../gateway/live.ts';
import { createLog } from '../gateway/log.ts';
import { createEmbeddedStore } from '../gateway/store/embedded.ts';
import type { Store } from '../gateway/store/store.ts';
import { nextVersion, sampleGrant } from './store/sample-grant.ts';

const log = createLog('silent');

describe('Whoever follows a grant hears of a change that came', () => {
  let folder: string;
  let store: Store;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'live-'));
    store = createEmbeddedStore({ file: join(folder, 'grants.db') });
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const BREAKS = {
    'before the very first watch broke': () => new GatewayError('STORE_UNAVAILABLE'),
    'when the store has forgotten where the watch was': () =>
      new GatewayError('INVALID_INPUT', 'after: too old', { field: 'after' }),
  };

  test.each(Object.entries(BREAKS))('%s, and of those after it', async (_, broken) => {
    const breaking = Promise.withResolvers<void>();
    const watched: string[] = [];
    async function* breaks() {
      await breaking.promise;
      yield* [];
      throw broken();
    }
    const watch: Store['watch'] = (options) => {
      watched.push(options.after);
      return watched.length === 1 ? breaks() : store.watch(options);
    };
    const live = startLive({ store: { ...store, watch }, log }, () => {});
    let grant = sampleGrant();
    await store.insert(grant);
    const following = live.follow(grant, 0);
    expect((await following.next()).value).toMatchObject({ grant: { version: 1 } });
    await expect.poll(() => watched.length).toBe(1);
    await store.save((grant = nextVersion(grant)));
    breaking.resolve();
    expect((await following.next()).value).toMatchObject({ grant: { version: 2 } });
    await expect.poll(() => watched.length, { timeout: 10_000 }).toBe(2);
    await store.save((grant = nextVersion(grant)));
    expect((await following.next()).value).toMatchObject({ grant: { version: 3 } });
    await following.return(undefined);
    await live.stop();
  });
});
