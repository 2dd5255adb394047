import { doDueWork } from './flows/due-work.ts';
import type { Ports } from './flows/ports.ts';
import type { Grant } from './domain/grant.ts';

/** How long a claim holds, milliseconds: longer than any call to AWS with its retries, short enough to wait out after a kill. */
const LEASE_MS = 30_000;

/** How much is done at once. */
const AT_ONCE = 32;

/** The longest sleep, milliseconds: other processes' work becomes due without a word to this one. */
const LONGEST_SLEEP_MS = 500;

/** A running worker. */
export interface Worker {
  /** Looks for due work now. */
  wake(): void;
  /** Claims nothing more, and is done when what was claimed is. */
  stop(): Promise<void>;
}

/** Starts doing what is due in the store, until stopped. Nothing waits in memory: a kill loses no work. */
export function startWorker(ports: Ports): Worker {
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  const alarm = { ring: () => {} };

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      const woken = new Promise<void>((resolve) => (alarm.ring = resolve));
      const claimed = await claim();
      claimed.forEach(run);
      if (claimed.length === 0 || running.size >= AT_ONCE) await Promise.race([woken, sleep(), ...running]);
    }
    await Promise.allSettled(running);
  }

  async function claim(): Promise<Grant[]> {
    const limit = AT_ONCE - running.size;
    if (limit <= 0) return [];
    return ports.store.claimDue({ now: ports.now(), leaseMs: LEASE_MS, limit }).catch((error: unknown) => {
      ports.log.error({ err: error }, 'due work could not be claimed');
      return [];
    });
  }

  function run(grant: Grant): void {
    const work = doDueWork(ports, grant)
      .catch((error: unknown) => ports.log.error({ err: error, grantId: grant.id }, 'due work failed'))
      .finally(() => running.delete(work));
    running.add(work);
  }

  const looped = loop();
  return {
    wake: () => alarm.ring(),
    stop() {
      stopping.abort();
      alarm.ring();
      return looped;
    },
  };
}

function sleep(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LONGEST_SLEEP_MS).unref());
}
