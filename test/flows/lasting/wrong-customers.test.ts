import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { describe, expect, test } from 'vitest';
import { ERRORS } from '../../../gateway/errors.ts';
import { principalOf } from '../../../gateway/sandbox/principals.ts';
import { alone, lastingTypes } from './lasting-scene.ts';
import type { LastingScene } from './lasting-scene.ts';

/** A minute and a half and a little: what IAM may take to spread the news. */
const PATIENCE_SECONDS = 95;

async function expectNothingKept(scene: LastingScene, id: string, accountId: string): Promise<void> {
  expect(await scene.account(accountId)).toMatchObject({ roles: [], providers: [], policies: [] });
  const { role, token, provisioning, due, cleanUp } = await scene.stored(id);
  expect({ role, token, provisioning, due, cleanUp }).toEqual({ due: [] });
}

async function makeStrangersRole(scene: LastingScene, accountId: string, RoleName: string): Promise<void> {
  const { accessKeyId, secretAccessKey, sessionToken } = principalOf(accountId, 'ALEX');
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const iam = new IAMClient({ region: 'us-east-1', endpoint: scene.running.sandbox.url, credentials });
  const trust = { Effect: 'Allow', Principal: { AWS: accountId }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
}

const CUSTOMERS: [string, string, string, string, boolean][] = [
  [
    'automated-setup',
    '100000000021',
    'takes the condition out of the trust',
    'EXTERNAL_ID_NOT_ENFORCED',
    false,
  ],
  ['automated-setup', '100000000022', 'writes another external ID into it', 'ROLE_NOT_ASSUMABLE', true],
  ['automated-setup', '100000000024', 'takes the boundary off', 'BOUNDARY_MISSING', true],
  ['automated-setup', '100000000025', 'lets it trust another partner', 'ROLE_NOT_ASSUMABLE', true],
  ['oidc-setup', '100000000021', 'takes the condition out of the trust', 'SUBJECT_NOT_ENFORCED', false],
  ['oidc-setup', '100000000022', 'writes another subject into it', 'ROLE_NOT_ASSUMABLE', true],
  ['oidc-setup', '100000000024', 'takes the boundary off', 'BOUNDARY_MISSING', true],
];

describe.concurrent('By delegation, a customer who', () => {
  test.each(CUSTOMERS)(
    '(%s, %s) %s: %s, and nothing is left',
    (pathId, account, _what, code, isPerhapsNotYet) =>
      alone(async (scene) => {
        const id = await scene.start(pathId, account);
        if (isPerhapsNotYet) {
          await scene.becomes(id, (it) => it.progress?.name === 'VERIFY_TRUST');
          await scene.travel(PATIENCE_SECONDS);
        }
        const grant = await scene.reaches(id, 'FAILED');
        expect(grant.failure).toMatchObject({ code, message: ERRORS[code as 'BOUNDARY_MISSING'].meaning });
        expect(grant.role).toBeNull();
        expect(lastingTypes(grant)).toContain('PROVISIONING_UNDONE');
        expect(lastingTypes(grant)).not.toContain('GRANT_ACTIVATED');
        await expectNothingKept(scene, id, account);
      }),
    40_000,
  );
});

describe.concurrent('News of a new role that spreads slowly', () => {
  test('is waited for', () =>
    alone(
      async (scene) => {
        const id = await scene.start('automated-setup', '100000000001');
        await scene.becomes(id, (it) => it.progress?.name === 'VERIFY_TRUST');
        expect((await scene.read(id)).status).toBe('PENDING');
        await scene.travel(61);
        await scene.reaches(id, 'ACTIVE');
      },
      { sandbox: { propagationMs: 60_000 } },
    ));

  test('for longer than 90 s is taken for a no', () =>
    alone(
      async (scene) => {
        const id = await scene.start('automated-setup', '100000000001');
        await scene.becomes(id, (it) => it.progress?.name === 'VERIFY_TRUST');
        await scene.travel(PATIENCE_SECONDS);
        expect((await scene.reaches(id, 'FAILED')).failure?.code).toBe('ROLE_NOT_ASSUMABLE');
        await expectNothingKept(scene, id, '100000000001');
      },
      { sandbox: { propagationMs: 3_600_000 } },
    ));
});

describe.concurrent('The making of a role', () => {
  const template = 'arn:aws:iam::aws:delegation-template/acme.example/MarketplaceSetup';
  const LOOK = { Effect: 'Allow', Action: 'iam:GetRole', Resource: '*' };
  const TEMPLATES: [string, object][] = [
    ['does not let roles be made', { Effect: 'Deny', Action: 'iam:CreateRole', Resource: '*' }],
    [
      'asks for another boundary',
      {
        Effect: 'Allow',
        Action: 'iam:CreateRole',
        Resource: '*',
        Condition: {
          StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::partner:policy/other/B_2026_01_01' },
        },
      },
    ],
    [
      'lets a role be made, but no policy be put on it',
      {
        Effect: 'Allow',
        Action: ['iam:CreateRole', 'iam:DeleteRole', 'iam:DeleteRolePolicy', 'iam:GetRole', 'iam:TagRole'],
        Resource: '*',
      },
    ],
  ];
  test.each(TEMPLATES)('by a template that %s is refused, and nothing is left', (_what, statement) =>
    alone(async (scene) => {
      const document = { Version: '2012-10-17', Statement: [statement, LOOK] };
      await scene.running.control('templates', { arn: template, name: 'setup', document });
      const id = await scene.start('automated-setup', '100000000001');
      expect((await scene.reaches(id, 'FAILED')).failure?.code).toBe('PROVISIONING_REFUSED');
      await expectNothingKept(scene, id, '100000000001');
    }),
  );

  test('under a name that a stranger has taken fails, and the stranger’s role is left alone', () =>
    alone(async (scene) => {
      const account = '100000000001';
      await scene.actions.fault({ action: 'CreateRole', latencyMs: 2000, times: 1 });
      const id = await scene.start('automated-setup', account);
      await scene.becomes(id, async () => (await scene.actions.calls('CreateRole')) === 1);
      const name = (await scene.stored(id)).provisioning?.roleName ?? '';
      await makeStrangersRole(scene, account, name);
      expect((await scene.reaches(id, 'FAILED')).failure?.code).toBe('ROLE_TAKEN');
      const { roles } = await scene.account(account);
      expect(roles.map((it) => [it.name, it.tags])).toEqual([[name, {}]]);
      expect((await scene.read(id)).cleanUp).toBeNull();
    }));

  test('whose answer was lost is known again by its tag', () =>
    alone(async (scene) => {
      await scene.actions.fault({
        action: 'CreateRole',
        code: 'ServiceFailure',
        status: 500,
        times: 1,
        after: true,
      });
      const id = await scene.start('automated-setup', '100000000001');
      await scene.reaches(id, 'ACTIVE');
      expect((await scene.account('100000000001')).roles).toHaveLength(1);
    }));

  test('in a session that ends in the middle says what is left to delete', () =>
    alone(async (scene) => {
      await scene.actions.fault({
        action: 'PutRolePolicy',
        code: 'ServiceFailure',
        status: 500,
        times: 1000,
      });
      const id = await scene.start('automated-setup', '100000000001');
      await scene.becomes(id, (it) => lastingTypes(it).includes('PROVISIONING_RETRIED'));
      await scene.travel(3700);
      const grant = await scene.reaches(id, 'FAILED');
      expect(grant.failure?.code).toBe('SESSION_ENDED');
      const [role] = (await scene.account('100000000001')).roles;
      expect(grant.cleanUp?.instructions).toHaveLength(1);
      expect(grant.cleanUp?.instructions[0]).toContain(role?.name);
      expect((await scene.stored(id)).token).toBeUndefined();
    }));

  test('that is cancelled in the middle is taken back, though a call was under way', () =>
    alone(async (scene) => {
      await scene.actions.fault({ action: 'CreateRole', latencyMs: 2000, times: 1 });
      const id = await scene.start('automated-setup', '100000000001');
      await scene.becomes(id, async () => (await scene.actions.calls('CreateRole')) === 1);
      expect((await scene.actions.cancel(id)).grant?.status).toBe('CANCELLED');
      await scene.becomes(id, async () => (await scene.account('100000000001')).roles.length === 1);
      await scene.travel(40);
      await scene.becomes(id, async () => (await scene.account('100000000001')).roles.length === 0);
      await scene.becomes(id, (it) => lastingTypes(it).includes('PROVISIONING_UNDONE'));
      expect((await scene.read(id)).status).toBe('CANCELLED');
      await expectNothingKept(scene, id, '100000000001');
    }));
});
