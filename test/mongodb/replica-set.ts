import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { freePorts } from './free-ports.ts';
import { startMongod } from './mongod.ts';
import type { Mongod } from './mongod.ts';

/** How long a set may take to have a primary, milliseconds. */
const PRIMARY_DEADLINE_MS = 60_000;

/** A node that takes longer to say what it is counts as dead, milliseconds. */
const DEAD_AFTER_MS = 1_000;

const NAME = 'rs0';

const FINDER = fileURLToPath(new URL('find-mongod.mjs', import.meta.url));

/** A replica set of real mongods, each a process of its own, on 127.0.0.1. */
export interface ReplicaSet {
  /** Without a database, so that each may name its own: `uriOf`. */
  uri: string;
  /** The set's address with this database in it. */
  uriOf(database: string): string;
  /** The port of each node. */
  ports: number[];
  /** Which node is the primary; waits for one. */
  primary(): Promise<number>;
  /** Makes the primary step down for so many seconds (10 if left out, 1 at least); resolves when another, or it again, is primary. */
  stepDown(seconds?: number): Promise<void>;
  /** `kill -9`; resolves when the process is gone. */
  kill(node: number): Promise<void>;
  /** Starts a killed one again on its port and data; resolves when it answers. */
  restart(node: number): Promise<void>;
  /** Ends all of it and removes the data, unless it lies in a folder that was given. */
  stop(): Promise<void>;
}

/** What a set may have of its own. */
export interface ReplicaSetOptions {
  /** 1 if left out. */
  nodes?: number;
  /** Where the data is kept; a set that was there goes on. A temporary folder where left out. */
  folder?: string;
  /** The first node's; free ones where left out. */
  port?: number;
  /** More arguments of each mongod. */
  args?: string[];
}

/** The path of a mongod, fetched if need be; rejects if there is none by any way. */
export async function mongodPath(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [FINDER]);
  return stdout.trim();
}

/** Starts a replica set and waits for its primary. */
export async function startReplicaSet(options: ReplicaSetOptions = {}): Promise<ReplicaSet> {
  const { nodes = 1, args = [], port } = options;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'connect-with-aws-mongodb-'));
  const path = await mongodPath();
  const ports =
    port === undefined ? await freePorts(nodes) : Array.from({ length: nodes }, (_, n) => port + n);
  const start = (node: number): Promise<Mongod> => {
    const data = join(folder, `node-${node}`);
    mkdirSync(data, { recursive: true, mode: 0o700 });
    const port = ports[node] ?? 0;
    return startMongod({ path, port, folder: data, args: ['--replSet', NAME, ...args] });
  };
  const running = await Promise.all(ports.map((_, node) => start(node)));
  const uriOf = (database: string) =>
    `mongodb://${ports.map((it) => `127.0.0.1:${it}`).join(',')}/${database}?replicaSet=${NAME}`;
  await initiate(ports);
  const set: ReplicaSet = {
    uri: uriOf(''),
    uriOf,
    ports,
    primary: () => primaryOf(ports),
    async stepDown(seconds = 10) {
      const node = await primaryOf(ports);
      const secondaryCatchUpPeriodSecs = Math.min(5, seconds - 1);
      await admin(ports[node] ?? 0, { replSetStepDown: seconds, secondaryCatchUpPeriodSecs, force: true });
      await primaryOf(ports);
    },
    kill: async (node) => running[node]?.kill(),
    async restart(node) {
      running[node] = await start(node);
    },
    async stop() {
      await Promise.all(running.map((it) => it.kill()));
      if (!options.folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await set.primary();
  return set;
}

/** A set that was begun before stays what it is. */
async function initiate(ports: number[]): Promise<void> {
  const members = ports.map((port, node) => ({ _id: node, host: `127.0.0.1:${port}` }));
  const settings = { electionTimeoutMillis: 2_000, heartbeatIntervalMillis: 500 };
  try {
    await admin(ports[0] ?? 0, { replSetInitiate: { _id: NAME, members, settings } });
  } catch (error) {
    if (!String(error).includes('already initialized')) throw error;
  }
}

async function primaryOf(ports: number[]): Promise<number> {
  const deadline = Date.now() + PRIMARY_DEADLINE_MS;
  for (;;) {
    const answers = await Promise.all(
      ports.map((port) => admin(port, { hello: 1 }, DEAD_AFTER_MS).catch(() => undefined)),
    );
    const node = answers.findIndex((it) => it?.isWritablePrimary === true);
    if (node >= 0) return node;
    if (Date.now() > deadline)
      throw new Error(`The replica set has had no primary for ${PRIMARY_DEADLINE_MS} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Asks one node, whatever it is in its set. */
async function admin(port: number, command: object, timeoutMs = 10_000) {
  const timeouts = { serverSelectionTimeoutMS: timeoutMs, connectTimeoutMS: timeoutMs };
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, timeouts);
  try {
    return await client.db('admin').command({ ...command });
  } finally {
    await client.close();
  }
}
