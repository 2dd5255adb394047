import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEmbeddedStore } from '../../gateway/store/embedded.ts';
import { openDatabase } from '../../gateway/store/embedded-database.ts';
import { createGroupCommit } from '../../gateway/store/group-commit.ts';
import { sampleGrant } from './sample-grant.ts';
import { storeSuite } from './store.suite.ts';

const MODULE = new URL('../../gateway/store/embedded.ts', import.meta.url).href;

storeSuite('the embedded store', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  const options = { file: join(folder, 'grants.db') };
  const store = createEmbeddedStore(options);
  let current = store;
  return {
    store,
    elsewhere: { module: MODULE, factory: 'createEmbeddedStore', options },
    reopen: async () => {
      await current.close();
      current = createEmbeddedStore(options);
      return current;
    },
    close: async () => {
      await current.close();
      rmSync(folder, { recursive: true });
    },
  };
});

describe('the embedded store’s file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'store-'));
    file = join(folder, 'data', 'grants.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is readable by its owner alone, as is all that is beside it', async () => {
    const store = createEmbeddedStore({ file });
    await store.insert(sampleGrant());
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(join(folder, 'data')))
      expect(statSync(join(folder, 'data', name)).mode & 0o077).toBe(0);
    await store.close();
  });

  test('has the work of a process that is gone claimed at once by the next', async () => {
    const now = 1_795_348_800_000;
    const claim = { now, leaseMs: 30_000, limit: 10 };
    const dead = createEmbeddedStore({ file });
    await dead.insert(sampleGrant({ due: [{ kind: 'EXCHANGE', at: now, attempts: 0 }] }));
    expect(await dead.claimDue(claim)).toHaveLength(1);
    expect(await dead.claimDue(claim)).toHaveLength(0);
    await dead.close();
    const next = createEmbeddedStore({ file });
    expect(await next.claimDue(claim)).toHaveLength(1);
    await next.close();
  });

  test('serves one store at a time: a second one is told so', async () => {
    const store = createEmbeddedStore({ file });
    expect(() => createEmbeddedStore({ file })).toThrowError(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining('another process'),
      }),
    );
    expect(await store.insert(sampleGrant())).toBe(true);
    await store.close();
  });

  test(
    'serves one process at a time, and is free again once that is killed',
    { timeout: 30_000 },
    async () => {
      const holder = `
      const { createEmbeddedStore } = await import(${JSON.stringify(MODULE)});
      createEmbeddedStore({ file: ${JSON.stringify(file)} });
      console.log('held');
      setInterval(() => {}, 1000);`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', holder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      expect(() => createEmbeddedStore({ file })).toThrowError(
        expect.objectContaining({ code: 'CONFIG_INVALID' }),
      );
      child.kill('SIGKILL');
      await once(child, 'close');
      const store = createEmbeddedStore({ file });
      expect(await store.insert(sampleGrant())).toBe(true);
      await store.close();
    },
  );

  test('is refused if a newer version wrote it, and is left as it was', async () => {
    await createEmbeddedStore({ file }).close();
    const newer = new DatabaseSync(file);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(() => createEmbeddedStore({ file })).toThrowError(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining('layout 99') }),
    );
    const reader = new DatabaseSync(file);
    expect(reader.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 });
    reader.close();
  });

  test('is refused if it is no database, or cannot be made', () => {
    const text = join(folder, 'letter.txt');
    writeFileSync(text, 'Dear operator, '.repeat(100));
    expect(() => createEmbeddedStore({ file: text })).toThrowError(
      expect.objectContaining({ code: 'STORE_UNAVAILABLE' }),
    );
    expect(() => createEmbeddedStore({ file: join(text, 'grants.db') })).toThrowError(
      expect.objectContaining({ code: 'STORE_UNAVAILABLE' }),
    );
  });

  test('loses nothing to a half-written end of its log', async () => {
    const store = createEmbeddedStore({ file });
    const grant = sampleGrant();
    await store.insert(grant);
    await store.close();
    appendFileSync(`${file}-wal`, Buffer.alloc(777, 'x'), { mode: 0o600 });
    const again = createEmbeddedStore({ file });
    expect(await again.get(grant.id)).toEqual(grant);
    await again.close();
  });
});

describe('a commit shared by many', () => {
  let folder: string;
  let database: DatabaseSync;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'store-'));
    database = openDatabase(join(folder, 'grants.db'));
    database.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
  });
  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  function note(text: string | null): () => unknown {
    return () => database.prepare('INSERT INTO notes (text) VALUES (?)').run(text);
  }

  function notes(): unknown[] {
    return database
      .prepare('SELECT text FROM notes ORDER BY id')
      .all()
      .map((row) => row.text);
  }

  test('writes of one tick are one transaction', async () => {
    let commits = 0;
    const group = createGroupCommit(database, () => commits++);
    await Promise.all(['a', 'b', 'c'].map((text) => group.write(note(text))));
    expect(commits).toBe(1);
    expect(notes()).toEqual(['a', 'b', 'c']);
  });

  test('one that fails fails alone', async () => {
    const group = createGroupCommit(database, () => {});
    const outcomes = await Promise.allSettled(
      [note('a'), note(null), note('c')].map((it) => group.write(it)),
    );
    expect(outcomes.map((it) => it.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'STORE_UNAVAILABLE', cause: expect.any(Error) } });
    expect(notes()).toEqual(['a', 'c']);
  });

  test('if one brings the whole transaction down, the others are written once, on their own', async () => {
    const group = createGroupCommit(database, () => {});
    const ruinous = () => {
      database.exec('ROLLBACK');
      throw new Error('ruin');
    };
    const outcomes = await Promise.allSettled(
      [note('a'), ruinous, note('c')].map((it) => group.write<unknown>(it)),
    );
    expect(outcomes.map((it) => it.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(notes()).toEqual(['a', 'c']);
  });

  test('on a full disk, what fits is written and what does not is refused; nothing acknowledged is lost', async () => {
    const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count);
    database.exec(`PRAGMA max_page_count = ${pages + 20}`);
    const group = createGroupCommit(database, () => {});
    const texts = Array.from({ length: 40 }, (_, n) => String(n).padEnd(n % 2 ? 20 : 9_000, '.'));
    const outcomes = await Promise.allSettled(texts.map((text) => group.write(note(text))));
    const refused = outcomes.filter((it) => it.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused)
      expect(reason).toMatchObject({ code: 'STORE_UNAVAILABLE', cause: { errcode: 13 } });
    expect(notes()).toEqual(texts.filter((_, n) => outcomes[n]?.status === 'fulfilled'));
    database.exec(`PRAGMA max_page_count = ${pages + 1_000}`);
    await group.write(note('there is room again'));
    expect(notes().at(-1)).toBe('there is room again');
  });
});
