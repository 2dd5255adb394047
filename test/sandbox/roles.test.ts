import {
  AttachRolePolicyCommand,
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  DeleteOpenIDConnectProviderCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListOpenIDConnectProvidersCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  AddClientIDToOpenIDConnectProviderCommand,
  type CreateRoleCommandInput,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boundaryArn, delegatedAccess, partnerTrust } from './delegated-access.ts';
import { alex, dana, failure, startScene, type Scene } from './scene.ts';

let scene: Scene;
let admin: ReturnType<Scene['as']>['iam'];
beforeAll(async () => {
  scene = await startScene();
  await scene.subscribe();
  admin = scene.as(alex).iam;
});
afterAll(() => scene.stop());

let roles = 0;
async function makeRole(input: Partial<CreateRoleCommandInput> = {}): Promise<string> {
  roles += 1;
  const RoleName = `role-${roles}`;
  await admin.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: partnerTrust(), ...input }));
  return RoleName;
}

const readPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }],
});
const securityAudit = 'arn:aws:iam::aws:policy/SecurityAudit';

describe('a role', () => {
  test('is made, read and described as AWS describes it', async () => {
    const RoleName = await makeRole({
      Path: '/acme.example/',
      PermissionsBoundary: boundaryArn,
      MaxSessionDuration: 43_200,
      Tags: [{ Key: 'partner', Value: 'acme' }],
    });
    const { Role } = await admin.send(new GetRoleCommand({ RoleName }));
    expect(Role).toMatchObject({
      Arn: `arn:aws:iam::111122223333:role/acme.example/${RoleName}`,
      MaxSessionDuration: 43_200,
      PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundaryArn },
      Tags: [{ Key: 'partner', Value: 'acme' }],
    });
    expect(Role?.RoleId).toMatch(/^AROA\w{17}$/);
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(partnerTrust());
  });

  test('is changed in each of its parts, and the account shows it', async () => {
    const RoleName = await makeRole();
    const PolicyDocument = partnerTrust('external-2');
    await admin.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    await admin.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration: 7200 }));
    await admin.send(new TagRoleCommand({ RoleName, Tags: [{ Key: 'team', Value: 'data' }] }));
    await admin.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'read', PolicyDocument: readPolicy }));
    await admin.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: securityAudit }));
    await admin.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: boundaryArn }));
    const books = await scene.control.get('/accounts/111122223333');
    expect(books.roles.find((one: { name: string }) => one.name === RoleName)).toMatchObject({
      trust: JSON.parse(PolicyDocument),
      maxSessionDuration: 7200,
      tags: { team: 'data' },
      policies: { read: JSON.parse(readPolicy) },
      attached: [securityAudit],
      boundaryArn,
    });
    const policy = await admin.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'read' }));
    expect(decodeURIComponent(policy.PolicyDocument ?? '')).toBe(readPolicy);
    expect((await admin.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual(['read']);
    const attached = await admin.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(attached.AttachedPolicies).toEqual([{ PolicyName: 'SecurityAudit', PolicyArn: securityAudit }]);
  });

  test('is deleted only when nothing hangs on it', async () => {
    const RoleName = await makeRole({ PermissionsBoundary: boundaryArn });
    await admin.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'read', PolicyDocument: readPolicy }));
    await admin.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: securityAudit }));
    const deletion = () => failure(admin.send(new DeleteRoleCommand({ RoleName })));
    expect(await deletion()).toBe('DeleteConflict');
    await admin.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: securityAudit }));
    expect(await deletion()).toBe('DeleteConflict');
    await admin.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'read' }));
    await admin.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
    expect(await deletion()).toBe('none');
    expect(await failure(admin.send(new GetRoleCommand({ RoleName })))).toBe('NoSuchEntity');
  });
});

