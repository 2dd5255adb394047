import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedStore } from '../../gateway/store/embedded.ts';
import { openDatabase } from '../../gateway/store/embedded-database.ts';
import { listCursor } from '../../gateway/store/list-cursor.ts';
import type { ListPosition } from '../../gateway/store/list-cursor.ts';
import { medianRatios } from './rounds.ts';
import { NOON, nextVersion, sampleGrant } from '../store/sample-grant.ts';

/*
 * The embedded store beside its bare driver: the same file layout and durability, statements prepared once, one fsync
 * for each write. `node test/bench/store.ts [rows]`; well under a minute.
 */
const ROWS = Number(process.argv[2] ?? 100_000);
const ROUNDS = 7;
const AT_ONCE = 64;

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const store = createEmbeddedStore({ file: join(folder, 'store.db') });
const raw = openDatabase(join(folder, 'raw.db'));
const insert = raw.prepare(
  'INSERT INTO grants (version, status, due_at, seq, document, customer_id, created_at, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
);
const update = raw.prepare(
  'UPDATE grants SET version = ?, status = ?, due_at = ?, seq = ?, document = ? WHERE id = ? AND version = ?',
);
const page = raw.prepare(
  'SELECT document FROM grants WHERE (created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT 51',
);
let seq = 0;

function freshGrant() {
  return sampleGrant({ createdAt: NOON + Math.floor(Math.random() * 1e9) });
}

function insertRaw(grant = freshGrant()): void {
  const due = grant.due[0]?.at ?? null;
  const { id, version, status, customer, createdAt } = grant;
  insert.run(version, status, due, ++seq, JSON.stringify(grant), customer.id, createdAt, id);
}

async function times(count: number, work: () => unknown): Promise<void> {
  for (let done = 0; done < count; done++) await work();
}

async function atOnce(count: number, work: () => Promise<unknown>): Promise<void> {
  await Promise.all(Array.from({ length: AT_ONCE }, () => times(count / AT_ONCE, work)));
}

async function fill(): Promise<void> {
  const grants = Array.from({ length: ROWS }, freshGrant);
  raw.exec('BEGIN');
  for (const grant of grants) insertRaw(grant);
  raw.exec('COMMIT');
  for (let from = 0; from < ROWS; from += 5_000)
    await Promise.all(grants.slice(from, from + 5_000).map((grant) => store.insert(grant)));
}

/** A place in the list that is not always the same. */
function anywhere(): ListPosition {
  return {
    createdAt: NOON + Math.floor(Math.random() * 1e9),
    id: `grant_${randomBytes(13).toString('hex')}`,
  };
}

await fill();
let mine = freshGrant();
let raws = freshGrant();
await store.insert(mine);
insertRaw(raws);
const many = Array.from({ length: AT_ONCE }, freshGrant);
await Promise.all(many.map((grant) => store.insert(grant)));

const sections = {
  'durable insert': {
    'bare driver, an fsync each': { count: 256, run: (n: number) => times(n, () => insertRaw()) },
    'store, one after another': {
      count: 256,
      run: (n: number) => times(n, () => store.insert(freshGrant())),
    },
    'store, 64 at once': { count: 4_096, run: (n: number) => atOnce(n, () => store.insert(freshGrant())) },
  },
  'compare-and-set': {
    'bare driver, an fsync each': {
      count: 256,
      run: (n: number) =>
        times(n, () => {
          const before = raws;
          raws = nextVersion(before);
          const document = JSON.stringify(raws);
          update.run(raws.version, raws.status, NOON, ++seq, document, raws.id, before.version);
        }),
    },
    'store, one after another': {
      count: 256,
      run: (n: number) => times(n, () => store.save((mine = nextVersion(mine)))),
    },
    'store, 64 grants at once': {
      count: 4_096,
      run: (n: number) =>
        Promise.all(
          many.map((_, lane) =>
            times(n / AT_ONCE, () => {
              const grant = nextVersion(many[lane] ?? mine);
              many[lane] = grant;
              return store.save(grant);
            }),
          ),
        ),
    },
  },
  'page of 50': {
    'bare driver': {
      count: 500,
      run: (n: number) =>
        times(n, () => {
          const { createdAt, id } = anywhere();
          return page.all(createdAt, id).map((row) => JSON.parse(String(row.document)));
        }),
    },
    store: {
      count: 500,
      run: (n: number) => times(n, () => store.list({ first: 50, after: listCursor(anywhere()) })),
    },
  },
};

console.log(`Node ${process.version}, ${ROWS} rows, median of ${ROUNDS} rounds`);
for (const [title, contestants] of Object.entries(sections)) {
  console.log(`\n${title}`);
  console.table(await medianRatios(contestants, ROUNDS));
}
await store.close();
raw.close();
rmSync(folder, { recursive: true });
