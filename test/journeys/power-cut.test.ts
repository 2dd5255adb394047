import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { act, approve, signIn } from './aws-console.ts';
import { historyTypes } from './partner-backend.ts';
import { expectOrderly, startWorld } from './world.ts';
import type { Visitor, World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.leave());
afterAll(() => world.stop());

async function expectConnectedOnce(visitor: Visitor): Promise<void> {
  expectOrderly(visitor, 'connected');
  const ids = await world.backend.grantIds(visitor.customer);
  expect(ids).toHaveLength(1);
  const grant = await world.backend.grantOf(visitor.customer);
  expect(grant.status).toBe('ACTIVE');
  expect(historyTypes(grant).filter((it) => it === 'GRANT_ACTIVATED')).toHaveLength(1);
  expect(await world.sandbox.requestsOf(grant.id)).toHaveLength(1);
}

describe('A gateway that is killed', () => {
  test('while the customer waits goes on where it was, and so does the page', async () => {
    const visitor = await world.visit();
    await visitor.press();
    const aws = await visitor.continueInAws();
    await signIn(aws, 'alex');
    await act(aws, 'claim');
    await visitor.reaches('awaiting-review');
    await world.killGateway();
    await visitor.page.getByText(/^No connection since \d/).waitFor();
    await world.startGateway();
    await act(aws, 'approve');
    await visitor.reaches('connected');
    expect(await visitor.heading()).toMatch(/^Connected until/);
    await expectConnectedOnce(visitor);
  });

  test('while AWS has news for it gets them once it is back', async () => {
    const visitor = await world.visit();
    await visitor.press();
    const aws = await visitor.continueInAws();
    await visitor.reaches('awaiting-claim');
    await world.killGateway();
    await approve(aws);
    await world.startGateway();
    await visitor.reaches('connected');
    expect(await visitor.heading()).toMatch(/^Connected until/);
    await expectConnectedOnce(visitor);
  });

  test('between the notice and the exchange connects once, after its start', async () => {
    const exchanges = async () => (await world.sandbox.calls()).GetDelegatedAccessToken ?? 0;
    const before = await exchanges();
    await world.sandbox.fault({ action: 'GetDelegatedAccessToken', times: 1, latencyMs: 20_000 });
    const visitor = await world.visit();
    await visitor.press();
    await approve(await visitor.continueInAws());
    await visitor.reaches('exchanging');
    await expect.poll(exchanges, { timeout: 10_000 }).toBeGreaterThan(before);
    await world.killGateway();
    const [request] = (await world.sandbox.requests()).toReversed();
    expect(request).toMatchObject({ state: 'FINALIZED', redemptions: 0 });
    await world.startGateway();
    // What a killed process had claimed is anybody's again after half a minute.
    await world.sandbox.advance(31);
    await visitor.reaches('connected');
    expect(await visitor.heading()).toMatch(/^Connected until/);
    await expectConnectedOnce(visitor);
  });
});
