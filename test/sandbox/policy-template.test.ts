import { describe, expect, test } from 'vitest';
import type { PolicyParameter } from '../../gateway/sandbox/books.ts';
import { renderPolicyTemplate } from '../../gateway/sandbox/policy-template.ts';

const one = (Name: string, value: string): PolicyParameter => ({ Name, Values: [value], Type: 'string' });
const many = (Name: string, ...Values: string[]): PolicyParameter => ({ Name, Values, Type: 'stringList' });

const template = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Resource: string | string[], more: object = {}) => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource,
  ...more,
});

function resourcesOf(document: object, parameters: PolicyParameter[]) {
  return JSON.parse(renderPolicyTemplate(document, parameters).policy).Statement.map(
    (statement: { Resource: unknown }) => statement.Resource,
  );
}

describe('values', () => {
  test('a string stands where its name stood, as often as it stood', () => {
    const document = template(allow('arn:@{bucket}/@{bucket}/${aws:username}'));
    expect(resourcesOf(document, [one('bucket', 'a')])).toEqual(['arn:a/a/${aws:username}']);
  });

  test('a list becomes one entry for each value', () => {
    expect(resourcesOf(template(allow('arn:@{buckets}')), [many('buckets', 'a', 'b')])).toEqual([
      ['arn:a', 'arn:b'],
    ]);
  });

  test('several lists become every combination, beside what was there', () => {
    const document = template(allow(['arn:@{buckets}/@{folders}', 'arn:fixed']));
    expect(resourcesOf(document, [many('buckets', 'a', 'b'), many('folders', 'x', 'y')])).toEqual([
      ['arn:a/x', 'arn:b/x', 'arn:a/y', 'arn:b/y', 'arn:fixed'],
    ]);
  });

  test('conditions are filled in as well', () => {
    const document = template(
      allow('*', { Condition: { StringEquals: { 'aws:RequestedRegion': '@{regions}' } } }),
    );
    const { policy } = renderPolicyTemplate(document, [many('regions', 'eu-west-1', 'eu-west-2')]);
    expect(policy).toContain('"aws:RequestedRegion":["eu-west-1","eu-west-2"]');
  });

  test('a document may come as text', () => {
    expect(renderPolicyTemplate(JSON.stringify(template(allow('*'))), []).policy).toContain('"Resource":"*"');
  });
});

const parameters = (value: string) => [one('withBucket', value), one('bucket', 'a')];

describe('@Enabled', () => {
  const document = template(allow('always'), allow('arn:@{bucket}', { '@Enabled': 'withBucket' }));
  const opposite = template(allow('always'), allow('sometimes', { '@Enabled': '!withBucket' }));

  test('keeps a statement for the value True only, and leaves no trace', () => {
    expect(resourcesOf(document, parameters('True'))).toEqual(['always', 'arn:a']);
    expect(resourcesOf(document, parameters('true'))).toEqual(['always']);
    expect(resourcesOf(document, parameters('False'))).toEqual(['always']);
    expect(renderPolicyTemplate(document, parameters('True')).policy).not.toContain('@');
  });

  test('with ! keeps it for any other value', () => {
    expect(resourcesOf(opposite, [one('withBucket', 'True')])).toEqual(['always']);
    expect(resourcesOf(opposite, [one('withBucket', 'False')])).toEqual(['always', 'sometimes']);
  });

  test('leaves the template itself as it was', () => {
    renderPolicyTemplate(document, parameters('False'));
    expect(resourcesOf(document, parameters('True'))).toHaveLength(2);
  });
});

test('exactly 2,048 characters fit', () => {
  const document = template(allow('@{bucket}'));
  const rest = renderPolicyTemplate(document, [one('bucket', 'x')]).policy.length - 1;
  const filled = (length: number) => () =>
    renderPolicyTemplate(document, [one('bucket', 'x'.repeat(length - rest))]);
  expect(filled(2048)().policy).toHaveLength(2048);
  expect(filled(2049)).toThrow(/2049 characters/);
});

test('the boundaries a policy insists on are found, each once', () => {
  const boundary = 'arn:aws:iam::partner:policy/permissions-boundary/acme.example/Reader_2026_01_01';
  const condition = { Condition: { StringEquals: { 'iam:PermissionsBoundary': boundary } } };
  const { boundaryArns } = renderPolicyTemplate(template(allow('a', condition), allow('b', condition)), []);
  expect(boundaryArns).toEqual([boundary]);
});

test('a missing, surplus, doubled or ill-typed parameter is named', () => {
  const document = template(allow('@{bucket}'));
  expect(() => renderPolicyTemplate(document, [])).toThrow(/needs the parameter bucket/);
  expect(() => renderPolicyTemplate(document, [one('bucket', 'a'), one('other', 'b')])).toThrow(
    /no parameter other/,
  );
  expect(() => renderPolicyTemplate(document, [one('bucket', 'a'), one('bucket', 'b')])).toThrow(
    /given twice/,
  );
  expect(() => renderPolicyTemplate(document, [{ ...many('bucket', 'a', 'b'), Type: 'string' }])).toThrow(
    /exactly one value/,
  );
});
