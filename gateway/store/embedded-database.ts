import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { GatewayError } from '../errors.ts';

/** The layout of the file that this code reads and writes. */
const LAYOUT = 2;

/** How long to wait for another process to let go of the file, e.g. during a restart, milliseconds. */
const PATIENCE_MS = 1_000;

/** SQLite's result code for a file that somebody else holds ("Result and Error Codes", SQLITE_BUSY). */
const BUSY = 5;

const TABLE = `
  CREATE TABLE IF NOT EXISTS grants (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_id TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    due_at INTEGER,
    lease_until INTEGER NOT NULL DEFAULT 0,
    seq INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS grants_newest ON grants (created_at, id);
  CREATE INDEX IF NOT EXISTS grants_of_customer ON grants (customer_id, created_at, id);
  CREATE INDEX IF NOT EXISTS grants_due ON grants (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS grants_leased ON grants (lease_until) WHERE lease_until > 0;
  CREATE UNIQUE INDEX IF NOT EXISTS grants_seq ON grants (seq);
  CREATE TABLE IF NOT EXISTS history_segments (
    grant_id TEXT NOT NULL,
    first INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (grant_id, first)
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Opens the file, made if need be and readable by nobody else, for this process alone: SQLite's own lock is taken and
 * kept, which the system releases when the process dies however it dies. CONFIG_INVALID if another process has it or
 * a newer version wrote it; STORE_UNAVAILABLE if it cannot be opened or is not a store.
 */
export function openDatabase(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    makeFile(file);
    database = new DatabaseSync(file, { timeout: PATIENCE_MS });
    prepare(database, file);
    return database;
  } catch (error) {
    database?.close();
    throw openingFailure(file, error);
  }
}

/** Before SQLite opens it: closing any other handle of the file afterwards would drop SQLite's lock. */
function makeFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
}

function prepare(database: DatabaseSync, file: string): void {
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec('BEGIN EXCLUSIVE');
  const layout = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (layout > LAYOUT)
    throw new GatewayError(
      'CONFIG_INVALID',
      `The store ${file} was written by a newer version (layout ${layout}, this one knows ${LAYOUT}): run that version, or name another file.`,
    );
  // The file is ours alone, so whoever held a lease is dead: its work need not wait for the lease to end.
  const freed = 'UPDATE grants SET lease_until = 0 WHERE lease_until > 0;';
  database.exec(`${TABLE} ${freed} PRAGMA user_version = ${LAYOUT}; COMMIT`);
}

function openingFailure(file: string, cause: unknown): GatewayError {
  if (cause instanceof GatewayError) return cause;
  if (cause instanceof Error && 'errcode' in cause && cause.errcode === BUSY)
    return new GatewayError(
      'CONFIG_INVALID',
      `The store ${file} is in use by another process: stop that one, or give each process a file of its own.`,
      { cause },
    );
  return new GatewayError('STORE_UNAVAILABLE', `The store ${file} cannot be opened.`, { cause });
}
