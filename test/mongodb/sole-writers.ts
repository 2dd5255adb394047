import { GatewayError } from '../../gateway/errors.ts';
import type { Grant } from '../../gateway/domain/grant.ts';
import type { Store } from '../../gateway/store/store.ts';
import { nextVersion, sampleGrant } from '../store/sample-grant.ts';

/** Hands that write on end, each grants of its own, so that nobody can outrun them. */
export interface SoleWriters {
  /** The newest acknowledged version of each grant. */
  acknowledged: ReadonlyMap<string, number>;
  /** How many writes were refused with STORE_UNAVAILABLE. */
  refused(): number;
  /** Resolves when so many more writes were acknowledged. */
  progress(writes: number): Promise<void>;
  /** Ends them; rejects if a hand lost a race that nobody ran against it, or met an error of another kind. */
  stop(): Promise<void>;
}

/** Starts them. A write with an unknown outcome is looked up, as every caller of a store does. */
export function startSoleWriters(store: Store, hands = 8): SoleWriters {
  const acknowledged = new Map<string, number>();
  const state = { isStopping: false, refused: 0, writes: 0 };

  async function attempted(write: () => Promise<boolean>): Promise<boolean | undefined> {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code !== 'STORE_UNAVAILABLE') throw error;
      state.refused++;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return undefined;
    }
  }

  async function isThere({ id, version }: Grant): Promise<boolean> {
    for (;;) {
      const found = await store.get(id).catch(() => null);
      if (found !== null) return found?.version === version;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function written(grant: Grant, write: () => Promise<boolean>): Promise<void> {
    let outcome = await attempted(write);
    let wasUnknown = outcome === undefined;
    while (outcome !== true) {
      // A refused write may still arrive until the next of this hand has.
      if (await isThere(grant)) break;
      if (outcome === false && !wasUnknown)
        throw new Error(`${grant.id} ${grant.version}: a race was lost against nobody.`);
      outcome = await attempted(write);
      wasUnknown ||= outcome === undefined;
    }
    acknowledged.set(grant.id, grant.version);
    state.writes++;
  }

  async function hand(): Promise<void> {
    while (!state.isStopping) {
      let grant = sampleGrant();
      await written(grant, () => store.insert(grant));
      for (let times = 0; times < 4 && !state.isStopping; times++) {
        grant = nextVersion(grant);
        await written(grant, () => store.save(grant));
      }
    }
  }

  const done = Promise.all(Array.from({ length: hands }, hand));
  const failed = done.then(() => undefined);
  failed.catch(() => {});
  return {
    acknowledged,
    refused: () => state.refused,
    async progress(more) {
      const begin = state.writes;
      while (state.writes < begin + more)
        await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, 20))]);
    },
    async stop() {
      state.isStopping = true;
      await done;
    },
  };
}
