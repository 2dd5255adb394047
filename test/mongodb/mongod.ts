import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { MongoClient } from 'mongodb';

/** How long it may take to answer, milliseconds. */
const READY_DEADLINE_MS = 60_000;

/** A running mongod. */
export interface Mongod {
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Which one, and where. */
export interface MongodOptions {
  path: string;
  port: number;
  /** Of its data. */
  folder: string;
  args?: string[];
}

/** It dies with whoever started it, however that one dies: then the pipe that `cat` reads is closed. */
const GUARDED = '"$@" & exec >/dev/null 2>&1; cat; kill -9 $!; wait';

/** Starts one; resolves when it answers, rejects with what it wrote if it does not. */
export async function startMongod({ path, port, folder, args = [] }: MongodOptions): Promise<Mongod> {
  const own = ['--port', String(port), '--dbpath', folder, '--bind_ip', '127.0.0.1'];
  const small = [
    '--wiredTigerCacheSizeGB',
    '0.25',
    '--setParameter',
    'diagnosticDataCollectionEnabled=false',
  ];
  const command = [path, ...own, ...small, ...args];
  // A group of its own: Ctrl-C ends those who use it first.
  const guard = spawn('sh', ['-c', GUARDED, 'sh', ...command], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const gone = once(guard, 'exit');
  const ended = once(guard.stdout, 'end');
  let output = '';
  guard.stdout.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-20_000)));
  guard.stdin.on('error', () => {});
  const kill = async () => {
    guard.stdin.end();
    await Promise.all([gone, ended]);
  };
  try {
    await Promise.race([answering(port), ended.then(() => Promise.reject(new Error('It ended.')))]);
  } catch (cause) {
    await kill();
    throw new Error(`mongod on port ${port} does not answer. Its last words:\n${output}`, { cause });
  }
  return { kill };
}

async function answering(port: number): Promise<void> {
  const options = { serverSelectionTimeoutMS: READY_DEADLINE_MS, connectTimeoutMS: 5_000 };
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, options);
  try {
    await client.db('admin').command({ ping: 1 });
  } finally {
    await client.close();
  }
}
