import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULT_PATHS } from '../../gateway/default-paths.ts';
import type { Path, PathStatement } from '../../gateway/domain/path.ts';
import type { PolicyDocument, PolicyStatement } from '../../gateway/domain/policy-template.ts';
import { lintPaths } from '../../gateway/policy-lint/lint-paths.ts';

const worded = (statement: PolicyStatement): PathStatement => ({ words: 'Something', statement });

function pathLike(id: string, change: Partial<Path>): Path {
  const path = DEFAULT_PATHS.find((it) => it.id === id);
  if (!path) throw new Error(`There is no default path ${id}.`);
  return { ...path, ...change };
}

const found = (...paths: Path[]) =>
  lintPaths(paths).map(({ pathId, severity, rule, where }) => `${pathId} ${severity} ${rule} ${where}`);

describe('lintPaths', () => {
  test('has nothing against the default paths', () => {
    expect(lintPaths(DEFAULT_PATHS)).toEqual([]);
  });

  test('names the place in the configuration', () => {
    const [first] = pathLike('automated-setup', {}).setup ?? [];
    const setup = first ? [{ ...first, statement: { ...first.statement, Condition: undefined } }] : [];
    expect(found(pathLike('automated-setup', { setup }))).toContain(
      'automated-setup error boundary-condition setup[0].statement.Condition',
    );
  });

  test('finds a template that denies what its upgrade needs', () => {
    const url = new URL('../fixtures/acme-full-access-template.json', import.meta.url);
    const { PolicyDocument } = JSON.parse(readFileSync(url, 'utf8')) as { PolicyDocument: PolicyDocument };
    const trial = pathLike('extended-trial', { statements: PolicyDocument.Statement.map(worded) });
    const errors = lintPaths([trial, pathLike('automated-setup', {})]).filter(
      (it) => it.severity === 'error',
    );
    expect(errors.map((it) => it.message)).toEqual([
      expect.stringMatching(
        /^automated-setup needs iam:CreateRole, .*, which this path’s template denies\.$/,
      ),
      expect.stringMatching(
        /^automated-setup needs iam:CreateRole, .*, which this path’s template does not allow\.$/,
      ),
    ]);
  });

  test('has nothing against an upgrade by a stack: it needs nothing of the session', () => {
    const demo = pathLike('quick-start-demo', { upgradesTo: ['production-setup'] });
    expect(found(demo, pathLike('production-setup', {}))).toEqual([]);
  });

  test('holds a feature to what every path is held to', () => {
    const feature = pathLike('cost-insights', { permissionsBoundaryArn: undefined });
    expect(found(feature)).toContain('cost-insights error boundary-missing permissionsBoundaryArn');
  });

  test.each([['nowhere'], ['quick-start-demo']])('finds an upgrade to %s', (id) => {
    const trial = pathLike('extended-trial', { upgradesTo: [id] });
    expect(found(trial, pathLike('quick-start-demo', {}))).toEqual([
      'extended-trial error upgrade-possible upgradesTo',
    ]);
  });

  test('finds parameters without use, without value, and with names that AWS does not take', () => {
    const statements = [
      worded({
        Effect: 'Allow',
        Action: 'ec2:DescribeVpcs',
        Resource: 'arn:aws:ec2:*:@{AccountId}:vpc/@{Vpcs}',
      }),
    ];
    const parameters = [
      { name: 'Vpcs', type: 'string' as const, values: ['*'] },
      { name: 'Unused', type: 'string' as const, values: ['x'] },
    ];
    expect(found(pathLike('quick-start-demo', { statements, parameters }))).toEqual([
      'quick-start-demo error parameter-name parameters',
      'quick-start-demo error parameter-unknown parameters',
      'quick-start-demo warning parameter-unused parameters',
    ]);
  });

  test('measures the policy as AWS renders it', () => {
    const statements = [
      worded({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:*:@{Accounts}:@{Queues}' }),
    ];
    const many = Array.from({ length: 12 }, (_, index) => `11112222${3333 + index}`);
    const parameters = [
      { name: 'Accounts', type: 'stringList' as const, values: many },
      { name: 'Queues', type: 'stringList' as const, values: many },
    ];
    expect(found(pathLike('quick-start-demo', { statements, parameters }))).toEqual([
      'quick-start-demo error size statements',
    ]);
  });

  test.each([
    ['arn:aws:iam::partner:policy/permissions-boundary/acme.example/Connector_2026_11_01', true],
    ['arn:aws:iam::partner:policy/permission_boundary/acme.example/Connector_2026-11-01', true],
    ['arn:aws:iam::partner:policy/acme.example/Connector_20261101', true],
    ['arn:aws:iam::aws:policy/PowerUserAccess', true],
    ['arn:aws:iam::111122223333:policy/Connector_2026_11_01', false],
    ['arn:aws:iam::partner:policy/permissions-boundary/acme.example/Connector', false],
  ])('takes the boundary %s: %s', (permissionsBoundaryArn, isTaken) => {
    expect(found(pathLike('automated-setup', { permissionsBoundaryArn })).length === 0).toBe(isTaken);
  });

  test('wants a boundary for a role made by delegation', () => {
    expect(found(pathLike('automated-setup', { permissionsBoundaryArn: undefined }))).toEqual([
      'automated-setup error boundary-missing permissionsBoundaryArn',
    ]);
  });

  test('leaves the style of what AWS does not review alone', () => {
    const statements = [
      worded({
        Effect: 'Allow',
        Action: ['s3:PutObject', 's3:GetObject'],
        Resource: 'arn:aws:s3:::reports/*',
      }),
    ];
    expect(found(pathLike('production-setup', { statements }))).toEqual([]);
  });
});
