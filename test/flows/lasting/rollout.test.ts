import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { startNeighbour } from '../../http/neighbour.ts';
import type { SharedKeys } from '../../http/neighbour.ts';
import { alone } from './lasting-scene.ts';
import type { LastingScene } from './lasting-scene.ts';

/** The keys of the gateway under test, and others in place of the wrapping key. */
function keys(wrapping: number): SharedKeys {
  return {
    partner: [],
    session: [{ id: 'one', key: new Uint8Array(32).fill(7) }],
    wrapping: [{ id: wrapping === 9 ? 'one' : 'other', key: new Uint8Array(32).fill(wrapping) }],
    identity: [{ id: 'one', key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }],
  };
}

/** A gateway beside the running one with these settings, that does its work alone from now on. */
async function inItsPlace({ running }: LastingScene, pathIds: string[] | undefined, wrapping = 9) {
  const { partner } = running.gateway;
  const paths = partner.paths.filter(({ id }) => pathIds?.includes(id) ?? true);
  const gateway = { ...running.gateway, partner: { ...partner, paths } };
  await running.gateway.stop();
  return startNeighbour({ ...running, gateway }, keys(wrapping));
}

async function approved(scene: LastingScene) {
  const id = await scene.start('automated-setup', '111122223333');
  await scene.actions.approve(id);
  return id;
}

const retries = async (scene: LastingScene, id: string) =>
  (await scene.stored(id)).history.filter(({ type }) => type === 'EXCHANGE_RETRIED').map(({ code }) => code);

describe.concurrent('While new settings are rolled out', { timeout: 60_000 }, () => {
  test.each([
    ['PATH_UNAVAILABLE', 'a path', ['quick-start-demo'], 9],
    ['SECRET_UNREADABLE', 'the wrapping key', undefined, 5],
  ])('%s: a gateway without %s leaves the work to one that has it', (code, _what, pathIds, wrapping) =>
    alone(async (scene) => {
      const former = await inItsPlace(scene, pathIds, wrapping);
      const id = await approved(scene);
      await scene.becomes(id, async () => (await retries(scene, id)).length > 0);
      expect([(await scene.read(id)).status, (await retries(scene, id))[0]]).toEqual(['PENDING', code]);
      await former.stop();
      const next = await inItsPlace(scene, undefined);
      await scene.travelUntil(id, ({ status }) => status === 'ACTIVE', 10).finally(() => next.stop());
    }),
  );

  test('a path that none has any more fails the grant after a while, and says so', () =>
    alone(async (scene) => {
      const former = await inItsPlace(scene, ['quick-start-demo']);
      const id = await approved(scene);
      await scene.becomes(id, async () => (await retries(scene, id)).length > 0);
      const { failure } = await scene
        .travelUntil(id, ({ status }) => status === 'FAILED', 60)
        .finally(() => former.stop());
      expect(failure?.code).toBe('PATH_UNAVAILABLE');
    }));
});
