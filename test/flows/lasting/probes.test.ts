import { describe, expect, test } from 'vitest';
import { alone, lastingTypes } from './lasting-scene.ts';

const CHANGES: [string, string, string][] = [
  ['100000000026', 'deletes the role', 'ROLE_GONE'],
  ['100000000027', 'takes the condition out of its trust', 'EXTERNAL_ID_NOT_ENFORCED'],
  ['100000000028', 'takes its boundary off', 'BOUNDARY_MISSING'],
];

/** Slow customers: on a busy machine a quick one would change the role before it was proved. */
const UNHURRIED = { sandbox: { stepDelayMs: 400 } };

describe.concurrent('A look at access now and then', { timeout: 60_000 }, () => {
  test('notices by itself that a delegated session was revoked', () =>
    alone(async (scene) => {
      const id = await scene.start('extended-trial', '100000000015');
      await scene.reaches(id, 'ACTIVE');
      const grant = await scene.travelUntil(id, (it) => it.status !== 'ACTIVE');
      expect(grant.status).toBe('REVOKED');
      expect((await scene.stored(id)).token).toBeUndefined();
    }, UNHURRIED));

  test.each(CHANGES)('notices that a customer (%s) %s: %s, said once', (accountId, _what, code) =>
    alone(async (scene) => {
      const id = await scene.start('automated-setup', accountId);
      await scene.reaches(id, 'ACTIVE');
      const grant = await scene.travelUntil(id, (it) => it.health?.isDegraded);
      expect(grant).toMatchObject({ status: 'ACTIVE', health: { code } });
      await scene.travel(600);
      const types = lastingTypes(await scene.read(id));
      expect(types.filter((it) => it === 'GRANT_DEGRADED')).toHaveLength(1);
    }, UNHURRIED),
  );

  test('notices that the boundary is back', () =>
    alone(async (scene) => {
      const account = '100000000001';
      const id = await scene.start('automated-setup', account);
      const { role } = await scene.reaches(id, 'ACTIVE');
      const [{ name } = { name: '' }] = (await scene.account(account)).roles;
      await scene.running.control(`accounts/${account}/roles/${name}`, { boundary: null });
      await scene.travelUntil(id, (it) => it.health?.isDegraded);
      await scene.running.control(`accounts/${account}/roles/${name}`, {
        boundary: role?.permissionsBoundaryArn,
      });
      const grant = await scene.travelUntil(id, (it) => !it.health?.isDegraded);
      expect(lastingTypes(grant).slice(-2)).toEqual(['GRANT_DEGRADED', 'GRANT_RECOVERED']);
    }));

  test('survives that the delegation, by which the role was made, is revoked', () =>
    alone(async (scene) => {
      const id = await scene.start('automated-setup', '100000000029');
      await scene.reaches(id, 'ACTIVE');
      await scene.travel(300);
      await scene.becomes(id, async () => (await scene.stored(id)).calmProbes);
      expect(await scene.read(id)).toMatchObject({ status: 'ACTIVE', health: { isDegraded: false } });
    }, UNHURRIED));

  test('costs AWS three calls for the role’s trust, whatever the grant has lived through', () =>
    alone(async (scene) => {
      const id = await scene.start('automated-setup', '100000000001');
      await scene.reaches(id, 'ACTIVE');
      const before = await scene.actions.calls('AssumeRole');
      for (const probes of [1, 2, 3]) {
        const { due } = await scene.stored(id);
        const at = due.find(({ kind }) => kind === 'PROBE')?.at ?? 0;
        await scene.travel(Math.ceil((at - scene.running.sandbox.now()) / 1000) + 1);
        await scene.becomes(id, async () => (await scene.stored(id)).calmProbes === probes);
        expect(await scene.actions.calls('AssumeRole')).toBe(before + 3 * probes);
      }
    }));

  test('does not take for a revocation that the gateway’s own role lacks a permission: GATEWAY_NOT_PERMITTED', () =>
    alone(async (scene) => {
      const id = await scene.start('quick-start-demo', '100000000001');
      await scene.reaches(id, 'ACTIVE');
      await scene.running.control('faults', {
        action: 'GetDelegatedAccessToken',
        code: 'AccessDenied',
        status: 403,
        times: 2,
        message:
          'User: arn:aws:sts::999988887777:assumed-role/gateway/i-1 is not authorized to perform: sts:GetDelegatedAccessToken on resource: * because no identity-based policy allows the sts:GetDelegatedAccessToken action',
      });
      const backend = { kind: 'PARTNER', keyId: 'test' } as const;
      await expect(scene.running.gateway.grantCredentials(backend, id)).rejects.toMatchObject({
        code: 'GATEWAY_NOT_PERMITTED',
      });
      const before = await scene.actions.calls('GetDelegatedAccessToken');
      await scene.travel(400);
      await scene.becomes(id, async () => (await scene.actions.calls('GetDelegatedAccessToken')) > before);
      await scene.travel(3600);
      await scene.becomes(id, async () => ((await scene.stored(id)).calmProbes ?? 0) > 0);
      expect(await scene.read(id)).toMatchObject({ status: 'ACTIVE' });
      expect((await scene.stored(id)).token).toBeDefined();
    }));

  test('does not take AWS’s silence for a no', () =>
    alone(async (scene) => {
      const id = await scene.start('automated-setup', '100000000001');
      await scene.reaches(id, 'ACTIVE');
      const before = await scene.actions.calls('AssumeRole');
      await scene.actions.fault({ action: 'AssumeRole', code: 'ServiceUnavailable', status: 503, times: 3 });
      await scene.travel(185);
      await scene.becomes(id, async () => (await scene.actions.calls('AssumeRole')) >= before + 3);
      expect(await scene.read(id)).toMatchObject({ status: 'ACTIVE', health: { isDegraded: false } });
    }));
});
