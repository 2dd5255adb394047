import { describe, expect, test } from 'vitest';
import type { Caller } from '../../../gateway/flows/caller.ts';
import { newGrant } from '../../http/grant-actions.ts';
import { trustedId } from '../../http/trusted-id.ts';
import { alone } from './lasting-scene.ts';
import type { LastingScene } from './lasting-scene.ts';

const GOOD = '100000000001';
const CUSTOMER = 'nimbus';
const COSTS = 'cost-insights';

async function connected(scene: LastingScene, pathId: string): Promise<string> {
  const id = await scene.start(pathId, GOOD, { customerId: CUSTOMER });
  await scene.reaches(id, 'ACTIVE');
  return id;
}

function extend(
  scene: LastingScene,
  id: string,
  pathId = COSTS,
  idempotencyKey: string = crypto.randomUUID(),
) {
  return scene.mutate('extendGrant', { id, pathId, idempotencyKey });
}

async function extended(scene: LastingScene, base: string): Promise<string> {
  const { grant } = await extend(scene, base);
  await scene.reaches(grant?.id ?? '', 'ACTIVE');
  return grant?.id ?? '';
}

async function besides(scene: LastingScene, id: string) {
  const query = `query ($id: ID!) { grant(id: $id) { precededBy succession extensions { id path { id isFeature } } } }`;
  return (await scene.running.asPartner(query, { id })).data?.['grant'] as {
    precededBy: string | null;
    succession: string | null;
    extensions: { id: string; path: { id: string; isFeature: boolean } }[];
  };
}

/** What a customer's page is told when it loads. */
async function pageOf(scene: LastingScene, more: object = {}) {
  const token = await scene.actions.mint(CUSTOMER, more);
  const { data } = await scene.running.asBrowser(token, { documentId: trustedId('Session') });
  return data?.['session'] as { grant: { id: string } | null; paths: { id: string; isFeature: boolean }[] };
}

function asSession(grantId?: string, pathIds?: string[]): Caller {
  const claims = { customerId: CUSTOMER, origin: 'https://app.acme.example', expiresAt: 0, grantId, pathIds };
  return { kind: 'SESSION', claims } as Caller;
}

describe.concurrent('A feature added to a grant', { timeout: 60_000 }, () => {
  test.each(['extended-trial', 'automated-setup'])(
    'beside %s is a grant of its own, with a role of its own',
    (pathId) =>
      alone(async (scene) => {
        const base = await connected(scene, pathId);
        const feature = await extended(scene, base);
        expect(await besides(scene, base)).toMatchObject({
          succession: null,
          extensions: [{ id: feature, path: { id: COSTS, isFeature: true } }],
        });
        expect(await besides(scene, feature)).toEqual({
          precededBy: base,
          succession: 'EXTENSION',
          extensions: [],
        });
        expect((await scene.read(base)).status).toBe('ACTIVE');
        const { roles } = await scene.account(GOOD);
        const role = roles.find((it) => it.tags['connect-with-aws-grant'] === feature);
        expect([role?.name, role?.boundaryArn]).toEqual([
          expect.stringContaining('acme-cost-insights-'),
          expect.stringContaining('/CostInsights_'),
        ]);
        expect((await scene.actions.credentials(feature)).__typename).toBe('GrantCredentialsPayload');
      }),
  );

  test('is not what a page comes back to: that is the grant beside which it was asked for', () =>
    alone(async (scene) => {
      const base = await connected(scene, 'automated-setup');
      const feature = await extended(scene, base);
      expect((await pageOf(scene)).grant?.id).toBe(base);
      const { grant } = await scene.mutate('renewGrant', {
        id: feature,
        idempotencyKey: crypto.randomUUID(),
      });
      const renewed = grant?.id ?? '';
      await scene.reaches(renewed, 'ACTIVE');
      await scene.reaches(feature, 'ENDED');
      expect((await pageOf(scene)).grant?.id).toBe(base);
      expect((await besides(scene, base)).extensions.map(({ id }) => id)).toEqual([renewed, feature]);
    }));

  test('is not shown to a link, which is for the one grant beside it', () =>
    alone(async (scene) => {
      const { grant: pending } = await scene.mutate('startGrant', {
        ...newGrant(),
        pathId: 'automated-setup',
        customerId: CUSTOMER,
        accountId: GOOD,
      });
      const { url = '' } = await scene.mutate('createHandOff', { id: pending?.id }, 'url');
      const base = (await scene.reaches(pending?.id ?? '', 'ACTIVE')).id;
      const feature = await extended(scene, base);
      const { sessionToken } = await scene.running.gateway.openLink(url.split('#')[1] ?? '');
      const seenBy = async (token: string, origin?: string) => {
        const asked = { documentId: trustedId('Session') };
        const { data } = await scene.running.asBrowser(token, asked, origin);
        const session = data?.['session'] as
          { grant: { id: string; extensions: { id: string }[] } } | undefined;
        return session?.grant;
      };
      expect(await seenBy(await scene.actions.mint(CUSTOMER))).toMatchObject({
        id: base,
        extensions: [{ id: feature }],
      });
      expect(await seenBy(sessionToken, scene.running.url)).toMatchObject({ id: base, extensions: [] });
    }));

  test('outlives the grant beside which it was asked for, and whoever ends that one is told', () =>
    alone(async (scene) => {
      const base = await connected(scene, 'automated-setup');
      const feature = await extended(scene, base);
      const { grant } = await scene.mutate('endGrant', { id: base });
      expect(grant?.cleanUp?.instructions.at(-1)).toMatch(
        new RegExp(`^Cost Insights stays connected \\(${feature}\\)`),
      );
      expect((await scene.read(feature)).status).toBe('ACTIVE');
      const other = await scene.mutate('endGrant', { id: feature });
      expect(other.grant?.cleanUp?.instructions.join()).not.toContain('stays connected');
    }));

  test('asked for again with its key is the same, even when the other grant is over', () =>
    alone(async (scene) => {
      const base = await connected(scene, 'extended-trial');
      const key = crypto.randomUUID();
      const [one, two] = [await extend(scene, base, COSTS, key), await extend(scene, base, COSTS, key)];
      expect(two.grant?.id).toBe(one.grant?.id);
      await scene.mutate('endGrant', { id: base });
      expect((await extend(scene, base, COSTS, key)).grant?.id).toBe(one.grant?.id);
      expect(await extend(scene, base)).toMatchObject({
        __typename: 'GrantNotActive',
        code: 'GRANT_NOT_ACTIVE',
      });
    }));
});

