import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig, SETTING_NAMES } from '../../gateway/config.ts';
import { DEFAULT_PATHS } from '../../gateway/default-paths.ts';
import { createPartnerKeys } from '../../gateway/partner-key.ts';
import { defaultPartner } from '../../gateway/sandbox/principals.ts';
import { startSandbox } from '../../gateway/sandbox/sandbox.ts';
import { until } from '../http/running-gateway.ts';
import { freePort } from '../journeys/processes.ts';
import { readComposeFile } from './compose-file.ts';
import { copyOf, readDockerfile, wordsOf } from './dockerfile.ts';

const DEPLOY = 'gateway/deploy';
const dockerfile = readDockerfile(join(DEPLOY, 'Dockerfile'));
const compose = readComposeFile(join(DEPLOY, 'compose.yaml'));
const last = dockerfile.filter((it) => it.stage === 'last');
const only = (name: string) => {
  const found = last.filter((it) => it.name === name);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} ${name}s in the last stage`);
  return found[0].rest;
};
const packageOf = JSON.parse(readFileSync('package.json', 'utf8')) as {
  bin: Record<string, string>;
  scripts: Record<string, string>;
};

let folder: string;
let announced: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-deploy-'));
  cpSync(join(DEPLOY, 'make-secrets.sh'), join(folder, 'make-secrets.sh'));
  announced = execFileSync('sh', [join(folder, 'make-secrets.sh')], { encoding: 'utf8' });
  writeFileSync(join(folder, 'paths.json'), JSON.stringify(DEFAULT_PATHS));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What an operator puts into the environment. */
const GIVEN: Record<string, string> = {
  PUBLIC_URL: 'https://connect.acme.example',
  ALLOWED_ORIGINS: 'https://app.acme.example',
  PARTNER_NAME: 'Acme',
  SNS_TOPIC_ARN: 'arn:aws:sns:us-east-1:999988887777:connect-with-aws',
};

/** The gateway's environment as compose makes it, with the secrets' files where they are on this machine. */
function environment(): Record<string, string> {
  const filled = compose.environment.map(([name, value]) => {
    const [, variable = '', , rest = ''] = /^\$\{(\w+)(:[-?])?(.*)\}$/.exec(value) ?? [];
    const text = variable ? (GIVEN[variable] ?? rest) : value;
    return [name, text.replace('/run/secrets/', `${join(folder, 'secrets')}/`)] as const;
  });
  return { ...Object.fromEntries(filled), PATHS_FILE: join(folder, 'paths.json') };
}

describe('The compose file', () => {
  test('names settings alone, and nothing that is secret but by a file', () => {
    const unknown = compose.environment
      .map(([name]) => name)
      .filter((name) => !SETTING_NAMES.includes(name.replace(/(?<!PATHS)_FILE$/, '')))
      .filter((name) => !/^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY)$/.test(name));
    expect(unknown).toEqual([]);
    const inTheOpen = compose.environment.filter(
      ([name]) => /(_KEYS|_SECRETS|_URI)$/.test(name) && SETTING_NAMES.includes(name),
    );
    expect(inTheOpen).toEqual([]);
  });

  test('gives each gateway the secrets that it names, and each is made', () => {
    const named = compose.environment.flatMap(
      ([, value]) => /^\/run\/secrets\/(\S+)$/.exec(value)?.[1] ?? [],
    );
    expect(compose.used.toSorted()).toEqual(named.toSorted());
    const declared = new Map(compose.declared);
    for (const name of named) expect(declared.has(name)).toBe(true);
    for (const [, file] of compose.declared) expect(existsSync(join(folder, file))).toBe(true);
  });

  test('has two gateways, alike, that write nowhere but where they say', () => {
    expect(compose.gateways).toHaveLength(2);
    expect(compose.gateways[1]).toEqual(compose.gateways[0]);
    for (const gateway of compose.gateways) expect(gateway.read_only).toBe(true);
  });

  test('is all that production needs', () => {
    const config = readConfig({ NODE_ENV: 'production', ...environment() });
    expect(config.MONGODB_URI).toMatch(/^mongodb:\/\/gateway:[0-9a-f]{64}@mongodb-1,mongodb-2,mongodb-3\//);
    expect(config.OIDC_KEYS).toHaveLength(1);
    const [key = ''] = /cwa_sk_\S+/.exec(announced) ?? [];
    expect(createPartnerKeys(config.PARTNER_KEYS).verify(key)).toBe('backend');
  });

  test('waits for a stop as long as the gateway takes', () => {
    expect(compose.stopGraceSeconds).toBeGreaterThan(readConfig({}).STOP_DEADLINE_SECONDS);
  });

  test('keeps secrets that were made, whenever it is asked to make them', () => {
    const before = readFileSync(join(folder, 'secrets/wrapping-keys'), 'utf8');
    const said = execFileSync('sh', [join(folder, 'make-secrets.sh')], { encoding: 'utf8' });
    expect(readFileSync(join(folder, 'secrets/wrapping-keys'), 'utf8')).toBe(before);
    expect(said).toBe('');
  });
});

describe('The Dockerfile', () => {
  test('begins each stage with one image of the Node that this project runs on, pinned to a version', () => {
    const images = dockerfile.filter((it) => it.name === 'FROM').map(({ rest }) => rest.split(' ')[0]);
    expect(new Set(images).size).toBe(1);
    expect(images[0]).toMatch(/^node:24\.\d+\.\d+-bookworm-slim$/);
  });

  test('copies what is there: from the context, or from a stage that makes it', () => {
    const made: Record<string, string[]> = {
      build: ['/build/dist'],
      dependencies: ['/build/node_modules'],
    };
    const ignored = readFileSync(join(DEPLOY, 'Dockerfile.dockerignore'), 'utf8').split('\n');
    const copies = dockerfile.filter((it) => it.name === 'COPY').map(copyOf);
    const nowhere = copies.flatMap(({ from, sources }) =>
      sources.filter((it) =>
        from ? !made[from]?.includes(it) : !existsSync(it) || !ignored.includes(`!${it.split('/')[0]}`),
      ),
    );
    expect(copies.length).toBeGreaterThan(8);
    expect(nowhere).toEqual([]);
  });

  test('brings what the build reads: its scripts, and whatever their settings import', () => {
    const copied = dockerfile
      .filter((it) => it.stage === 'build' && it.name === 'COPY')
      .flatMap((it) => copyOf(it).sources);
    const scripts = dockerfile
      .filter((it) => it.stage === 'build' && it.name === 'RUN')
      .flatMap(({ rest }) => [...rest.matchAll(/npm run (\S+)/g)].map(([, name = '']) => name));
    expect(scripts).toEqual(['build:widget', 'build:gateway']);
    for (const script of scripts) {
      const config = /--config (\S+)/.exec(packageOf.scripts[script] ?? '')?.[1] ?? '';
      const imports = [...readFileSync(config, 'utf8').matchAll(/from '(\.[^']+)'/g)];
      for (const file of [config, ...imports.map(([, it = '']) => join(dirname(config), it))])
        expect(copied).toContain(relative('.', resolve(file)).split('/')[0]);
    }
  });

  test('runs the package’s own command as nobody in particular, and node itself gets the signal', () => {
    expect(only('USER')).toBe('node');
    expect(only('STOPSIGNAL')).toBe('SIGTERM');
    expect(wordsOf(only('CMD'))).toEqual(['node', packageOf.bin['connect-with-aws']?.slice(2), 'start']);
  });
});

describe('What the image holds', { timeout: 240_000 }, () => {
  let app: string;
  beforeAll(() => {
    app = join(folder, 'app');
    const dist = join(app, 'dist/gateway');
    mkdirSync(join(app, 'schema'), { recursive: true });
    const config = ['build', '--config', 'gateway/vite.config.ts', '--outDir', dist];
    execFileSync('node_modules/.bin/vite', config, { stdio: 'pipe' });
    for (const instruction of last.filter((it) => it.name === 'COPY'))
      for (const source of copyOf(instruction).from ? [] : copyOf(instruction).sources)
        cpSync(source, join(app, source));
    for (const path of productionDependencies()) cpSync(path, join(app, path), { recursive: true });
  }, 240_000);

  test('starts in production without the rest, is found healthy, and stops with 0', async () => {
    const sandbox = await startSandbox();
    const [command = '', ...args] = wordsOf(only('CMD'));
    const port = await freePort();
    const { MONGODB_URI_FILE: _, ...settings } = environment();
    const env = {
      PATH: process.env['PATH'],
      ...Object.fromEntries(
        only('ENV')
          .split(' ')
          .map((it) => it.split('=')),
      ),
      ...settings,
      HOST: '127.0.0.1',
      PORT: String(port),
      STORE_FILE: join(folder, 'grants.db'),
      STOP_PAUSE_SECONDS: '0',
      AWS_ENDPOINT_URL: sandbox.url,
      AWS_ACCESS_KEY_ID: defaultPartner.accessKeyId,
      AWS_SECRET_ACCESS_KEY: defaultPartner.secretAccessKey,
    };
    const gateway = spawn(command, args, { cwd: app, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [gateway.stdout, gateway.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    const statusOf = (path: string) =>
      fetch(`http://127.0.0.1:${port}${path}`).then(
        ({ status }) => status,
        () => 0,
      );
    await until(async () => gateway.exitCode !== null || (await statusOf('/readyz')) === 200, 60_000);
    if (gateway.exitCode !== null) throw new Error(`It ended with ${gateway.exitCode}:\n${output}`);
    const [health = '', ...healthArgs] = wordsOf(only('HEALTHCHECK'));
    const isHealthy = () => spawnSync(health, healthArgs, { env, timeout: 30_000 }).status;
    expect(isHealthy()).toBe(0);
    gateway.kill('SIGTERM');
    const [code] = (await once(gateway, 'exit')) as [number | null];
    expect(code).toBe(0);
    expect(output).toContain('"msg":"stopped"');
    expect(isHealthy()).toBe(1);
    expect(output).not.toContain('NOT FOR PRODUCTION');
    await sandbox.stop();
  });
});

/** The folders that `npm ci --omit=dev` would bring, from the project's folder. */
function productionDependencies(): string[] {
  const all = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const paths = all.trim().split('\n').slice(1);
  return [...new Set(paths.map((it) => relative('.', it)))].filter((it) => it !== '');
}
