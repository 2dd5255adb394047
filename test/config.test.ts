import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../gateway/config.ts';
import { readPaths } from '../gateway/path-config.ts';
import { outlineOf } from '../gateway/setup/outline.ts';
import { DEFAULT_PATHS } from '../gateway/default-paths.ts';
import { GatewayError } from '../gateway/errors.ts';

const KEY = `one:${Buffer.alloc(32, 1).toString('base64')}`;

/** Settings with which production starts. */
const PRODUCTION = {
  NODE_ENV: 'production',
  WRAPPING_KEYS: KEY,
  SESSION_KEYS: KEY,
  PARTNER_KEYS: `backend:${'0'.repeat(64)}`,
  ALLOWED_ORIGINS: 'https://app.acme.example, https://next.acme.example',
  PUBLIC_URL: 'https://connect.acme.example',
  SNS_TOPIC_ARN: 'arn:aws:sns:us-east-1:999988887777:connect-with-aws',
  PARTNER_NAME: 'Acme',
  PATHS_FILE: '/etc/connect-with-aws/paths.json',
};

function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'CONFIG_INVALID') return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('Production', () => {
  test('starts with what it needs, several keys and origins included', () => {
    const config = readConfig({ ...PRODUCTION, WRAPPING_KEYS: `${KEY},${KEY.replace('one', 'two')}` });
    expect(config.WRAPPING_KEYS.map(({ id, key }) => [id, key.length])).toEqual([
      ['one', 32],
      ['two', 32],
    ]);
    expect(config.ALLOWED_ORIGINS).toEqual(['https://app.acme.example', 'https://next.acme.example']);
  });

  const needed = [
    'WRAPPING_KEYS',
    'SESSION_KEYS',
    'PARTNER_KEYS',
    'ALLOWED_ORIGINS',
    'PUBLIC_URL',
    'SNS_TOPIC_ARN',
    'PARTNER_NAME',
    'PATHS_FILE',
  ];
  test.each(needed)('does not start without %s, left out or empty, and says what it is', (name) => {
    for (const value of [undefined, '', ...(name.endsWith('S') ? [' , '] : [])]) {
      const message = refusalOf(() => readConfig({ ...PRODUCTION, [name]: value }));
      expect(message).toMatch(
        new RegExp(`^The configuration cannot be used\\. ${name} is missing: the .+\\.$`),
      );
    }
  });

  test('seals with keys of AWS KMS in place of its own', () => {
    const { WRAPPING_KEYS: _, ...others } = PRODUCTION;
    const arn = 'arn:aws:kms:us-east-1:999988887777:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const config = readConfig({ ...others, KMS_KEY_ARNS: arn });
    expect([config.KMS_KEY_ARNS, config.WRAPPING_KEYS]).toEqual([[arn], []]);
  });

  test('does not start where what is to seal is not there', () => {
    expect(refusalOf(() => readConfig({ ...PRODUCTION, SEAL_WITH: 'KMS_KEY_ARNS' }))).toContain(
      'SEAL_WITH names KMS_KEY_ARNS, which is not set',
    );
  });

  const refused: [string, string][] = [
    ['SANDBOX_URL', 'http://127.0.0.1:4001'],
    ['SNS_CERTIFICATE_ORIGINS', 'http://127.0.0.1:4001'],
  ];
  test.each(refused)('does not start with %s, which is for development', (name, value) => {
    expect(refusalOf(() => readConfig({ ...PRODUCTION, [name]: value }))).toContain(
      `${name} is not for production`,
    );
    expect(readConfig({ ...PRODUCTION, NODE_ENV: 'development', [name]: value }).NODE_ENV).toBe(
      'development',
    );
  });

  test('names everything that is wrong at once', () => {
    const message = refusalOf(() =>
      readConfig({ NODE_ENV: 'production', SANDBOX_URL: 'http://127.0.0.1:4001' }),
    );
    for (const name of [...needed, 'SANDBOX_URL']) expect(message).toContain(name);
  });
});

describe('Development', () => {
  test('starts with nothing at all', () => {
    expect(readConfig({})).toMatchObject({
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: 4000,
      PARTNER_JWKS: [],
    });
  });
});

