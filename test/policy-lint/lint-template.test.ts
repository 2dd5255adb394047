import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { printFindings } from '../../gateway/policy-lint/finding.ts';
import { lintTemplate } from '../../gateway/policy-lint/lint-template.ts';
import type { TemplateKind } from '../../gateway/policy-lint/lint-template.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');

function findingsOf(name: string, kind: TemplateKind): string[] {
  return lintTemplate(name, fixture(name), kind).map(
    ({ severity, rule, where }) => `${severity} ${rule} ${where}`,
  );
}

const lint = (kind: TemplateKind, ...Statement: object[]) =>
  lintTemplate('test', JSON.stringify({ Version: '2012-10-17', Statement }), kind);

const rulesOf = (kind: TemplateKind, ...statements: object[]) =>
  lint(kind, ...statements).map((it) => it.rule);

const BOUNDARY = 'arn:aws:iam::partner:policy/permissions-boundary/acme.example/Connector_2026_11_01';
const ROLES = 'arn:aws:iam::*:role/acme.example/*';
const bounded = { StringEquals: { 'iam:PermissionsBoundary': BOUNDARY } };
const allow = (Action: string | string[], Resource = '*', Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition ? { Condition } : {}),
});

describe('Of templates as people write them, lint says', () => {
  test('the read-only one: what does not belong to a document, and unsorted actions', () => {
    expect(findingsOf('acme-read-only-template.json', 'temporary')).toEqual([
      'warning document-only MaxDuration',
      'warning document-only TemplateName',
      'warning document-only Description',
      'warning actions-sorted PolicyDocument.Statement[0].Action',
      'warning actions-sorted PolicyDocument.Statement[1].Action',
    ]);
  });

  test('the full one: the same, and its two other statements', () => {
    expect(findingsOf('acme-full-access-template.json', 'temporary').slice(3)).toEqual([
      'warning actions-sorted PolicyDocument.Statement[0].Action',
      'warning actions-sorted PolicyDocument.Statement[1].Action',
      'warning actions-sorted PolicyDocument.Statement[2].Action',
      'warning actions-sorted PolicyDocument.Statement[3].Action',
    ]);
  });

  test('the boundary: its name’s date', () => {
    expect(findingsOf('acme-boundary.json', 'boundary')).toEqual([
      'warning document-only BoundaryName',
      'warning document-only Description',
      'warning boundary-name BoundaryName',
      'warning actions-sorted PolicyDocument.Statement[0].Action',
      'warning actions-sorted PolicyDocument.Statement[1].Action',
    ]);
  });

  test('each with the place, and the way out in words', () => {
    const text = printFindings(
      lintTemplate('full.json', fixture('acme-full-access-template.json'), 'temporary'),
    );
    expect(text).toContain('warning full.json: PolicyDocument.Statement[1].Action (actions-sorted)');
    expect(text).toContain(
      'Sort the actions: aws-marketplace:CancelChangeSet, aws-marketplace:StartChangeSet.',
    );
    expect(text.endsWith('0 errors, 7 warnings.')).toBe(true);
  });
});

