import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastingScene, lastingTypes } from './lasting-scene.ts';
import type { LastingScene } from './lasting-scene.ts';

let scene: LastingScene;

beforeAll(async () => {
  scene = await lastingScene();
});
afterAll(() => scene.running.stop());

const ACCOUNT = '222233334444';

async function connected(pathId: string, accountId: string): Promise<string> {
  const id = await scene.start(pathId, accountId);
  await scene.actions.approve(id, accountId);
  await scene.reaches(id, 'ACTIVE');
  return id;
}

async function identityOf(id: string): Promise<string> {
  const { credentials } = await scene.actions.credentials(id);
  if (!credentials) throw new Error('No credentials');
  const { expiration: _instant, ...keys } = credentials;
  const sts = new STSClient({ region: 'us-east-1', endpoint: scene.running.sandbox.url, credentials: keys });
  return (await sts.send(new GetCallerIdentityCommand({}))).Arn ?? '';
}

const STEPS = ['CREATE_ROLE', 'ATTACH_POLICIES'];
const WAYS: [string, string, string[]][] = [
  ['automated-setup', 'EXTERNAL_ID', STEPS],
  ['oidc-setup', 'OIDC', ['CREATE_OIDC_PROVIDER', ...STEPS]],
];

describe.each(WAYS)('By delegation, path %s', (pathId, trust, steps) => {
  test('one approval makes a bounded role, proves it, keeps no token, and gives credentials of it', async () => {
    const id = await connected(pathId, ACCOUNT);
    const grant = await scene.read(id);
    const done = grant.history.edges.flatMap(({ node }) =>
      node.type === 'PROVISIONING_STEP_DONE' ? [node.state] : [],
    );
    expect(done).toEqual(steps);
    expect(lastingTypes(grant).slice(-2)).toEqual(['ROLE_VERIFIED', 'GRANT_ACTIVATED']);
    expect(grant).toMatchObject({
      expiresAt: null,
      progress: null,
      health: { isDegraded: false },
      role: { trust },
    });
    const { roles, providers } = await scene.account(ACCOUNT);
    const role = roles.find((it) => it.arn === grant.role?.arn);
    expect(role?.tags).toEqual({ 'connect-with-aws-grant': id });
    expect(role?.boundaryArn).toBe(grant.role?.permissionsBoundaryArn);
    expect(providers).toHaveLength(trust === 'OIDC' ? 1 : 0);
    const stored = await scene.stored(id);
    expect([stored.token, stored.provisioning]).toEqual([undefined, undefined]);
    expect(await identityOf(id)).toContain(`:assumed-role/${role?.name}/`);
  });
});

describe('The identity provider', () => {
  test('is used again by a second grant of the account, and outlives one that is undone', async () => {
    const account = '222233335555';
    await connected('oidc-setup', account);
    const second = await connected('oidc-setup', account);
    const third = await scene.start('oidc-setup', account);
    await scene.actions.fault({ action: 'PutRolePolicy', code: 'AccessDenied', times: 1 });
    await scene.actions.approve(third, account);
    await scene.reaches(third, 'FAILED');
    const { roles, providers } = await scene.account(account);
    expect([roles.length, providers.length]).toEqual([2, 1]);
    expect(await identityOf(second)).toContain(':assumed-role/acme-oidc-');
  });

  test('stays for a second grant when the first, which made it, is undone; the last one takes it back', async () => {
    const account = '222233336666';
    await scene.actions.fault({ action: 'PutRolePolicy', code: 'Throttling', times: 3 });
    const first = await scene.start('oidc-setup', account);
    await scene.actions.approve(first, account);
    await scene.becomes(first, (it) => lastingTypes(it).includes('PROVISIONING_RETRIED'));
    const second = await scene.start('oidc-setup', account);
    await scene.actions.fault({ action: 'AssumeRoleWithWebIdentity', code: 'Throttling', times: 6 });
    await scene.actions.fault({ action: 'PutRolePolicy', code: 'AccessDenied', times: 1 });
    await scene.actions.approve(second, account);
    await scene.becomes(first, (it) => it.status === 'FAILED' || it.status === 'ACTIVE');
    const [one, two] = [
      await scene.becomes(first, (it) => it.status !== 'PENDING'),
      await scene.becomes(second, (it) => it.status !== 'PENDING'),
    ];
    expect([one.status, two.status].toSorted()).toEqual(['ACTIVE', 'FAILED']);
    const { roles, providers } = await scene.account(account);
    expect([roles.length, providers.length]).toEqual([1, 1]);
  });

  test('that an undone grant made alone is taken back', async () => {
    const account = '222233337777';
    await scene.actions.fault({ action: 'PutRolePolicy', code: 'AccessDenied', times: 1 });
    const id = await scene.start('oidc-setup', account);
    await scene.actions.approve(id, account);
    expect((await scene.reaches(id, 'FAILED')).failure?.code).toBe('PROVISIONING_REFUSED');
    expect(await scene.account(account)).toMatchObject({ roles: [], providers: [], policies: [] });
  });
});
