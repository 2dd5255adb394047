import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_PATHS } from '../../gateway/default-paths.ts';
import type { Path } from '../../gateway/domain/path.ts';
import { createLog } from '../../gateway/log.ts';
import { assertPaths } from '../../gateway/policy-lint/assert-paths.ts';

const main = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));
const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command as a person would, with these settings and no others. */
function run(args: string[], settings: Record<string, string> = {}) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', ...settings };
    const child = spawn(process.execPath, [main, ...args], { cwd: folder, env, timeout: 15_000 });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** A PATHS_FILE in which a path allows roles without a boundary. */
function unboundedPaths(): string {
  const paths = DEFAULT_PATHS.filter((it) => it.id === 'automated-setup').map((it) => ({
    ...it,
    extendsWith: undefined,
    setup: it.setup?.map(({ words, statement: { Condition: _without, ...statement } }) => ({
      words,
      statement,
    })),
  }));
  const file = join(folder, 'paths.json');
  writeFileSync(file, JSON.stringify(paths));
  return file;
}

/** A default path whose actions are out of order. */
function unsorted(id: string): Path[] {
  return DEFAULT_PATHS.filter((it) => it.id === id).map((it) => ({
    ...it,
    statements: it.statements.map(({ words, statement }) => ({
      words,
      statement: { ...statement, Action: [statement.Action].flat().toReversed() },
    })),
  }));
}

describe('connect-with-aws', () => {
  test('lint has nothing against the default paths', async () => {
    expect(await run(['lint'])).toEqual({ code: 0, stdout: '0 errors, 0 warnings.\n', stderr: '' });
  });

  test('lint ends with 1 where AWS would refuse a path, and start does not offer it', async () => {
    const settings = {
      PATHS_FILE: unboundedPaths(),
      PORT: '0',
      PARTNER_PRINCIPAL_ARN: 'arn:aws:iam::111122223333:root',
    };
    const [linted, started] = await Promise.all([run(['lint'], settings), run(['start'], settings)]);
    expect(linted.code).toBe(1);
    expect(linted.stdout).toContain('automated-setup: setup[0].statement.Condition (boundary-condition)');
    expect(started.code).toBe(1);
    expect(started.stderr).toContain('The paths cannot be used as they are.');
    expect(started.stderr).toContain('boundary-condition');
  });

  test('lint --template tells what is wrong in one file', async () => {
    const args = ['lint', '--template', fixture('acme-full-access-template.json'), '--kind', 'temporary'];
    const { code, stdout } = await run(args);
    expect([code, stdout.includes('PolicyDocument.Statement[3].Action (actions-sorted)')]).toEqual([0, true]);
  });

  test.each([
    [['lint', '--template', 'nowhere.json', '--kind', 'boundary'], 'nowhere.json cannot be read'],
    [['lint', '--template', 'x.json'], '--kind is temporary or boundary'],
    [['lint', '--nonsense'], 'Use: connect-with-aws lint'],
    [['template'], 'PARTNER_PRINCIPAL_ARN is not set'],
    [['nonsense'], 'There is no command nonsense; there are: start, demo,'],
  ])('%j says what to type instead', async (args, sentence) => {
    const { code, stderr } = await run(args);
    expect([code, stderr.includes(sentence)]).toEqual([1, true]);
  });

  test('template prints the stack of a path, and only of one that has a stack', async () => {
    const settings = { PARTNER_PRINCIPAL_ARN: 'arn:aws:iam::111122223333:root' };
    const [first, other] = await Promise.all([
      run(['template'], settings),
      run(['template', 'extended-trial'], settings),
    ]);
    expect(JSON.parse(first.stdout)).toHaveProperty('Resources.Connection.Type', 'Custom::ConnectWithAws');
    expect([other.code, other.stdout]).toEqual([1, '']);
  });

  test('questionnaire prints the mail, and what it lacks apart from it', async () => {
    const { code, stdout, stderr } = await run(['questionnaire'], { PARTNER_DOMAIN: 'acme.example' });
    expect(code).toBe(0);
    expect(stdout).toContain('Requestor domain: acme.example');
    expect(stderr).toContain('PARTNER_CENTRAL_ACCOUNT_ID is not set');
    expect(stderr).not.toContain('PARTNER_DOMAIN');
  });

  test.each([
    [{ WEBHOOK_URL: 'https://partner.example/hooks' }, 'WEBHOOK_URL needs WEBHOOK_SECRETS'],
    [
      { WEBHOOK_URL: 'https://partner.example/', WEBHOOK_SECRETS: 'hunter2-hunter2' },
      'A webhook secret is whsec_',
    ],
    [{ WEBHOOK_URL: 'ftp://partner.example/', WEBHOOK_SECRETS: SECRET }, 'it must be https'],
  ])('start refuses %j', async (settings, sentence) => {
    const { code, stdout, stderr } = await run(['start'], { PORT: '0', ...settings });
    expect([code, stderr.includes(sentence)]).toEqual([1, true]);
    expect(stdout + stderr).not.toContain('hunter2');
  });

  test('start warns of what AWS would send back, and of nothing that is not offered', () => {
    const logged: string[] = [];
    const log = createLog('info', { write: (line) => logged.push(line) });
    const withoutTemplate = unsorted('extended-trial').map((it) => ({
      ...it,
      policyTemplateArn: undefined,
      upgradesTo: [],
    }));
    assertPaths([...unsorted('quick-start-demo'), ...withoutTemplate], log);
    expect(logged).toHaveLength(2);
    expect(logged.join()).not.toContain('extended-trial');
  });
});
