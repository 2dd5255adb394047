import { describe, expect, test } from 'vitest';
import { alone, lastingTypes } from './lasting-scene.ts';
import type { LastingScene } from './lasting-scene.ts';

const GOOD = '100000000001';

async function connected(scene: LastingScene, pathId: string, accountId = GOOD): Promise<string> {
  const id = await scene.start(pathId, accountId);
  await scene.reaches(id, 'ACTIVE');
  return id;
}

async function deleteRoles(scene: LastingScene, accountId: string): Promise<void> {
  for (const { name } of (await scene.account(accountId)).roles)
    await scene.running.control(`accounts/${accountId}/roles/${name}`, { delete: true });
}

const UPGRADE = { pathId: 'automated-setup' };

describe.concurrent('upgradeGrant', () => {
  test('makes a trial last with the session it has; asked twice, once; live all along', () =>
    alone(async (scene) => {
      const id = await connected(scene, 'extended-trial');
      const answers = await Promise.all([1, 2].map(() => scene.mutate('upgradeGrant', { id, ...UPGRADE })));
      expect(answers.map((it) => it.grant?.status)).toEqual(['ACTIVE', 'ACTIVE']);
      const grant = await scene.becomes(id, (it) => it.path.id === 'automated-setup');
      expect(grant).toMatchObject({ status: 'ACTIVE', expiresAt: null, upgradingTo: null, progress: null });
      expect(grant.role?.externalId).toMatch(new RegExp(`^${id}\\.`));
      const types = lastingTypes(grant);
      expect(types.filter((it) => /UPGRADE|ACTIVATED/.test(it))).toEqual([
        'GRANT_ACTIVATED',
        'UPGRADE_STARTED',
        'GRANT_UPGRADED',
      ]);
      expect((await scene.stored(id)).token).toBeUndefined();
      expect((await scene.account(GOOD)).roles).toHaveLength(1);
      expect((await scene.actions.credentials(id)).__typename).toBe('GrantCredentialsPayload');
      expect((await scene.mutate('upgradeGrant', { id, ...UPGRADE })).grant?.path.id).toBe('automated-setup');
    }));

  test('that cannot be finished leaves the trial as it was, and no role', () =>
    alone(async (scene) => {
      const id = await connected(scene, 'extended-trial', '100000000021');
      const before = await scene.read(id);
      await scene.mutate('upgradeGrant', { id, ...UPGRADE });
      const grant = await scene.becomes(id, (it) => lastingTypes(it).includes('UPGRADE_FAILED'));
      expect(grant).toMatchObject({
        status: 'ACTIVE',
        path: before.path,
        expiresAt: before.expiresAt,
        upgradingTo: null,
        role: null,
        failure: null,
      });
      expect(grant.history.edges.at(-1)?.node.code).toBe('EXTERNAL_ID_NOT_ENFORCED');
      expect((await scene.account('100000000021')).roles).toEqual([]);
      expect((await scene.actions.credentials(id)).__typename).toBe('GrantCredentialsPayload');
      await scene.travel(43_300);
      await scene.reaches(id, 'EXPIRED');
    }));

  test('in whose midst the trial’s time runs out says what is left, and the trial ends', () =>
    alone(async (scene) => {
      const id = await connected(scene, 'extended-trial');
      await scene.actions.fault({
        action: 'PutRolePolicy',
        code: 'ServiceFailure',
        status: 500,
        times: 1000,
      });
      await scene.mutate('upgradeGrant', { id, ...UPGRADE });
      await scene.becomes(id, (it) => lastingTypes(it).includes('PROVISIONING_RETRIED'));
      const grant = await scene.travelUntil(id, (it) => it.status === 'EXPIRED', 21_700);
      expect(lastingTypes(grant)).toContain('UPGRADE_FAILED');
      const [role] = (await scene.account(GOOD)).roles;
      expect(grant.cleanUp?.instructions.join()).toContain(role?.name);
    }));

  test('that is ended in its midst is taken back', () =>
    alone(async (scene) => {
      const id = await connected(scene, 'extended-trial');
      await scene.actions.fault({ action: 'CreateRole', latencyMs: 1500, times: 1 });
      await scene.mutate('upgradeGrant', { id, ...UPGRADE });
      await scene.becomes(id, async () => (await scene.actions.calls('CreateRole')) === 1);
      expect((await scene.mutate('endGrant', { id })).grant?.status).toBe('ENDED');
      await scene.becomes(id, async () => (await scene.account(GOOD)).roles.length === 1);
      await scene.travel(40);
      await scene.becomes(id, async () => (await scene.account(GOOD)).roles.length === 0);
      await scene.becomes(id, (it) => lastingTypes(it).includes('PROVISIONING_UNDONE'));
      const { token, due, role } = await scene.stored(id);
      expect({ token, due, role }).toEqual({ due: [] });
    }));

  test('is not offered where the path does not list it, nor once access is over', () =>
    alone(async (scene) => {
      const demo = await connected(scene, 'quick-start-demo');
      expect(await scene.mutate('upgradeGrant', { id: demo, ...UPGRADE })).toMatchObject({
        code: 'PATH_UNAVAILABLE',
      });
      const trial = await connected(scene, 'extended-trial');
      await scene.mutate('endGrant', { id: trial });
      expect(await scene.mutate('upgradeGrant', { id: trial, ...UPGRADE })).toMatchObject({
        code: 'GRANT_NOT_ACTIVE',
      });
    }));
});