describe.concurrent('A feature is refused', { timeout: 60_000 }, () => {
  test('beside a grant whose path does not list it, naming what it lists', () =>
    alone(async (scene) => {
      const demo = await connected(scene, 'quick-start-demo');
      expect(await extend(scene, demo)).toMatchObject({
        code: 'PATH_UNAVAILABLE',
        message: expect.stringContaining(
          'quick-start-demo is not extended with cost-insights; it can be with: nothing',
        ),
      });
      const trial = await connected(scene, 'extended-trial');
      expect(await extend(scene, trial, 'automated-setup')).toMatchObject({
        code: 'PATH_UNAVAILABLE',
        message: expect.stringContaining('it can be with: cost-insights'),
      });
    }));

  test('beside a grant that is not active yet, and beside none', () =>
    alone(async (scene) => {
      const id = await scene.start('extended-trial', '222233334444');
      expect(await extend(scene, id)).toMatchObject({ __typename: 'GrantNotActive' });
      expect(await extend(scene, 'grant_0')).toMatchObject({ __typename: 'GrantNotFound' });
    }));

  test('as a beginning, and in an invitation, which offers the others', () =>
    alone(async (scene) => {
      const refused = await scene.actions.start({ ...newGrant(), pathId: COSTS });
      expect(refused).toMatchObject({ code: 'PATH_UNAVAILABLE' });
      expect(refused.message).toContain('quick-start-demo, extended-trial');
      expect(refused.message?.split('these can')[1]).not.toContain(COSTS);
      const invitation = {
        customerId: CUSTOMER,
        customerName: 'Nimbus',
        idempotencyKey: crypto.randomUUID(),
      };
      const asked = { ...invitation, pathIds: [COSTS] };
      expect(await scene.mutate('createInvitation', asked, 'url')).toMatchObject({
        code: 'PATH_UNAVAILABLE',
      });
      const { grant } = await scene.mutate('createInvitation', invitation, 'grant { ...L }');
      expect((await scene.stored(grant?.id ?? '')).invitation?.pathIds).not.toContain(COSTS);
    }));

  test('to a session that does not list it, and to a link; not to one that does', () =>
    alone(async (scene) => {
      const id = await connected(scene, 'extended-trial');
      const { gateway } = scene.running;
      const asked = () => ({ id, pathId: COSTS, idempotencyKey: crypto.randomUUID() });
      const narrow = gateway.beginAfter(asSession(undefined, ['extended-trial']), asked());
      await expect(narrow).rejects.toMatchObject({ code: 'PATH_UNAVAILABLE' });
      const link = gateway.beginAfter(asSession(id, ['extended-trial', COSTS]), asked());
      await expect(link).rejects.toMatchObject({ code: 'FORBIDDEN' });
      const { paths } = await pageOf(scene, { pathIds: ['extended-trial', COSTS] });
      expect(paths).toMatchObject([
        { id: 'extended-trial', isFeature: false },
        { id: COSTS, isFeature: true },
      ]);
      const grant = await gateway.beginAfter(asSession(undefined, ['extended-trial', COSTS]), asked());
      await scene.reaches(grant.id, 'ACTIVE');
    }));
});
