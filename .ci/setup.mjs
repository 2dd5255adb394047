// Runs on any Node from 18 on, without dependencies: brings what the project needs, then hands over to it.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'node_modules', '.connect-with-aws-installed');
const environment = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH}`,
  STORYBOOK_DISABLE_TELEMETRY: '1',
};

const TASKS = {
  start: async () => {
    install();
    step('Building the widget', 'npm', ['run', '--silent', 'build:widget']);
    say('Starting the gateway, the sandbox and the demo page');
    return handOver(process.env.LOG_LEVEL ? {} : { LOG_LEVEL: 'warn' }, 'node', ['gateway/main.ts', 'demo']);
  },
  'start:mongodb': async () => {
    install();
    step('Building the widget', 'npm', ['run', '--silent', 'build:widget']);
    if (!bringMongod()) stop('No mongod. Name one: MONGOD_PATH=/path/to/mongod npm run start:mongodb');
    say('Starting mongod, the sandbox and two gateways');
    return handOver(process.env.LOG_LEVEL ? {} : { LOG_LEVEL: 'warn' }, 'node', ['.ci/start-mongodb.mjs']);
  },
  test: async () => {
    install();
    bringBrowser();
    if (!bringMongod() && process.env.CI)
      stop('No mongod for the tests. Name one: MONGOD_PATH=/path/to/mongod npm test');
    return handOver({}, 'npm', ['run', '--silent', 'verify', '--', ...process.argv.slice(3)]);
  },
  install: async () => {
    install();
    bringBrowser();
    bringMongod();
    return 0;
  },
};

function install() {
  const lock = join(root, 'package-lock.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === String(statSync(lock).mtimeMs)) return;
  step('Installing dependencies (about a minute the first time)', 'npm', [
    'ci',
    '--no-fund',
    '--no-audit',
    '--loglevel=error',
  ]);
  writeFileSync(stamp, String(statSync(lock).mtimeMs));
}

/** A Chromium that is there, else Playwright's own, else the system's package where that can be had. */
function bringBrowser() {
  const found = findBrowser();
  if (found) return say(`Tests use the browser at ${found}`);
  const ways = [
    ['Fetching a browser for the tests', 'npx', ['playwright', 'install', '--with-deps', 'chromium']],
    ...(process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
      ? [
          ['Updating the list of system packages', 'apt-get', ['update', '-qq']],
          [
            'Installing Chromium from the system’s packages',
            'apt-get',
            ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
          ],
        ]
      : []),
  ];
  for (const [what, command, args] of ways) {
    attempt(what, command, args);
    if (findBrowser()) return undefined;
  }
  return stop(
    'No browser for the tests. Install Chromium and name it: CHROMIUM_PATH=/path/to/chromium npm test',
  );
}

/** Whether there is a mongod: here already, or fetched. Without one the tests of the MongoDB store are left out. */
function bringMongod() {
  try {
    const found = execFileSync('node', ['test/mongodb/find-mongod.mjs'], {
      cwd: root,
      env: environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    say(`MongoDB is at ${found.trim()}`);
    return true;
  } catch {
    say('There is no mongod by any way: the tests of the MongoDB store are left out');
    return false;
  }
}

function findBrowser() {
  const candidates = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', playwrightsOwn()];
  return candidates.find((path) => path && existsSync(path));
}

function playwrightsOwn() {
  try {
    const script = "import('playwright').then((it) => console.log(it.chromium.executablePath()))";
    return execFileSync('node', ['-e', script], { cwd: root, env: environment, encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

function say(text) {
  process.stdout.write(`» ${text}\n`);
}

function step(what, command, args) {
  say(what);
  try {
    execFileSync(command, args, {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: 900_000,
    });
  } catch {
    stop(`${what} failed. What went wrong is printed above; mend it and run the same command again.`);
  }
}

function attempt(what, command, args) {
  say(what);
  try {
    execFileSync(command, args, {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'ignore', 'ignore'],
      timeout: 600_000,
    });
  } catch {
    say(`${what}: did not work, trying another way`);
  }
}

function stop(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

/** The project takes over; signals reach it, and its end is ours. */
function handOver(extra, command, args) {
  const child = spawn(command, args, { cwd: root, env: { ...environment, ...extra }, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0))));
}

const task = TASKS[process.argv[2]];
if (!task) stop(`There is no task ${process.argv[2]}; there are: ${Object.keys(TASKS).join(', ')}.`);
mkdirSync(join(root, '.data'), { recursive: true, mode: 0o700 });
process.exitCode = await task();