describe.concurrent('renewGrant', () => {
  test('the old one ends when the new one is active, and not before', () =>
    alone(async (scene) => {
      const old = await scene.start('quick-start-demo', '222233334444');
      await scene.actions.approve(old, '222233334444');
      await scene.reaches(old, 'ACTIVE');
      const input = { id: old, idempotencyKey: crypto.randomUUID() };
      const { grant } = await scene.mutate('renewGrant', input);
      const id = grant?.id ?? '';
      expect(grant).toMatchObject({ status: 'PENDING', precededBy: old, accountId: '222233334444' });
      expect((await scene.mutate('renewGrant', input)).grant?.id).toBe(id);
      expect((await scene.read(old)).status).toBe('ACTIVE');
      await scene.actions.approve(id, '222233334444');
      await scene.reaches(id, 'ACTIVE');
      await scene.reaches(old, 'ENDED');
    }));
});

describe.concurrent('endGrant', () => {
  test.each(['automated-setup', 'oidc-setup'])(
    'of %s says what to delete, and sees when it is gone',
    (pathId) =>
      alone(async (scene) => {
        const id = await connected(scene, pathId);
        const { grant } = await scene.mutate('endGrant', { id });
        const [role] = (await scene.account(GOOD)).roles;
        expect(grant).toMatchObject({ status: 'ENDED', cleanUp: { goneAt: null } });
        expect(grant?.cleanUp?.instructions[0]).toContain(role?.name);
        expect(await scene.actions.credentials(id)).toMatchObject({ code: 'GRANT_NOT_ACTIVE' });
        await scene.travel(60);
        expect((await scene.mutate('endGrant', { id })).grant?.cleanUp?.goneAt).toBeNull();
        await deleteRoles(scene, GOOD);
        const gone = await scene.travelUntil(id, (it) => it.cleanUp?.goneAt);
        expect(lastingTypes(gone).at(-1)).toBe('ACCESS_GONE');
        expect((await scene.stored(id)).due).toEqual([]);
      }),
  );

  test('of temporary access says how to end sessions, and keeps no token', () =>
    alone(async (scene) => {
      const id = await connected(scene, 'extended-trial');
      const { grant } = await scene.mutate('endGrant', { id });
      expect(grant?.cleanUp?.instructions[0]).toContain('Revoke access');
      expect((await scene.stored(id)).token).toBeUndefined();
    }));
});