describe('In a temporary template, lint', () => {
  const table: [string, string, object][] = [
    ['refuses every action at once', 'no-bare-star', allow('*')],
    [
      'refuses NotAction in an Allow',
      'not-action-only-in-deny',
      { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
    ],
    ['refuses a whole sensitive service', 'sensitive-service-whole', allow('organizations:*')],
    ['refuses wildcards in one', 'sensitive-service-wildcard', allow('iam:Get*')],
    ['refuses access keys', 'no-lasting-credentials', allow('iam:CreateAccessKey')],
    ['finds access keys behind a wildcard', 'no-lasting-credentials', allow('iam:Create*')],
    ['refuses users and groups', 'iam-writes-roles-and-policies', allow('iam:AddUserToGroup')],
    [
      'wants a reason for identity providers',
      'iam-identity-providers',
      allow('iam:CreateOpenIDConnectProvider'),
    ],
    ['refuses roles without the boundary', 'boundary-condition', allow('iam:CreateRole', ROLES)],
    ['refuses policies on roles without it', 'boundary-condition', allow('iam:AttachRolePolicy', ROLES)],
    [
      'knows a condition that only looks like one',
      'boundary-condition',
      allow('iam:CreateRole', ROLES, { StringNotEquals: { 'iam:PermissionsBoundary': BOUNDARY } }),
    ],
    [
      'wants reads apart from it',
      'boundary-condition-apart',
      allow(['iam:CreateRole', 'iam:GetRole'], ROLES, bounded),
    ],
    ['wants tags bound', 'tags-apart', allow('iam:TagRole', ROLES)],
    ['wants PassRole to name a role', 'pass-role-named', allow('iam:PassRole', 'arn:aws:iam::*:role/*')],
    ['wants AssumeRole to name a role', 'assume-role-named', allow('sts:AssumeRole')],
    ['wants roles under a path', 'role-path', allow('iam:CreateRole', '*', bounded)],
    [
      'wants policies under the domain',
      'policy-path',
      allow('iam:CreatePolicy', 'arn:aws:iam::*:policy/Mine'),
    ],
    ['keeps to the organization as it is', 'organizations-read-only', allow('organizations:CreateAccount')],
    [
      'wants calls kept within the account',
      'within-the-account',
      allow('s3:GetObject', 'arn:aws:s3:::reports/*'),
    ],
    ['wants keys in order', 'key-order', { Action: 's3:ListAllMyBuckets', Effect: 'Allow', Resource: '*' }],
    [
      'knows no principals',
      'key-known',
      { Effect: 'Allow', Principal: '*', Action: 'ec2:DescribeVpcs', Resource: '*' },
    ],
    ['misses a resource', 'complete', { Effect: 'Allow', Action: 'ec2:DescribeVpcs' }],
    ['misses an effect', 'complete', { Effect: 'allow', Action: 'ec2:DescribeVpcs', Resource: '*' }],
    ['knows what is no action', 'action-form', allow('ec2 DescribeVpcs')],
    [
      'refuses short parameter names',
      'parameter-name',
      allow('ec2:DescribeVpcs', 'arn:aws:ec2:*:@{Env}:vpc/*'),
    ],
  ];

  test.each(table)('%s: %s', (_what, rule, statement) => {
    expect(rulesOf('temporary', statement)).toContain(rule);
  });

  test.each([
    ['a bounded role', allow(['iam:CreateRole', 'iam:PutRolePolicy'], ROLES, bounded)],
    ['reads of it', allow(['iam:DeleteRole', 'iam:GetRole'], ROLES)],
    ['bound tags', allow('iam:TagRole', ROLES, { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['mine'] } })],
    ['PassRole to a named role', allow('iam:PassRole', ROLES)],
    ['a denial of a whole service', { Effect: 'Deny', Action: 'organizations:*', Resource: '*' }],
    ['NotAction in a denial', { Effect: 'Deny', NotAction: 's3:*', Resource: '*' }],
    [
      'a call kept within the account',
      allow('s3:GetObject', 'arn:aws:s3:::reports/*', {
        StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' },
      }),
    ],
    ['a parameter in the account’s place', allow('sqs:SendMessage', 'arn:aws:sqs:*:@{AccountId}:jobs')],
    [
      'a policy under the domain',
      allow('iam:CreatePolicy', 'arn:aws:iam::@{AccountId}:policy/acme.example/*'),
    ],
  ])('has nothing against %s', (_what, statement) => {
    expect(lint('temporary', statement)).toEqual([]);
  });

  test('finds what one statement allows and another denies', () => {
    const denial = { Effect: 'Deny', Action: 'iam:*', Resource: '*' };
    expect(rulesOf('temporary', allow('iam:GetRole', ROLES), denial)).toEqual(['allowed-and-denied']);
  });

  test('counts 2,048 characters, without spaces', () => {
    const statement = (length: number) =>
      allow('ec2:DescribeVpcs', `arn:aws:ec2:*:@{AccountId}:${'x'.repeat(length)}`);
    const length = (extra: number) =>
      JSON.stringify({ Version: '2012-10-17', Statement: [statement(extra)] }).length;
    const fits = 2048 - length(0);
    expect(lint('temporary', statement(fits))).toEqual([]);
    expect(rulesOf('temporary', statement(fits + 1))).toEqual(['size']);
    expect(lint('boundary', allow('ec2:DescribeVpcs', 'x'.repeat(4000)))).toEqual([]);
    expect(rulesOf('boundary', allow('ec2:DescribeVpcs', 'x'.repeat(6144)))).toContain('size');
  });

  test('takes no parameter in a boundary', () => {
    expect(rulesOf('boundary', allow('ec2:DescribeVpcs', '@{AccountId}'))).toEqual([
      'boundary-without-parameters',
    ]);
  });

  test.each(['', '[]', 'null', '{"Version":"2012-10-17"}'])('does not stumble over %j', (json) => {
    expect(lintTemplate('test', json, 'temporary').some((it) => it.severity === 'error')).toBe(true);
  });
});
