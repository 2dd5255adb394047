import { GetDelegatedAccessTokenCommand } from '@aws-sdk/client-sts';
import { scriptedCustomers } from '../../gateway/sandbox/scripted-customers.ts';
import { until, type Scene } from './scene.ts';

export const boundaryArn =
  'arn:aws:iam::partner:policy/permissions-boundary/acme.example/AcmeServiceRoleBoundary_2026_11_01';
export const roleTemplateArn = 'arn:aws:iam::aws:delegation-template/acme.example/lasting-role';
export const partnerTrust = (externalId = 'external-1') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::999988887777:root' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': externalId } },
      },
    ],
  });

const resource = 'arn:aws:iam::*:role/acme.example/*';

/** A template by which a partner makes bounded roles under its own path. */
export const roleTemplate = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['iam:AttachRolePolicy', 'iam:CreateRole', 'iam:PutRolePolicy'],
      Resource: resource,
      Condition: { StringEquals: { 'iam:PermissionsBoundary': boundaryArn } },
    },
    { Effect: 'Allow', Action: ['iam:DeleteRole', 'iam:GetRole', 'iam:GetRolePolicy'], Resource: resource },
    {
      Effect: 'Allow',
      Action: 'iam:TagRole',
      Resource: resource,
      Condition: {
        StringEquals: { 'aws:RequestTag/partner': 'acme' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['partner'] },
      },
    },
  ],
};

/** Clients with delegated credentials in a customer's account: asked for, approved and exchanged. */
export async function delegatedAccess(scene: Scene, accountId: string) {
  await scene.control.post('/templates', { arn: roleTemplateArn, name: 'Role', document: roleTemplate });
  const id = await scene.create({
    OwnerAccountId: accountId,
    Permissions: { PolicyTemplateArn: roleTemplateArn },
  });
  const alex = `arn:aws:sts::${accountId}:assumed-role/Administrator/alex`;
  // Scripted customers approve by themselves.
  const verbs = Object.hasOwn(scriptedCustomers, accountId) ? [] : ['claim', 'approve'];
  for (const verb of verbs) await scene.control.act(id, verb, alex);
  const token = await until(
    () => scene.notices().find((one) => one.RequestId === id && one.ExchangeToken)?.ExchangeToken,
  );
  const answer = await scene.partner.sts.send(new GetDelegatedAccessTokenCommand({ TradeInToken: token }));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = answer.Credentials ?? {};
  return scene.withKeys({
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  });
}