describe('A setting that cannot be used is named:', () => {
  const bad: [string, string][] = [
    ['NODE_ENV', 'staging'],
    ['PORT', '65536'],
    ['PORT', 'http'],
    ['PUBLIC_URL', 'https://connect.acme.example/'],
    ['PUBLIC_URL', 'connect.acme.example'],
    ['ALLOWED_ORIGINS', 'https://app.acme.example,*'],
    ['ALLOWED_ORIGINS', 'https://app.acme.example/page'],
    ['PARTNER_NAME', 'x'.repeat(31)],
    ['WRAPPING_KEYS', 'one:c2hvcnQ='],
    ['SESSION_KEYS', Buffer.alloc(32).toString('base64')],
    ['SNS_TOPIC_ARN', 'arn:aws:sqs:us-east-1:999988887777:queue'],
    ['REDIRECT_URL', 'https://app.acme.example:8443/back'],
    ['LOG_LEVEL', 'loud'],
    ['KMS_KEY_ARNS', 'alias/tokens'],
    ['STOP_PAUSE_SECONDS', '-1'],
    ['STOP_DEADLINE_SECONDS', '0'],
    ['PARTNER_JWKS', 'x'],
    ['PARTNER_JWKS', '{"keys":[]}'],
    ['PARTNER_JWKS', '{"keys":[{"kty":"OKP"}]}'],
  ];
  test.each(bad)('%s=%s', (name, value) => {
    const message = refusalOf(() => readConfig({ [name]: value }));
    expect(message).toMatch(new RegExp(`^The configuration cannot be used\\. ${name}\\b.*\\.$`, 's'));
    expect(message).not.toMatch(/ZodError|\n/);
  });

  test('a key’s own text is never repeated', () => {
    const secret = Buffer.alloc(31, 5).toString('base64');
    expect(refusalOf(() => readConfig({ WRAPPING_KEYS: `one:${secret}` }))).not.toContain(secret);
  });
});

describe('A setting in a file', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-secrets-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is as good as in the environment, its line’s end apart', () => {
    const file = join(folder, 'wrapping-keys');
    writeFileSync(file, `${KEY}\n`);
    const { WRAPPING_KEYS: _, ...others } = PRODUCTION;
    const config = readConfig({ ...others, WRAPPING_KEYS_FILE: file });
    expect(config.WRAPPING_KEYS).toEqual(readConfig(PRODUCTION).WRAPPING_KEYS);
  });

  test('is refused where the file is not there, or the setting is given both ways', () => {
    const nowhere = join(folder, 'nowhere');
    expect(refusalOf(() => readConfig({ MONGODB_URI_FILE: nowhere }))).toContain(
      `MONGODB_URI_FILE names ${nowhere}, which cannot be read.`,
    );
    expect(refusalOf(() => readConfig({ ...PRODUCTION, SESSION_KEYS_FILE: nowhere }))).toContain(
      'SESSION_KEYS and SESSION_KEYS_FILE are both set',
    );
  });

  test('does not take the store’s or the paths’ file for one', () => {
    expect(readConfig({ STORE_FILE: 'a.db', PATHS_FILE: 'p.json' })).toMatchObject({
      STORE_FILE: 'a.db',
      PATHS_FILE: 'p.json',
    });
  });
});

describe('The partner’s own public keys', () => {
  test('are read from a JWK Set, each by its id', () => {
    const jwk = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
    const { PARTNER_JWKS } = readConfig({
      PARTNER_JWKS: JSON.stringify({ keys: [{ ...jwk, kid: 'acme-1' }] }),
    });
    expect(PARTNER_JWKS).toEqual([{ id: 'acme-1', jwk: { ...jwk, kid: 'acme-1' } }]);
  });
});

