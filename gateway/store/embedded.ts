import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { Grant } from '../domain/grant.ts';
import type { HistorySegment } from '../domain/history.ts';
import { GatewayError } from '../errors.ts';
import { createChangeSignal } from './change-signal.ts';
import type { ChangeSignal } from './change-signal.ts';
import { openDatabase } from './embedded-database.ts';
import { createGroupCommit } from './group-commit.ts';
import type { GroupCommit } from './group-commit.ts';
import { listCursor, positionOf } from './list-cursor.ts';
import { storing } from './store-failure.ts';
import type { Change, GrantPage, GrantQuery, Store } from './store.ts';

type Row = Record<string, SQLOutputValue>;

/** How many changes a watcher holds at once; the rest waits in the table. */
const BATCH = 100;

const SQL = {
  insert: `INSERT INTO grants (version, status, due_at, seq, document, customer_id, created_at, id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  save: `UPDATE grants SET version = ?, status = ?, due_at = ?, seq = ?, document = ?, lease_until = 0
    WHERE id = ? AND version = ?`,
  get: 'SELECT document FROM grants WHERE id = ?',
  claim: `UPDATE grants SET lease_until = ? WHERE id IN (
      SELECT id FROM grants WHERE due_at <= ? AND lease_until <= ? ORDER BY due_at, id LIMIT ?
    ) RETURNING due_at, document`,
  nextDue: `SELECT min(at) AS at FROM (
      SELECT * FROM (SELECT due_at AS at FROM grants WHERE due_at IS NOT NULL AND lease_until = 0 ORDER BY due_at LIMIT 1)
      UNION ALL
      SELECT max(due_at, lease_until) FROM grants WHERE lease_until > 0 AND due_at IS NOT NULL)`,
  since: `SELECT seq, document FROM grants WHERE seq > ? ORDER BY seq LIMIT ${BATCH}`,
  putSegment: `INSERT INTO history_segments (document, grant_id, first) VALUES (?, ?, ?)
    ON CONFLICT (grant_id, first) DO NOTHING`,
  getSegment: 'SELECT document FROM history_segments WHERE grant_id = ? AND first = ?',
  newest: 'SELECT coalesce(max(seq), 0) AS seq FROM grants',
} as const;

type Sql = (text: string) => StatementSync;

/**
 * The store in one SQLite file, for one process. A write is acknowledged when it is on disk; those of one tick share
 * an fsync. CONFIG_INVALID if another process has the file, or a newer version wrote it.
 */
export function createEmbeddedStore({ file }: { file: string }): Store {
  const database = openDatabase(file);
  const changed = createChangeSignal();
  const commits = createGroupCommit(database, changed.notify);
  const sql = preparedOnce(database);
  const closing = new AbortController();
  return {
    ...reads(sql),
    ...writes(sql, commits),
    watch: ({ after, signal }) => {
      const start = seqOf(after, newest(sql));
      return changesAfter(start, sql, changed, AbortSignal.any([signal, closing.signal]));
    },
    close: async () => {
      if (closing.signal.aborted) return;
      commits.flush();
      closing.abort();
      storing(() => database.close());
    },
  };
}

function preparedOnce(database: DatabaseSync): Sql {
  const prepared = new Map<string, StatementSync>();
  return (text) => {
    const statement = prepared.get(text) ?? database.prepare(text);
    prepared.set(text, statement);
    return statement;
  };
}

function writes(sql: Sql, commits: GroupCommit): Pick<Store, 'insert' | 'save' | 'putSegment' | 'claimDue'> {
  let seq = newest(sql);
  return {
    insert: async (grant) => {
      const columns = changingColumns(grant);
      const fixed = [grant.customer.id, grant.createdAt, grant.id];
      return commits.write(() => sql(SQL.insert).run(...columns(++seq), ...fixed).changes === 1);
    },
    save: async (grant) => {
      const columns = changingColumns(grant);
      const before = [grant.id, grant.version - 1];
      return commits.write(() => sql(SQL.save).run(...columns(++seq), ...before).changes === 1);
    },
    putSegment: async (segment) => {
      const values = [JSON.stringify(segment), segment.grantId, segment.first];
      await commits.write(() => sql(SQL.putSegment).run(...values));
    },
    claimDue: async ({ now, leaseMs, limit }) => {
      const rows = await commits.write(() => sql(SQL.claim).all(now + leaseMs, now, now, limit));
      return rows.sort((a, b) => Number(a.due_at) - Number(b.due_at)).map(grantIn);
    },
  };
}

function reads(sql: Sql): Pick<Store, 'get' | 'getSegment' | 'list' | 'nextDue' | 'cursor'> {
  return {
    get: async (id) => {
      const row = storing(() => sql(SQL.get).get(id));
      return row && grantIn(row);
    },
    getSegment: async (grantId, first) => {
      const row = storing(() => sql(SQL.getSegment).get(grantId, first));
      return row && storing(() => JSON.parse(String(row.document)) as HistorySegment);
    },
    list: async (query) => {
      const { text, values } = listStatement(query);
      return pageOf(
        storing(() => sql(text).all(...values)),
        query.first,
      );
    },
    nextDue: async () => {
      const at = storing(() => sql(SQL.nextDue).get()?.at);
      return typeof at === 'number' ? at : undefined;
    },
    cursor: async () => String(newest(sql)),
  };
}

function newest(sql: Sql): number {
  return storing(() => Number(sql(SQL.newest).get()?.seq));
}

async function* changesAfter(
  start: number,
  sql: Sql,
  changed: ChangeSignal,
  signal: AbortSignal,
): AsyncGenerator<Change> {
  for (let last = start; !signal.aborted;) {
    const rows = storing(() => sql(SQL.since).all(last));
    for (const row of rows) {
      if (signal.aborted) return;
      last = Number(row.seq);
      yield { cursor: String(last), grant: grantIn(row) };
    }
    // Catching up on a long absence must not keep everybody else waiting.
    await (rows.length ? setImmediate() : changed.wait(signal));
  }
}

function changingColumns(grant: Grant): (seq: number) => SQLInputValue[] {
  const dueAt = grant.due.length ? Math.min(...grant.due.map(({ at }) => at)) : null;
  const document = JSON.stringify(grant);
  return (seq) => [grant.version, grant.status, dueAt, seq, document];
}

function grantIn(row: Row): Grant {
  return storing(() => JSON.parse(String(row.document)) as Grant);
}

function listStatement({ first, after, customerId, status }: GrantQuery): {
  text: string;
  values: SQLInputValue[];
} {
  if (!Number.isInteger(first) || first < 1 || first > 100)
    throw new GatewayError('INVALID_INPUT', 'first: a page holds 1 to 100.', { field: 'first' });
  const position = after === undefined ? undefined : positionOf(after);
  const conditions: [string, SQLInputValue[]][] = [];
  if (position) conditions.push(['(created_at, id) < (?, ?)', [position.createdAt, position.id]]);
  if (customerId !== undefined) conditions.push(['customer_id = ?', [customerId]]);
  if (status) conditions.push(['status IN (SELECT value FROM json_each(?))', [JSON.stringify(status)]]);
  const where = conditions.length ? `WHERE ${conditions.map(([text]) => text).join(' AND ')}` : '';
  return {
    text: `SELECT document FROM grants ${where} ORDER BY created_at DESC, id DESC LIMIT ?`,
    values: [...conditions.flatMap(([, values]) => values), first + 1],
  };
}

function pageOf(rows: Row[], first: number): GrantPage {
  const grants = rows.slice(0, first).map(grantIn);
  return {
    rows: grants.map((grant) => ({ cursor: listCursor(grant), grant })),
    hasNextPage: rows.length > first,
  };
}

function seqOf(cursor: string, newest: number): number {
  const seq = /^\d{1,15}$/.test(cursor) ? Number(cursor) : NaN;
  if (seq <= newest) return seq;
  throw new GatewayError('INVALID_INPUT', 'after: this is not a cursor of this store’s changes.', {
    field: 'after',
  });
}
