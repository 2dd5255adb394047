// The demonstration on MongoDB: a replica set of one, a sandbox, and two gateways of the same partner beside each other.
// AWS's notices go to the first alone; whoever looks at the second's page hears of them all the same. Ends with Ctrl-C.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startReplicaSet } from '../test/mongodb/replica-set.ts';

const port = Number(process.env.PORT || 4000);
const ports = { first: port, sandbox: port + 1, second: port + 2, mongodb: port + 10 };
// The set knows its node by its port, so a set of another port is another set.
const folder = join('.data', `mongodb-${ports.mongodb}`);
const running = [];
let isStopping = false;

/** Starts one of our programs in a group of its own, so that it ends when it is its turn; resolves when it is ready. */
async function start(name, args, environment, isReady) {
  const options = {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  };
  const child = spawn(process.execPath, args, options);
  running.unshift(child);
  child.once('exit', () => isStopping || stop(`${name} ended.`));
  await new Promise((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('{')) process.stdout.write(`${name}: ${line}\n`);
      if (isReady.test(line)) resolve();
    });
  });
}

async function stop(sentence) {
  if (isStopping) return process.exit(1);
  isStopping = true;
  if (sentence) process.stderr.write(`\n${sentence}\n`);
  for (const child of running) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await set?.stop();
  return process.exit(sentence ? 1 : 0);
}

let set;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop());
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

mkdirSync(folder, { recursive: true, mode: 0o700 });
set = await startReplicaSet({ folder, port: ports.mongodb });
const books = ['--port', String(ports.sandbox), '--books', join(folder, 'sandbox.json')];
await start('sandbox', ['gateway/sandbox/main.ts', ...books], {}, /answers at/);
const settings = {
  MONGODB_URI: set.uriOf('connect_with_aws'),
  SANDBOX_URL: `http://127.0.0.1:${ports.sandbox}`,
  PUBLIC_URL: `http://127.0.0.1:${ports.first}`,
  // Not used as a store: the keys made for development lie beside it, and both gateways need the same.
  STORE_FILE: join(folder, 'none.db'),
};
// One after the other: the first makes the keys, and takes in the notices.
for (const name of ['first', 'second'])
  await start(
    `${name} gateway`,
    ['gateway/main.ts', 'demo'],
    { ...settings, PORT: String(ports[name]) },
    /Ctrl-C/,
  );

process.stdout.write(`
  The page of a made-up vendor, with the button, as each of two gateways serves it:

http://localhost:${ports.first}/    takes in what AWS tells
http://localhost:${ports.second}/    hears of it through MongoDB alone: open this one

  The sandbox that stands in AWS's place: ${settings.SANDBOX_URL}/console
  MongoDB, a replica set of one:          ${settings.MONGODB_URI}
  Ctrl-C stops it all; what was stored stays in ${folder}.

`);