describe('what AWS refuses', () => {
  const creations: [string, Partial<CreateRoleCommandInput>, string][] = [
    ['a name with a space', { RoleName: 'no spaces' }, 'ValidationError'],
    ['a path without slashes', { Path: 'acme' }, 'ValidationError'],
    ['a session of a day', { MaxSessionDuration: 86_400 }, 'ValidationError'],
    ['a trust that is not JSON', { AssumeRolePolicyDocument: '{' }, 'MalformedPolicyDocument'],
    ['a trust without a principal', { AssumeRolePolicyDocument: readPolicy }, 'MalformedPolicyDocument'],
    [
      'a boundary that is not there',
      { PermissionsBoundary: `${'arn:aws:iam::111122223333:policy/'}gone` },
      'NoSuchEntity',
    ],
    [
      'a trust of three kilobytes',
      { AssumeRolePolicyDocument: partnerTrust('x'.repeat(3000)) },
      'LimitExceeded',
    ],
    ['a tag given twice', { Tags: ['1', '2'].map((Value) => ({ Key: 'a', Value })) }, 'InvalidInput'],
  ];
  test.each(creations)('%s', async (_words, input, code) => {
    expect(await failure(makeRole(input))).toBe(code);
  });

  test('a name that is taken, whatever its case', async () => {
    const RoleName = await makeRole();
    expect(await failure(makeRole({ RoleName: RoleName.toUpperCase() }))).toBe('EntityAlreadyExists');
  });

  test('to touch what is not there', async () => {
    const RoleName = await makeRole();
    const gone = { RoleName, PolicyName: 'gone' };
    expect(await failure(admin.send(new GetRolePolicyCommand(gone)))).toBe('NoSuchEntity');
    expect(await failure(admin.send(new DeleteRolePolicyCommand(gone)))).toBe('NoSuchEntity');
    const PolicyArn = 'arn:aws:iam::111122223333:policy/gone';
    expect(await failure(admin.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })))).toBe(
      'NoSuchEntity',
    );
    expect(await failure(admin.send(new DeleteRolePermissionsBoundaryCommand({ RoleName })))).toBe(
      'NoSuchEntity',
    );
  });

  test('a developer, and anybody from another account', async () => {
    const RoleName = await makeRole();
    expect(await failure(scene.as(dana).iam.send(new GetRoleCommand({ RoleName })))).toBe('AccessDenied');
    expect(await failure(scene.partner.iam.send(new GetRoleCommand({ RoleName })))).toBe('NoSuchEntity');
  });
});

describe('delegated credentials do what the approved policy allows and nothing else', () => {
  const role = {
    AssumeRolePolicyDocument: partnerTrust(),
    Path: '/acme.example/',
    PermissionsBoundary: boundaryArn,
  };
  const attempts: [string, Partial<CreateRoleCommandInput>, string][] = [
    ['a bounded role under the path', {}, 'none'],
    ['a tagged one', { Tags: [{ Key: 'partner', Value: 'acme' }] }, 'none'],
    ['one without the boundary', { PermissionsBoundary: undefined }, 'AccessDenied'],
    ['one with another boundary', { PermissionsBoundary: `${boundaryArn}x` }, 'AccessDenied'],
    ['one elsewhere', { Path: '/' }, 'AccessDenied'],
    ['one with a tag of another key', { Tags: [{ Key: 'admin', Value: 'acme' }] }, 'AccessDenied'],
  ];
  test.each(attempts)('%s', async (words, input, code) => {
    const { iam } = await delegatedAccess(scene, '222233334444');
    const RoleName = words.replaceAll(' ', '-');
    expect(await failure(iam.send(new CreateRoleCommand({ ...role, RoleName, ...input })))).toBe(code);
  });

  test('a policy goes into a bounded role, not into one whose boundary was taken off', async () => {
    const { iam } = await delegatedAccess(scene, '222233334444');
    await iam.send(new CreateRoleCommand({ ...role, RoleName: 'unbound' }));
    const put = new PutRolePolicyCommand({
      RoleName: 'unbound',
      PolicyName: 'read',
      PolicyDocument: readPolicy,
    });
    expect(await failure(iam.send(put))).toBe('none');
    await scene.control.post('/accounts/222233334444/roles/unbound', { boundary: null });
    expect(await failure(iam.send(put))).toBe('AccessDenied');
    await expect(iam.send(put)).rejects.toThrow(
      /^User: arn:aws:sts::222233334444:assumed-role\/Administrator\/alex is not authorized to perform: iam:PutRolePolicy on resource: arn:aws:iam::222233334444:role\/acme.example\/unbound because no identity-based policy allows/,
    );
  });
});

test('an OpenID Connect provider is made once, read, given a further audience, and deleted', async () => {
  const Url = 'https://id.acme.example/oidc';
  const create = new CreateOpenIDConnectProviderCommand({ Url, ClientIDList: ['sts.amazonaws.com'] });
  const { OpenIDConnectProviderArn: arn } = await admin.send(create);
  expect(arn).toBe('arn:aws:iam::111122223333:oidc-provider/id.acme.example/oidc');
  expect(await failure(admin.send(create))).toBe('EntityAlreadyExists');
  const byArn = { OpenIDConnectProviderArn: arn };
  await admin.send(new AddClientIDToOpenIDConnectProviderCommand({ ...byArn, ClientID: 'acme' }));
  expect(await admin.send(new GetOpenIDConnectProviderCommand(byArn))).toMatchObject({
    Url: 'id.acme.example/oidc',
    ClientIDList: ['sts.amazonaws.com', 'acme'],
  });
  const list = await admin.send(new ListOpenIDConnectProvidersCommand({}));
  expect(list.OpenIDConnectProviderList).toEqual([{ Arn: arn }]);
  await admin.send(new DeleteOpenIDConnectProviderCommand(byArn));
  expect(await failure(admin.send(new GetOpenIDConnectProviderCommand(byArn)))).toBe('NoSuchEntity');
  const plain = new CreateOpenIDConnectProviderCommand({ Url: 'http://id.acme.example' });
  expect(await failure(admin.send(plain))).toBe('InvalidInput');
});
