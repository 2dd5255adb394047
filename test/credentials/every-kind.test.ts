import { CreateRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { fromGrant } from '../../gateway/credentials/from-grant.ts';
import { alone } from '../flows/lasting/lasting-scene.ts';
import type { LastingScene } from '../flows/lasting/lasting-scene.ts';

const ACCOUNT = '100000000001';
const HOUR = 3600;

const START = {
  'extended-trial': (scene) => scene.start('extended-trial', ACCOUNT),
  'automated-setup': (scene) => scene.start('automated-setup', ACCOUNT),
  'oidc-setup': (scene) => scene.start('oidc-setup', ACCOUNT),
  'production-setup': async (scene) => {
    const id = await scene.start('production-setup', ACCOUNT);
    const query = new URL((await scene.read(id)).quickCreate?.link ?? '').searchParams;
    const filled = [...query].filter(([name]) => name.startsWith('param_'));
    await scene.running.control('stacks', {
      accountId: ACCOUNT,
      region: query.get('region'),
      templateURL: query.get('templateURL'),
      stackName: query.get('stackName'),
      parameters: Object.fromEntries(filled.map(([name, value]) => [name.slice('param_'.length), value])),
    });
    return id;
  },
} satisfies Record<string, (scene: LastingScene) => Promise<string>>;

async function connected(scene: LastingScene, pathId: keyof typeof START): Promise<string> {
  const id = await START[pathId](scene);
  await scene.reaches(id, 'ACTIVE');
  return id;
}

/** Clients as a partner's backend makes them, once; only their clock is the sandbox's. */
function clientsOf({ running }: LastingScene, grantId: string) {
  const { url: gateway, partnerKey, sandbox } = running;
  const credentials = fromGrant({ gateway, partnerKey, grantId, now: () => sandbox.now() });
  const options = { region: 'us-east-1', endpoint: sandbox.url, credentials };
  return { credentials, sts: new STSClient(options), iam: new IAMClient(options) };
}

async function whoAmI({ sts }: ReturnType<typeof clientsOf>): Promise<string> {
  return (await sts.send(new GetCallerIdentityCommand({}))).Arn ?? '';
}

const LASTING = ['production-setup', 'automated-setup', 'oidc-setup'] as const;

describe.concurrent('fromGrant, with clients of the SDK', { timeout: 60_000 }, () => {
  test.each(LASTING)('acts as the role of %s hour after hour, and may do what the role may', (pathId) =>
    alone(async (scene) => {
      const id = await connected(scene, pathId);
      const clients = clientsOf(scene, id);
      const RoleName = (await scene.read(id)).role?.arn.split('/').at(-1) ?? '';
      const used = new Set<string>();
      for (let hour = 0; hour < 3; hour++) {
        expect(await whoAmI(clients)).toContain(`::${ACCOUNT}:assumed-role/${RoleName}/`);
        const { Role } = await clients.iam.send(new GetRoleCommand({ RoleName }));
        expect(Role?.RoleName).toBe(RoleName);
        used.add((await clients.credentials()).accessKeyId);
        await scene.travel(HOUR);
      }
      expect(used.size).toBe(3);
      const more = new CreateRoleCommand({ RoleName: 'more', AssumeRolePolicyDocument: '{}' });
      await expect(clients.iam.send(more)).rejects.toMatchObject({ name: 'AccessDenied' });
    }),
  );

  test('acts as the approver until a temporary session ends, and is then told why not', () =>
    alone(async (scene) => {
      const id = await connected(scene, 'extended-trial');
      const clients = clientsOf(scene, id);
      const { expiresAt } = await scene.read(id);
      const approver = await whoAmI(clients);
      for (const hours of [1, 6, 4, 0.9]) {
        await scene.travel(hours * HOUR);
        expect(await whoAmI(clients)).toBe(approver);
        const { expiration } = await clients.credentials({ forceRefresh: true });
        expect(expiration.toISOString()).toBe(expiresAt);
      }
      await scene.travel(HOUR / 10);
      await expect(whoAmI(clients)).rejects.toMatchObject({
        name: 'GrantCredentialsError',
        code: 'GRANT_NOT_ACTIVE',
        retryable: false,
      });
    }));

  test.each(LASTING)('is told within the hour that access by %s was ended', (pathId) =>
    alone(async (scene) => {
      const id = await connected(scene, pathId);
      const clients = clientsOf(scene, id);
      await whoAmI(clients);
      await scene.mutate('endGrant', { id });
      await scene.travel(HOUR);
      await expect(whoAmI(clients)).rejects.toMatchObject({ code: 'GRANT_NOT_ACTIVE', retryable: false });
    }),
  );

  test.each(LASTING)('is told that the role of %s is gone, when the customer has deleted it', (pathId) =>
    alone(async (scene) => {
      const id = await connected(scene, pathId);
      const clients = clientsOf(scene, id);
      await whoAmI(clients);
      for (const { name } of (await scene.account(ACCOUNT)).roles)
        await scene.running.control(`accounts/${ACCOUNT}/roles/${name}`, { delete: true });
      await scene.travel(HOUR);
      await expect(whoAmI(clients)).rejects.toMatchObject({ code: 'ROLE_GONE', retryable: false });
    }),
  );
});