describe('Paths', () => {
  const [row] = DEFAULT_PATHS;

  test('are the four of the guide and a feature where none are given, and may be written down as they are', () => {
    const first = readPaths(undefined).flatMap(({ id, isFeature }) => (isFeature ? [] : [id]));
    expect(first).toEqual(['quick-start-demo', 'extended-trial', 'production-setup', 'automated-setup']);
    expect(readPaths(JSON.stringify(DEFAULT_PATHS))).toEqual(DEFAULT_PATHS);
  });

  const wrong: [string, object, string][] = [
    ['an id in capitals', { id: 'Demo' }, 'id'],
    ['an unknown kind', { kind: 'FOREVER' }, 'kind'],
    ['too short a time', { durationSeconds: 299 }, 'durationSeconds'],
    ['too long a time', { durationSeconds: 43_201 }, 'durationSeconds'],
    ['a description that AWS does not take', { description: 'Read “only”' }, 'description'],
    ['a message that is too long', { requestMessage: 'x'.repeat(201) }, 'requestMessage'],
    ['no statements', { statements: [] }, 'statements'],
    [
      'a parameter whose name is too short',
      { parameters: [{ name: 'abc', type: 'string', values: ['x'] }] },
      'parameters.0.name',
    ],
    ['the id of the row before', { id: 'quick-start-demo' }, 'id'],
    ['a feature that is no row', { extendsWith: ['quick-start-demo', 'costs'] }, 'extendsWith'],
    ['itself as its feature', { extendsWith: ['second'] }, 'extendsWith'],
    ['an upgrade to what is no row', { upgradesTo: ['nowhere'] }, 'upgradesTo'],
    [
      'a template whose parameter is not given',
      {
        statements: [
          { words: 'Read', statement: { Effect: 'Allow', Action: 's3:*', Resource: '@{bucketName}' } },
        ],
      },
      'parameters',
    ],
  ];
  test.each(wrong)('are refused for %s, naming the row and the field', (_what, change, field) => {
    const rows = [row, { ...row, id: 'second', ...change }];
    expect(refusalOf(() => readPaths(JSON.stringify(rows)))).toContain(`PATHS_FILE, 1.${field}: `);
  });

  test.each(['', 'x', '[', '{}', '[]', 'null'])('are refused as a whole: %j', (text) => {
    expect(refusalOf(() => readPaths(text))).toMatch(/^The configuration cannot be used\. PATHS_FILE: .+\.$/);
  });

  test('are not set up where stacks would report on the topic of AWS’s notices, which would be open to anybody', () => {
    const { SNS_TOPIC_ARN } = PRODUCTION;
    const chosen = { name: 'connect-with-aws', stackRegions: [], hasQueue: true, hasHttp: false };
    const outline = (arn: string) =>
      outlineOf(
        { accountId: '999988887777', partition: 'aws' },
        { AWS_REGION: 'us-east-1', SNS_TOPIC_ARN },
        chosen,
        DEFAULT_PATHS.map((it) => ({
          ...it,
          stack: { templateUrl: '', topics: [{ region: 'us-east-1', arn }] },
        })),
      );
    expect(refusalOf(() => outline(SNS_TOPIC_ARN))).toContain('give stacks a topic of their own');
    expect(outline(`${SNS_TOPIC_ARN}-stacks`).stackTopicArns).toEqual([`${SNS_TOPIC_ARN}-stacks`]);
  });

  test('are refused with a field that is not known: a misspelt one would be passed over', () => {
    expect(refusalOf(() => readPaths(JSON.stringify([{ ...row, onlySendbyOwner: true }])))).toContain(
      'onlySendbyOwner',
    );
  });
});

describe.concurrent('connect-with-aws, run as a command,', { timeout: 90_000 }, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-config-'));
    writeFileSync(join(folder, 'paths.json'), '[{]');
    const stack = {
      templateUrl: 'https://templates.acme.example/stack.json',
      topics: [{ region: 'us-east-1', arn: PRODUCTION.SNS_TOPIC_ARN }],
    };
    const shared = DEFAULT_PATHS.map((it) => (it.kind === 'ROLE_BY_CLOUDFORMATION' ? { ...it, stack } : it));
    writeFileSync(join(folder, 'shared-topic.json'), JSON.stringify(shared));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const runs: [string, string[], () => Record<string, string>, RegExp][] = [
    [
      'in production with nothing set',
      ['start'],
      () => ({ NODE_ENV: 'production' }),
      /WRAPPING_KEYS is missing: .*SNS_TOPIC_ARN is missing/,
    ],
    ['with a port that is none', ['start'], () => ({ PORT: 'x' }), /PORT: /],
    [
      'with a paths file that is not there',
      ['start'],
      () => ({ PATHS_FILE: '/nowhere/paths.json' }),
      /PATHS_FILE names \/nowhere\/paths\.json/,
    ],
    [
      'with a paths file that is not JSON',
      ['start'],
      () => ({ PATHS_FILE: join(folder, 'paths.json') }),
      /PATHS_FILE: this is not JSON/,
    ],
    [
      'with one topic for AWS’s notices and for stacks',
      ['start'],
      () => ({
        PATHS_FILE: join(folder, 'shared-topic.json'),
        SNS_TOPIC_ARN: PRODUCTION.SNS_TOPIC_ARN,
        PARTNER_PRINCIPAL_ARN: 'arn:aws:iam::999988887777:root',
      }),
      /The path production-setup lets stacks report on SNS_TOPIC_ARN .*give stacks a topic of their own/,
    ],
    [
      'with a partner key in clear',
      ['start'],
      () => ({ PARTNER_KEYS: 'cwa_sk_x' }),
      /PARTNER_KEYS cannot be used/,
    ],
    [
      'with a command that is none',
      ['strat'],
      () => ({}),
      /There is no command strat; there are: start, demo/,
    ],
  ];
  test.each(runs)('%s exits with 1 and one helpful sentence', async (_what, args, environment, sentence) => {
    const { code, stderr } = await run(args, { STORE_FILE: join(folder, 'grants.db'), ...environment() });
    expect(code).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/^connect-with-aws: /m);
    expect(stderr).not.toMatch(/^\s+at |\.ts:\d+|node:internal/m);
  });
});

/** The gateway as a process of its own, with this environment and no other. */
function run(args: string[], environment: Record<string, string>): Promise<{ code: number; stderr: string }> {
  return new Promise((resolve) => {
    const options = { env: { PORT: '0', ...environment }, timeout: 60_000 };
    execFile(process.execPath, ['gateway/main.ts', ...args], options, (error, _stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stderr }),
    );
  });
}
