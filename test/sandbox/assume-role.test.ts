import {
  CreateDelegationRequestCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  type AssumeRoleCommandInput,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { otherPartner } from '../../gateway/sandbox/principals.ts';
import { boundaryArn, delegatedAccess, partnerTrust } from './delegated-access.ts';
import { alex, failure, goodRequest, startScene, until, type Scene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
  await scene.subscribe();
});
afterAll(() => scene.stop());

const customer = '111122223333';
const arnOf = (name: string, account = customer) => `arn:aws:iam::${account}:role/${name}`;

async function makeRole(
  RoleName: string,
  trust = partnerTrust(),
  MaxSessionDuration = 3600,
): Promise<string> {
  const role = { RoleName, AssumeRolePolicyDocument: trust, MaxSessionDuration };
  await scene.as(alex).iam.send(new CreateRoleCommand(role));
  return arnOf(RoleName);
}

function assume(RoleArn: string, input: Partial<AssumeRoleCommandInput> = {}, who = scene.partner) {
  const given = { ExternalId: 'external-1', RoleSessionName: 'acme-probe', ...input };
  return who.sts.send(new AssumeRoleCommand({ RoleArn, ...given }));
}

async function session(...args: Parameters<typeof assume>) {
  const {
    AccessKeyId = '',
    SecretAccessKey = '',
    SessionToken = '',
  } = (await assume(...args)).Credentials ?? {};
  const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  return { ...scene.withKeys(keys), keys };
}

const allow = (...Action: string[]) => ({ Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const anyone = JSON.stringify({
  Statement: { Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: 'sts:*' },
});

describe('a role with an external ID', () => {
  test('is assumed with it, and the session says who it is until it ends', async () => {
    const arn = await makeRole('guarded');
    const before = scene.sandbox.now();
    const { AssumedRoleUser, Credentials } = await assume(arn, { DurationSeconds: 900 });
    const sessionArn = `arn:aws:sts::${customer}:assumed-role/guarded/acme-probe`;
    expect(AssumedRoleUser?.Arn).toBe(sessionArn);
    expect(Math.round(((Credentials?.Expiration?.getTime() ?? 0) - before) / 1000)).toBe(900);
    const { sts, keys } = await session(arn, { DurationSeconds: 900 });
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({ Arn: sessionArn, Account: customer });
    const { secrets } = await scene.control.get('/secrets');
    expect(secrets).toEqual(expect.arrayContaining([keys.secretAccessKey, keys.sessionToken]));
    await scene.control.advance(901);
    expect(await failure(sts.send(new GetCallerIdentityCommand({})))).toBe('ExpiredToken');
  });

  const refusals: [string, Partial<AssumeRoleCommandInput>, string][] = [
    ['without it', { ExternalId: undefined }, 'AccessDenied'],
    ['with another', { ExternalId: 'external-2' }, 'AccessDenied'],
    ['with one of a wrong shape', { ExternalId: 'no spaces' }, 'ValidationError'],
    ['for longer than the role allows', { DurationSeconds: 3601 }, 'ValidationError'],
    ['for less than a quarter of an hour', { DurationSeconds: 899 }, 'ValidationError'],
    ['under a name with a slash', { RoleSessionName: 'a/b' }, 'ValidationError'],
    ['with a session policy that is none', { Policy: '{}' }, 'MalformedPolicyDocument'],
  ];
  test.each(refusals)('is not assumed %s', async (_words, input, code) => {
    const name = `refused-${refusals.findIndex(([words]) => words === _words)}`;
    expect(await failure(assume(await makeRole(name), input))).toBe(code);
  });

  test('is not assumed by another partner, nor under another path', async () => {
    const arn = await makeRole('ours');
    expect(await failure(assume(arn, {}, scene.withKeys(otherPartner)))).toBe('AccessDenied');
    expect(await failure(assume(arn.replace('role/', 'role/path/')))).toBe('AccessDenied');
  });
});

test('a role that is not there is refused like one that does not trust', async () => {
  await expect(assume(arnOf('nobody'))).rejects.toThrow(
    'User: arn:aws:iam::999988887777:user/gateway is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/nobody',
  );
});

test('a session of a deleted role, or of one made anew, is worth nothing', async () => {
  const arn = await makeRole('short-lived');
  const { sts } = await session(arn);
  const { iam } = scene.as(alex);
  await iam.send(new DeleteRoleCommand({ RoleName: 'short-lived' }));
  await makeRole('short-lived');
  expect(await failure(sts.send(new GetCallerIdentityCommand({})))).toBe('InvalidClientTokenId');
});

test('a session of a role opens one of another for an hour at most', async () => {
  const RoleName = 'gateway';
  const trust = JSON.stringify({
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::999988887777:user/gateway' },
      Action: 'sts:AssumeRole',
    },
  });
  await scene.partner.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  const PolicyDocument = JSON.stringify({
    Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/chained' },
  });
  await scene.partner.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'assume', PolicyDocument }));
  const gateway = await session(arnOf(RoleName, '999988887777'));
  const arn = await makeRole('chained', partnerTrust(), 43_200);
  expect(await failure(assume(arn, { DurationSeconds: 3601 }, gateway))).toBe('ValidationError');
  expect(await failure(assume(arn, { DurationSeconds: 3600 }, gateway))).toBe('none');
  expect(await failure(assume(arn, { DurationSeconds: 43_200 }))).toBe('none');
  expect(await failure(assume(await makeRole('not-named-in-its-policy'), {}, gateway))).toBe('AccessDenied');
});

