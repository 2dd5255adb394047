import type { Grant } from './domain/grant.ts';
import type { HistoryEntry } from './domain/history.ts';
import { GatewayError } from './errors.ts';
import { historyNumberOf } from './domain/long-history.ts';
import { readHistory } from './flows/read-history.ts';
import type { Ports } from './flows/ports.ts';
import type { Change } from './store/store.ts';

/** At most so many history entries in one event; more follow with the next. */
const MAX_ENTRIES = 100;

/** So many followed grants are read at once after changes went unheard of. */
const CATCH_UP_AT_ONCE = 50;

/** What a subscriber gets: the grant now, and what of its history it has not seen. */
export interface GrantUpdate {
  grant: Grant;
  entries: HistoryEntry[];
}

/** The store's changes, fanned out to whoever waits for one grant's. */
export interface Live {
  /** The grant as it is, and again after every change; a slow reader gets the newest, with all entries. */
  follow(grant: Grant, after: number): AsyncGenerator<GrantUpdate>;
  stop(): Promise<void>;
}

/** Starts listening to the store: one watch for the whole process. `onChange` hears of every change. */
export function startLive(ports: Pick<Ports, 'store' | 'log'>, onChange: (change: Change) => void): Live {
  const listeners = new Map<string, Set<(grant: Grant) => void>>();
  const stopping = new AbortController();

  function tell(change: Change): void {
    listeners.get(change.grant.id)?.forEach((listener) => listener(change.grant));
    onChange(change);
  }

  function listen(id: string, listener: (grant: Grant) => void): () => void {
    const all = listeners.get(id) ?? new Set();
    listeners.set(id, all.add(listener));
    return () => {
      all.delete(listener);
      if (all.size === 0) listeners.delete(id);
    };
  }

  async function refresh(id: string): Promise<void> {
    const grant = await ports.store.get(id);
    if (grant) listeners.get(id)?.forEach((listener) => listener(grant));
  }

  /** What changed unheard of reaches its followers now. */
  async function catchUp(): Promise<void> {
    const ids = [...listeners.keys()];
    while (ids.length) await Promise.all(ids.splice(0, CATCH_UP_AT_ONCE).map(refresh));
  }

  const watched = watchForever(ports, stopping.signal, { tell, catchUp });
  return {
    follow(grant, after) {
      const reader: Reader = { newest: grant, hasLeft: false, wake: () => {} };
      return leavable(follow(ports, reader, after, listen), reader);
    },
    async stop() {
      stopping.abort();
      await watched;
    },
  };
}

type Listen = (id: string, listener: (grant: Grant) => void) => () => void;

/** Who follows one grant. */
interface Reader {
  newest: Grant;
  hasLeft: boolean;
  wake(): void;
}

/** A generator that waits cannot be ended from outside; so whoever leaves wakes it first. */
function leavable<T>(updates: AsyncGenerator<T>, reader: Reader): AsyncGenerator<T> {
  const end = updates.return.bind(updates);
  updates.return = (value) => {
    reader.hasLeft = true;
    reader.wake();
    return end(value);
  };
  return updates;
}

async function* follow(
  { store }: Pick<Ports, 'store'>,
  reader: Reader,
  after: number,
  listen: Listen,
): AsyncGenerator<GrantUpdate> {
  const { id } = reader.newest;
  const stop = listen(id, (grant) => {
    if (grant.version > reader.newest.version) reader.newest = grant;
    reader.wake();
  });
  try {
    const since = await store.get(id);
    if (since && since.version > reader.newest.version) reader.newest = since;
    let sent = after;
    let sentVersion = -1;
    while (!reader.hasLeft) {
      const changed = new Promise<void>((resolve) => (reader.wake = resolve));
      const grant = reader.newest;
      if (grant.version !== sentVersion) {
        const entries = await readHistory({ store }, grant, sent, MAX_ENTRIES);
        sent = entries.at(-1)?.number ?? sent;
        sentVersion = historyNumberOf(grant) > sent ? -1 : grant.version;
        yield { grant, entries };
      } else await changed;
    }
  } finally {
    stop();
  }
}

/** Who hears of changes. */
interface Hearers {
  tell(change: Change): void;
  catchUp(): Promise<void>;
}

/** A watch that breaks is taken up again after the last change it gave, or from now on where the store has forgotten that place. */
async function watchForever(
  { store, log }: Pick<Ports, 'store' | 'log'>,
  signal: AbortSignal,
  { tell, catchUp }: Hearers,
): Promise<void> {
  let after: string | undefined;
  while (!signal.aborted) {
    try {
      if (after === undefined) {
        const now = await store.cursor();
        await catchUp();
        after = now;
      }
      for await (const change of store.watch({ after, signal })) {
        after = change.cursor;
        tell(change);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof GatewayError && error.code === 'INVALID_INPUT') after = undefined;
      log.error({ err: error }, 'the store’s changes were cut off; taking them up again');
      await new Promise((resolve) => setTimeout(resolve, 1000).unref());
    }
  }
}
