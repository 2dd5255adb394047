import type { ClientSession, MongoClient, Timestamp } from 'mongodb';
import { storeFailure } from './store-failure.ts';

/** Runs an operation in a session of its own; what it throws is a `storeFailure`. */
export type InSession = <T>(operation: (session: ClientSession) => Promise<T>) => Promise<T>;

/**
 * Sessions in which each read sees at least what any operation of this process saw or wrote before it. A majority read
 * alone does not promise that right after an election: the new primary may not know yet how much is committed.
 */
export function causalSessions(client: MongoClient): InSession {
  let newest: Timestamp | undefined;
  return async (operation) => {
    try {
      const session = client.startSession({ causalConsistency: true });
      try {
        if (newest) session.advanceOperationTime(newest);
        return await operation(session);
      } finally {
        const seen = session.operationTime;
        if (seen && (!newest || seen.greaterThan(newest))) newest = seen;
        await session.endSession();
      }
    } catch (error) {
      throw storeFailure(error);
    }
  };
}