test("a role of the partner's account asks for delegation only if its policies say so", async () => {
  const { iam } = scene.partner;
  const own = JSON.stringify({
    Statement: { Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: 'sts:AssumeRole' },
  });
  await iam.send(new CreateRoleCommand({ RoleName: 'asking', AssumeRolePolicyDocument: own }));
  const asking = await session(arnOf('asking', '999988887777'));
  const ask = (RequestorWorkflowId: string) => {
    const input = { ...goodRequest(scene.topicArn), RequestorWorkflowId };
    return failure(asking.iam.send(new CreateDelegationRequestCommand(input)));
  };
  expect(await ask('by-role-1')).toBe('AccessDenied');
  const PolicyDocument = JSON.stringify(allow('iam:CreateDelegationRequest'));
  await iam.send(new PutRolePolicyCommand({ RoleName: 'asking', PolicyName: 'ask', PolicyDocument }));
  expect(await ask('by-role-2')).toBe('none');
});

test("a role may do what its policies, its boundary and the session's own policy all allow", async () => {
  const boundary = 'arn:aws:iam::111122223333:policy/only-reading';
  await scene.control.post('/policies', { arn: boundary, document: allow('iam:Get*') });
  const arn = await makeRole('bounded', anyone);
  const policy = JSON.stringify(allow('iam:GetRole', 'iam:DeleteRole'));
  await scene
    .as(alex)
    .iam.send(new PutRolePolicyCommand({ RoleName: 'bounded', PolicyName: 'p', PolicyDocument: policy }));
  await scene.control.post('/accounts/111122223333/roles/bounded', { boundary });
  const { iam } = await session(arn);
  expect(await failure(iam.send(new GetRoleCommand({ RoleName: 'bounded' })))).toBe('none');
  await expect(iam.send(new DeleteRoleCommand({ RoleName: 'bounded' }))).rejects.toThrow(
    /because no permissions boundary allows the iam:DeleteRole action$/,
  );
  const narrowed = await session(arn, { Policy: JSON.stringify(allow('s3:*')) });
  expect(await failure(narrowed.iam.send(new GetRoleCommand({ RoleName: 'bounded' })))).toBe('AccessDenied');
});

test('what is changed in IAM is seen by STS only when it has propagated', async () => {
  await scene.control.post('/propagation', { propagationMs: 10_000 });
  const arn = await makeRole('fresh');
  expect(await failure(assume(arn))).toBe('AccessDenied');
  await scene.control.advance(10);
  expect(await failure(assume(arn))).toBe('none');
  await scene.control.post('/accounts/111122223333/roles/fresh', { trust: JSON.parse(anyone) });
  expect(await failure(assume(arn, { ExternalId: undefined }))).toBe('AccessDenied');
  await scene.control.advance(10);
  expect(await failure(assume(arn, { ExternalId: undefined }))).toBe('none');
  await scene.control.post('/propagation', { propagationMs: 0 });
});

async function proofOf(account: string) {
  const { iam } = await delegatedAccess(scene, account);
  const role = { RoleName: 'acme', Path: '/acme.example/', AssumeRolePolicyDocument: partnerTrust() };
  await iam.send(new CreateRoleCommand({ ...role, PermissionsBoundary: boundaryArn }));
  const arn = arnOf('acme.example/acme', account);
  const tryWith = (ExternalId?: string) => failure(assume(arn, { ExternalId }));
  return {
    proof: async () => [await tryWith('external-1'), await tryWith(undefined)],
    role: async () => (await scene.control.get(`/accounts/${account}`)).roles[0],
  };
}

describe('customers who get it wrong', () => {
  const sound = ['none', 'AccessDenied'];

  const atOnce: [string, string, string[]][] = [
    ['100000000021', 'needs no external ID', ['none', 'none']],
    ['100000000022', 'has another external ID', ['AccessDenied', 'AccessDenied']],
    ['100000000025', 'trusts another', ['AccessDenied', 'AccessDenied']],
    ['100000000001', 'is as the partner made it', sound],
    ['100000000023', 'is as the partner made it', sound],
  ];
  test.each(atOnce)('%s: the role %s', async (account, _words, outcome) => {
    expect(await (await proofOf(account)).proof()).toEqual(outcome);
  });

  test('100000000024: the role has lost its boundary by the first look', async () => {
    const { role, proof } = await proofOf('100000000024');
    expect((await role()).boundaryArn).toBe(boundaryArn);
    expect(await proof()).toEqual(sound);
    expect((await role()).boundaryArn).toBeUndefined();
  });

  const later: [string, (role: { boundaryArn?: string; trust: object } | undefined) => boolean][] = [
    ['100000000026', (role) => role === undefined],
    ['100000000027', (role) => !JSON.stringify(role?.trust).includes('sts:ExternalId')],
    ['100000000028', (role) => role?.boundaryArn === undefined],
  ];
  test.each(later)('%s: sound at first, wrong after a while', async (account, wrong) => {
    const { role, proof } = await proofOf(account);
    expect(await proof()).toEqual(sound);
    expect(wrong(await role())).toBe(false);
    await until(async () => wrong(await role()));
  });

  test('100000000029: the role outlives the revoked delegation', async () => {
    const { proof } = await proofOf('100000000029');
    await until(async () => {
      const { delegationRequests } = await scene.control.get('/delegation-requests');
      return delegationRequests.some(
        (one: { ownerAccountId: string; revoked: boolean }) =>
          one.ownerAccountId === '100000000029' && one.revoked,
      );
    });
    expect(await proof()).toEqual(sound);
  });
});
