import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastingScene } from './lasting-scene.ts';
import type { LastingScene, Outcome } from './lasting-scene.ts';

let scene: LastingScene;

beforeAll(async () => {
  scene = await lastingScene();
});
afterAll(() => scene.running.stop());

const invite = (more: object = {}): Promise<Outcome> =>
  scene.mutate(
    'createInvitation',
    { idempotencyKey: crypto.randomUUID(), customerId: crypto.randomUUID(), customerName: 'Nimbus', ...more },
    'url expiresAt grant { ...L }',
  );

const sessionOf = async (url = '') => scene.running.gateway.openLink(url.split('#')[1] ?? '');
const claimsOf = async (url?: string) => {
  const { sessionToken } = await sessionOf(url);
  const claims = await scene.running.sessionTokens.verify(sessionToken);
  return { kind: 'SESSION' as const, claims };
};
const begin = async (url: string | undefined, pathId: string) =>
  scene.running.gateway.beginGrant(await claimsOf(url), { pathId, idempotencyKey: crypto.randomUUID() });

describe('An invitation', () => {
  test('is taken up once, by one of its paths, however often it is pressed', async () => {
    const { grant, url } = await invite({ pathIds: ['quick-start-demo', 'automated-setup'] });
    expect(grant?.status).toBe('INVITED');
    const before = await scene.actions.calls('CreateDelegationRequest');
    const taken = await Promise.all([1, 2, 3].map(() => begin(url, 'automated-setup')));
    expect(new Set(taken.map((it) => it.id))).toEqual(new Set([grant?.id]));
    expect(await scene.actions.calls('CreateDelegationRequest')).toBe(before + 1);
    const { externalId, pathKind } = await scene.stored(grant?.id ?? '');
    expect([externalId?.startsWith(`${grant?.id}.`), pathKind]).toEqual([true, 'ROLE_BY_DELEGATION']);
    await expect(begin(url, 'extended-trial')).rejects.toMatchObject({ code: 'PATH_UNAVAILABLE' });
  });

  test('comes to a role', async () => {
    const { grant, url } = await invite({ accountId: '100000000001' });
    await begin(url, 'automated-setup');
    expect((await scene.reaches(grant?.id ?? '', 'ACTIVE')).role).not.toBeNull();
  });

  test('speaks for its one grant alone', async () => {
    const customerId = crypto.randomUUID();
    const [one, other] = [await invite({ customerId }), await invite({ customerId })];
    const caller = await claimsOf(one.url);
    expect(await scene.running.gateway.findGrant(caller, other.grant?.id ?? '')).toBeUndefined();
    expect((await scene.running.gateway.findGrant(caller, one.grant?.id ?? ''))?.status).toBe('INVITED');
  });

  test('that was taken back is not opened any more, and who has it open cannot take it up', async () => {
    const { grant, url } = await invite();
    const early = await claimsOf(url);
    await scene.actions.cancel(grant?.id ?? '');
    await expect(sessionOf(url)).rejects.toMatchObject({ code: 'GRANT_NOT_PENDING' });
    const input = { pathId: 'automated-setup', idempotencyKey: crypto.randomUUID() };
    expect((await scene.running.gateway.beginGrant(early, input)).status).toBe('CANCELLED');
  });

  test('asked for twice with one key is one; with other input it is refused', async () => {
    const input = { idempotencyKey: crypto.randomUUID(), customerId: 'twice' };
    const [one, two] = [await invite(input), await invite(input)];
    expect(one.grant?.id).toBe(two.grant?.id);
    expect(await invite({ ...input, pathIds: ['quick-start-demo'] })).toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
  });

  test('runs out', async () => {
    const { grant, url } = await invite({ expiresInHours: 1 });
    await scene.travel(3660);
    await scene.reaches(grant?.id ?? '', 'EXPIRED');
    await expect(sessionOf(url)).rejects.toMatchObject({ code: 'SESSION_EXPIRED' });
  });
});

describe('A hand-off', () => {
  test('is for a pending grant alone, and shows its administrator that grant', async () => {
    const id = await scene.start('automated-setup', '222233334444');
    const { url, emailText } = await scene.mutate('createHandOff', { id }, 'url expiresAt emailText');
    expect(emailText).toContain(url);
    const caller = await claimsOf(url);
    expect((await scene.running.gateway.findGrant(caller, id))?.id).toBe(id);
    await expect(begin(url, 'automated-setup')).rejects.toMatchObject({ code: 'PATH_UNAVAILABLE' });
    await scene.actions.cancel(id);
    expect(await scene.mutate('createHandOff', { id }, 'url')).toMatchObject({ code: 'GRANT_NOT_PENDING' });
  });
});
