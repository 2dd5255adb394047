import { describe, expect, test } from 'vitest';
import { stackTemplate } from '../../gateway/aws/stack-template.ts';
import type { Path } from '../../gateway/domain/path.ts';

const PRINCIPAL = 'arn:aws:iam::999900001111:role/connect-with-aws';

const path: Path = {
  id: 'production',
  kind: 'ROLE_BY_CLOUDFORMATION',
  title: 'Production Setup',
  summary: 'A role.',
  bulletPoints: [],
  durationSeconds: 3600,
  description: 'A lasting role.',
  requestMessage: 'Please.',
  parameters: [{ name: 'BucketName', type: 'string', values: ['reports'] }],
  statements: [
    {
      words: 'Read',
      statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::@{BucketName}/*' },
    },
  ],
  permissionsBoundaryArn:
    'arn:aws:iam::partner:policy/permissions-boundary/acme.example/Connector_2026_11_01',
  role: { trust: 'EXTERNAL_ID', namePrefix: 'acme', rolePath: '/acme.example/', maxSessionSeconds: 7200 },
  onlySendByOwner: false,
};

interface Template {
  Parameters: Record<string, { Default?: string; AllowedPattern: string }>;
  Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  Outputs: Record<string, { Value: unknown }>;
}

const templateOf = (change: Partial<Path> = {}) =>
  stackTemplate({ ...path, ...change }, { partnerPrincipalArn: PRINCIPAL }) as Template;

describe('The stack template', () => {
  test('makes a role that trusts the partner with the external ID, and nobody else', () => {
    expect(templateOf().Resources['Role']?.Properties['AssumeRolePolicyDocument']).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: { Ref: 'PartnerPrincipalArn' } },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
        },
      ],
    });
  });

  test('gives the role the path’s rendered policy, its boundary, and the right to look at itself', () => {
    const { Properties } = templateOf().Resources['Role'] ?? {};
    expect(Properties).toMatchObject({
      Path: '/acme.example/',
      MaxSessionDuration: 7200,
      PermissionsBoundary: path.permissionsBoundaryArn,
      Policies: [
        {
          PolicyName: 'connect-with-aws',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' },
              { Effect: 'Allow', Action: 'iam:GetRole', Resource: 'arn:aws:iam::*:role/acme.example/*' },
            ],
          },
        },
      ],
    });
    expect(Properties).not.toHaveProperty('RoleName');
  });

  test('has no boundary where none is asked for', () => {
    const { Properties } = templateOf({ permissionsBoundaryArn: undefined }).Resources['Role'] ?? {};
    expect(Properties).not.toHaveProperty('PermissionsBoundary');
  });

  test('tells the gateway of the role once it is there', () => {
    const { Resources, Outputs } = templateOf();
    const roleArn = { 'Fn::GetAtt': ['Role', 'Arn'] };
    expect(Resources['Connection']).toEqual({
      Type: 'Custom::ConnectWithAws',
      Properties: {
        ServiceToken: { Ref: 'CallbackTopicArn' },
        ServiceTimeout: 300,
        RoleArn: roleArn,
        ExternalId: { Ref: 'ExternalId' },
        AccountId: { Ref: 'AWS::AccountId' },
        PartnerPrincipalArn: { Ref: 'PartnerPrincipalArn' },
        StackId: { Ref: 'AWS::StackId' },
      },
    });
    expect(Outputs['RoleArn']?.Value).toEqual(roleArn);
  });

  test('refers to no parameter or resource that it does not have', () => {
    const template = templateOf();
    const text = JSON.stringify(template);
    const named = [...text.matchAll(/"Ref":"(?!AWS::)(\w+)"|"Fn::GetAtt":\["(\w+)"/g)].map(
      (it) => it[1] ?? it[2],
    );
    const there = [...Object.keys(template.Parameters), ...Object.keys(template.Resources)];
    expect(new Set(named)).toEqual(
      new Set(['ExternalId', 'PartnerPrincipalArn', 'CallbackTopicArn', 'Role']),
    );
    expect(there).toEqual(expect.arrayContaining(named));
  });

  test.each([
    ['ExternalId', 'grant_01jd0000000000000000000000.aB-9_x', true],
    ['ExternalId', 'x', false],
    ['ExternalId', 'with space', false],
    ['PartnerPrincipalArn', PRINCIPAL, true],
    ['PartnerPrincipalArn', 'arn:aws:iam::999900001111:root', true],
    ['PartnerPrincipalArn', '*', false],
    ['CallbackTopicArn', 'arn:aws:sns:us-east-1:999900001111:connect', true],
    ['CallbackTopicArn', 'arn:aws:lambda:us-east-1:999900001111:function:x', false],
  ])('takes for %s %s: %s', (name, value, isTaken) => {
    const { AllowedPattern = '' } = templateOf().Parameters[name] ?? {};
    expect(new RegExp(`^(?:${AllowedPattern})$`).test(value)).toBe(isTaken);
  });

  test('trusts the configured principal unless the customer says otherwise', () => {
    expect(templateOf().Parameters['PartnerPrincipalArn']?.Default).toBe(PRINCIPAL);
  });

  test('is refused for a path that has none', () => {
    expect(() => templateOf({ kind: 'TEMPORARY' })).toThrow('The path production has no stack template');
    expect(() => templateOf({ role: undefined })).toThrow('The path production has no stack template');
  });

  test('is refused when CloudFormation would not take it', () => {
    const statements = path.statements.flatMap((it) => Array.from({ length: 16_000 }, () => it));
    expect(() => templateOf({ statements })).toThrow(/larger than the 1 MB/);
  });
});
