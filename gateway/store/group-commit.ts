import type { DatabaseSync, StatementSync } from 'node:sqlite';
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
  /** Tells whoever waits what came of the newest attempt. */
  settle(): void;
}

/** Groups writes to this database; `committed` is called after every commit. */
export function createGroupCommit(database: DatabaseSync, committed: () => void): GroupCommit {
  const statements = transactionOf(database);
  let waiting: Write[] = [];

  function flush(): void {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    if (!tryTogether(database, statements, group)) for (const write of group) write.attempt();
    for (const write of group) write.settle();
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

type Transaction = Record<'begin' | 'commit' | 'rollback', StatementSync>;

function transactionOf(database: DatabaseSync): Transaction {
  return {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    rollback: database.prepare('ROLLBACK'),
  };
}

/** Whether the group is on disk; if not, nothing of it is. One alone needs no transaction: SQLite makes its own. */
function tryTogether(
  database: DatabaseSync,
  { begin, commit, rollback }: Transaction,
  group: Write[],
): boolean {
  if (group.length === 1) return false;
  try {
    begin.run();
    for (const write of group) {
      write.attempt();
      // A full disk ends the whole transaction; what ran after that would be committed on its own.
      if (!database.isTransaction) return false;
    }
    commit.run();
    return true;
  } catch {
    if (database.isTransaction) rollback.run();
    return false;
  }
}

function writeOf<T>(
  operation: () => T,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): Write {
  let settle = () => reject(storeFailure(new Error('The write was not attempted.')));
  return {
    attempt: () => {
      try {
        const value = operation();
        settle = () => resolve(value);
      } catch (cause) {
        settle = () => reject(storeFailure(cause));
      }
    },
    settle: () => settle(),
  };
}
