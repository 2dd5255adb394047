import type { ClientSession, MongoClient, Timestamp } from 'mongodb';
import { storeFailure } from './store-failure.ts';

/** Runs an operation in a session of its own; what it throws is a `storeFailure`. */
export type InSession = <T>(operation: (session: ClientSession) => Promise<T>) => Promise<T>;

/** How much longer than the driver's own deadline is waited, milliseconds: its errors say more. */
const GRACE_MS = 500;

/**
 * Sessions in which each read sees at least what any operation of this process saw or wrote before it. A majority read
 * alone does not promise that right after an election: the new primary may not know yet how much is committed. What
 * takes longer than `deadlineMs` fails; whether it was done is then unknown.
 */
export function causalSessions(client: MongoClient, deadlineMs: number): InSession {
  let newest: Timestamp | undefined;

  async function run<T>(
    session: ClientSession,
    operation: (session: ClientSession) => Promise<T>,
  ): Promise<T> {
    try {
      if (newest) session.advanceOperationTime(newest);
      return await operation(session);
    } finally {
      const seen = session.operationTime;
      if (seen && (!newest || seen.greaterThan(newest))) newest = seen;
      await session.endSession();
    }
  }

  return async (operation) => {
    try {
      const session = client.startSession({ causalConsistency: true });
      return await within(deadlineMs + GRACE_MS, session, run(session, operation));
    } catch (error) {
      throw storeFailure(error);
    }
  };
}

/**
 * The driver's deadline does not hold for all that it does: not for sending a write once more, for one. What comes too late
 * is told so, and with its session ended it is not sent again.
 */
async function within<T>(deadlineMs: number, session: ClientSession, running: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error(`MongoDB took longer than ${deadlineMs} ms.`));
    void session.endSession().catch(() => {});
  }, deadlineMs);
  try {
    return await Promise.race([running, promise]);
  } finally {
    clearTimeout(timer);
  }
}
