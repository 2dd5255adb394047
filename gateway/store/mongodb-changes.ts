import { setTimeout as sleep } from 'node:timers/promises';
import { MongoServerError, Timestamp } from 'mongodb';
import type { ChangeStreamDocument, ChangeStreamOptions } from 'mongodb';
import { GatewayError } from '../errors.ts';
import type { Collections, GrantDocument } from './mongodb-collections.ts';
import { storeFailure } from './store-failure.ts';
import type { Change } from './store.ts';

type Start = Pick<ChangeStreamOptions, 'startAfter' | 'startAtOperationTime'>;
type Event = ChangeStreamDocument<GrantDocument>;

/** A claim is an update, a save replaces: so claims are left out by the server, and a save comes whole. */
const INSERTED_OR_SAVED = [{ $match: { operationType: { $in: ['insert', 'replace'] } } }];

/** How long the server waits for a change before it says that there is none, milliseconds. */
const AWAIT_MS = 5_000;

/** How long to wait before a stream that broke is opened again, milliseconds; after the last, whoever watches is told. */
const RETRY_AFTER_MS = [0, 100, 500, 1_000, 2_000];

/** MongoDB's error codes for a place that its oplog does not hold (any more), and for a token that is none. */
const NO_SUCH_PLACE = [9, 40647, 50811, 260, 280, 286, 50795];

/**
 * The changes after the cursor, in order, until the signal aborts: through elections and broken connections, from where
 * it was. INVALID_INPUT if the cursor is none or is too old; STORE_UNAVAILABLE if MongoDB cannot be reached for long.
 */
export async function* changesAfter(
  changes: Collections['changes'],
  after: string,
  signal: AbortSignal,
): AsyncGenerator<Change> {
  let start = startOf(after);
  for (let failures = 0; !signal.aborted;) {
    const stream = changes.watch<GrantDocument, Event>(INSERTED_OR_SAVED, {
      ...start,
      maxAwaitTimeMS: AWAIT_MS,
    });
    try {
      while (!signal.aborted) {
        const event = await unlessAborted(stream.tryNext(), signal);
        failures = 0;
        // It moves on without changes too; otherwise a quiet week would leave it behind what the oplog holds.
        if (stream.resumeToken) start = { startAfter: stream.resumeToken };
        if (event && 'fullDocument' in event && event.fullDocument)
          yield { cursor: cursorOf(event._id), grant: event.fullDocument.grant };
      }
    } catch (error) {
      if (signal.aborted) return;
      const wait = RETRY_AFTER_MS[failures++];
      if (wait === undefined || isNoSuchPlace(error)) throw watchFailure(error);
      await sleep(wait, undefined, { signal }).catch(() => undefined);
    } finally {
      void stream.close().catch(() => {});
    }
  }
}

/** The driver interrupts no wait for changes, not even when the stream is closed: so it is left to itself. */
function unlessAborted<T>(waiting: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const leave = () => resolve(undefined);
    signal.addEventListener('abort', leave, { once: true });
    void waiting.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

/** The cursor of an instant of the server's: everything until then is before it. */
export function cursorAt(time: Timestamp): string {
  return `t${time.getHighBitsUnsigned()}.${time.getLowBitsUnsigned()}`;
}

function cursorOf(token: unknown): string {
  return `r${(token as { _data: string })._data}`;
}

function startOf(cursor: string): Start {
  const [, seconds, order, token] = /^(?:t(\d{1,10})\.(\d{1,10})|r([0-9A-Fa-f]+))$/.exec(cursor) ?? [];
  if (token !== undefined) return { startAfter: { _data: token } };
  if (seconds === undefined) throw noCursor();
  return { startAtOperationTime: new Timestamp({ t: Number(seconds), i: Number(order) + 1 }) };
}

function isNoSuchPlace(error: unknown): boolean {
  return error instanceof MongoServerError && NO_SUCH_PLACE.includes(Number(error.code));
}

function watchFailure(error: unknown): GatewayError {
  return isNoSuchPlace(error) ? noCursor(error) : storeFailure(error);
}

function noCursor(cause?: unknown): GatewayError {
  const message = 'after: this is not a cursor of this store’s changes, or it is too old.';
  return new GatewayError('INVALID_INPUT', message, { field: 'after', cause });
}
