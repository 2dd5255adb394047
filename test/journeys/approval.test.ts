import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { act, approve, signIn } from './aws-console.ts';
import { historyTypes } from './partner-backend.ts';
import { expectOrderly, phasesOf, startWorld } from './world.ts';
import type { World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.leave());
afterAll(() => world.stop());

describe('A customer who presses the button', () => {
  test('is shown what is asked, approves in the console, and the page says Connected', async () => {
    const visitor = await world.visit();
    await visitor.press();
    expect(await visitor.heading()).toBe('How should Acme Analytics connect?');
    const aws = await visitor.continueInAws();
    await visitor.reaches('awaiting-claim');
    await approve(aws);
    await visitor.reaches('connected');
    expect(await visitor.heading()).toMatch(/^Connected until .*\d/);

    await visitor.backendCard.getByText('Access that works').waitFor();
    await visitor.backendCard.getByText('assumed-role/Administrator/alex').waitFor();
    await visitor.backendCard.getByText('111122223333', { exact: true }).waitFor();

    expectOrderly(visitor, 'connected');
    expect(visitor.recording.events[1]).toMatchObject({ type: 'opening' });
    const grant = await world.backend.grantOf(visitor.customer);
    expect(grant.accountId).toBe('111122223333');
    expect(historyTypes(grant).filter((it) => it === 'GRANT_ACTIVATED')).toHaveLength(1);
    expect(visitor.recording.events.at(-1)?.grantId).toBe(grant.id);
  });

  test('forwards to an administrator, who approves on another machine; the first page says so live', async () => {
    const developer = await world.visit();
    await developer.press();
    const aws = await developer.continueInAws();
    await signIn(aws, 'dana');
    await act(aws, 'claim');
    await developer.reaches('awaiting-review');
    await act(aws, 'forward', 'For our quarterly numbers');
    await developer.reaches('awaiting-admin');
    expect(await developer.heading()).toBe('Waiting for your administrator');

    const administrator = await world.browser.newContext();
    const page = await administrator.newPage();
    await page.goto(aws.url().replace(/\?.*/, ''));
    await signIn(page, 'alex');
    await page.getByText('For our quarterly numbers').waitFor();
    await act(page, 'approve');
    await developer.reaches('connected');

    expectOrderly(developer, 'connected');
    expect(phasesOf(developer.recording)).toContain('awaiting-admin');
  });

  test('rejects in the console, and the page says that nothing was changed', async () => {
    const visitor = await world.visit();
    await visitor.press();
    const aws = await visitor.continueInAws();
    await signIn(aws, 'alex');
    await act(aws, 'claim');
    await act(aws, 'reject', 'Not before our security review');
    await visitor.reaches('rejected');
    await visitor.page.getByText('Nothing was changed in your AWS account.').first().waitFor();
    await visitor.backendCard.getByText('A request that was declined').waitFor();
    expectOrderly(visitor, 'rejected');
    expect(await visitor.page.content()).not.toContain('Not before our security review');
  });

  test('cancels, and it stays so though AWS approves afterwards', async () => {
    const visitor = await world.visit();
    await visitor.press();
    const aws = await visitor.continueInAws();
    await visitor.choose('Cancel');
    await visitor.reaches('cancelled');
    await approve(aws);
    await expect
      .poll(async () => historyTypes(await world.backend.grantOf(visitor.customer)), { timeout: 10_000 })
      .toContain('EXCHANGE_TOKEN_DISCARDED');
    const grant = await world.backend.grantOf(visitor.customer);
    expect(grant.status).toBe('CANCELLED');
    const [request] = await world.sandbox.requestsOf(grant.id);
    expect(request).toMatchObject({ state: 'FINALIZED', redemptions: 0 });
    expectOrderly(visitor, 'cancelled');
  });
});
