import type { DatabaseSync } from 'node:sqlite';
import { storeFailure } from './store-failure.ts';

/** Writes many things for the price of one fsync. */
export interface GroupCommit {
  /**
   * Runs the operation, a single statement, in a transaction that it shares with whatever else is written in the same
   * tick. Settles when it is on disk; fails alone if it fails (STORE_UNAVAILABLE). It may be run twice: if the shared
   * transaction is lost, each gets one of its own.
   */
  write<T>(operation: () => T): Promise<T>;
  /** Commits now what is waiting. */
  flush(): void;
}

/** A write that waits for its commit. */
interface Write {
  /** Runs it and keeps what came of it; never throws. */
  attempt(): void;
  /** Tells whoever waits: what came of the attempt, or why it could not be committed. */
  settle(failure?: { cause: unknown }): void;
}

/** Groups writes to this database; `committed` is called after every commit. */
export function createGroupCommit(database: DatabaseSync, committed: () => void): GroupCommit {
  let waiting: Write[] = [];

  function flush(): void {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    if (tryCommit(database, group)) for (const write of group) tryCommit(database, [write], true);
    committed();
  }

  return {
    flush,
    write: (operation) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push(writeOf(operation, resolve, reject));
      }),
  };
}

/** Commits the group and settles it; gives back true, with nobody settled, if it should be tried one by one. */
function tryCommit(database: DatabaseSync, group: Write[], isLast = false): boolean {
  try {
    commit(database, group);
    for (const write of group) write.settle();
  } catch (cause) {
    if (!isLast) return true;
    for (const write of group) write.settle({ cause });
  }
  return false;
}

function commit(database: DatabaseSync, group: Write[]): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const write of group) {
      write.attempt();
      // A full disk ends the whole transaction; what ran after that would be committed on its own.
      if (!database.isTransaction) throw new Error('The transaction was rolled back by SQLite.');
    }
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function writeOf<T>(
  operation: () => T,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): Write {
  let failed: { cause: unknown } | undefined;
  let done: { value: T } | undefined;
  return {
    attempt: () => {
      failed = undefined;
      try {
        done = { value: operation() };
      } catch (cause) {
        failed = { cause };
      }
    },
    settle: (failure) => {
      const why = failed ?? failure;
      if (why) reject(storeFailure(why.cause));
      else if (done) resolve(done.value);
    },
  };
}
