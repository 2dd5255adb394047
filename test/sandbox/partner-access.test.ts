import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { failureOf, grantOf, pageOf } from './partner-gateway.ts';
import { startPartnerScene } from './partner-scene.ts';
import type { PartnerScene } from './partner-scene.ts';
import { alex } from './scene.ts';

let stage: PartnerScene;
beforeAll(async () => {
  stage = await startPartnerScene();
});
afterAll(() => stage.stop());
beforeEach(() => stage.openSite());
afterEach(() => stage.closeSite());

describe('what the backend sees', () => {
  test('is refused to another site’s page', async () => {
    expect((await stage.look('', { origin: 'https://evil.example' })).status).toBe(403);
    expect((await stage.look('', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(stage.gateway.asked).toHaveLength(0);
  });

  test('is nothing where there never was a grant', async () => {
    stage.gateway.state.roots = { ...stage.roots, grants: () => pageOf() };
    expect(await (await stage.look()).json()).toMatchObject({ status: 'NONE', grantId: null, account: null });
  });

  test('is the status alone where the grant is not active; no credentials are asked for', async () => {
    stage.gateway.state.roots = {
      ...stage.roots,
      grants: () => pageOf(grantOf({ status: 'PENDING', accountId: null })),
    };
    expect(await (await stage.look()).json()).toEqual({
      status: 'PENDING',
      grantId: 'grant_1',
      pathTitle: 'Quick Start Demo',
      account: null,
      actsAs: null,
      until: null,
      message: null,
    });
    expect(stage.state.issued).toBe(0);
  });

  test('is who STS says it is, and never a secret; credentials are fetched once until five minutes before their end', async () => {
    const { credentials } = await stage.approvedAccess();
    stage.state.credentials = {
      ...credentials,
      expiration: new Date(stage.state.clock + 600_000).toISOString(),
    };
    const texts = [await (await stage.look()).text(), await (await stage.look()).text()];
    expect(JSON.parse(texts[0] ?? '')).toEqual({
      status: 'ACTIVE',
      grantId: 'grant_1',
      pathTitle: 'Quick Start Demo',
      account: '111122223333',
      actsAs: alex,
      until: '2026-11-22T22:00:00.000Z',
      message: null,
    });
    expect(stage.state.issued).toBe(1);
    stage.state.clock += 301_000;
    texts.push(await (await stage.look()).text());
    expect(stage.state.issued).toBe(2);
    texts.push(
      await (await stage.mint('', { origin: stage.base })).text(),
      await (await fetch(stage.base)).text(),
    );
    for (const secret of [
      credentials.accessKeyId,
      credentials.secretAccessKey,
      credentials.sessionToken,
      stage.partnerKey,
    ])
      for (const text of texts) expect(text).not.toContain(secret);
  });

  test('visitors at the same time share one fetch of credentials', async () => {
    stage.state.credentials = (await stage.approvedAccess()).credentials;
    await Promise.all([stage.look(), stage.look(), stage.look()]);
    expect(stage.state.issued).toBe(1);
  });

  test('kept credentials that AWS refuses are replaced once, and then it says what the gateway says', async () => {
    const { id, credentials } = await stage.approvedAccess();
    stage.state.credentials = credentials;
    await stage.look();
    await stage.aws.control.act(id, 'revoke', alex);
    const refusal = failureOf('AwsRefused', 'ACCESS_REVOKED', 'The customer took the access back in AWS.');
    stage.gateway.state.roots = { ...stage.roots, grantCredentials: () => refusal };
    expect(await (await stage.look()).json()).toMatchObject({
      status: 'ACTIVE',
      actsAs: null,
      message: 'The gateway refused: The customer took the access back in AWS.',
    });
  });

  test('fresh credentials that AWS refuses are not asked for again and again', async () => {
    expect((await (await stage.look()).json()).message).toBe('AWS refused the credentials of this grant.');
    expect(stage.state.issued).toBe(1);
  });
});
