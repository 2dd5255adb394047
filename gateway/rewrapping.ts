import { rewrapSecrets } from './flows/rewrap-secrets.ts';
import type { Ports } from './flows/ports.ts';

/** Between two rounds, milliseconds: by the second, gateways with the former settings are gone, and seal nothing more. */
const ROUNDS_APART_MS = 10 * 60_000;

/** How often it goes through all grants, at least. */
const ROUNDS = 2;

/**
 * Rewraps secrets in the background: at the start and ten minutes later, and on until none is left. A line in the log
 * says after each round how many were rewrapped; `stop` waits for the one that is being.
 */
export function startRewrapping(
  ports: Pick<Ports, 'store' | 'vault' | 'now' | 'log'>,
  { roundsApartMs = ROUNDS_APART_MS } = {},
): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function go(): Promise<void> {
    for (let round = 1; !signal.aborted; round++) {
      const isDone = await goThrough();
      if (isDone && round >= ROUNDS) return;
      await sleep(roundsApartMs, signal);
    }
  }

  async function goThrough(): Promise<boolean> {
    try {
      const outcome = await rewrapSecrets(ports, signal);
      if (!signal.aborted) ports.log.info(outcome, 'secrets under former wrapping keys were rewrapped');
      return outcome.left === 0;
    } catch (error) {
      ports.log.error({ err: error }, 'secrets could not be rewrapped; trying again later');
      return false;
    }
  }

  const gone = go();
  return () => {
    stopping.abort();
    return gone;
  };
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, milliseconds).unref();
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
