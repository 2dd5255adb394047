import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { approve } from './aws-console.ts';
import { historyTypes } from './partner-backend.ts';
import { expectOrderly, startWorld } from './world.ts';
import type { World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.leave());
afterAll(() => world.stop());

describe('It connects', () => {
  test('where sockets are refused, by asking again', async () => {
    const visitor = await world.visit();
    const { network } = visitor;
    network.refuseSockets();
    await visitor.press();
    await approve(await visitor.continueInAws());
    await visitor.reaches('connected');
    expect(network.socketsAsked()).toBeGreaterThan(0);
    expectOrderly(visitor, 'connected');
  });

  test('where the browser keeps the tab closed, by a link in the page', async () => {
    const visitor = await world.visit({
      prepare: (context) => context.addInitScript(() => (window.open = () => null)),
    });
    await visitor.press();
    await visitor.choose('Continue in AWS');
    await visitor.reaches('awaiting-claim');
    expect(await visitor.heading()).toBe('Open AWS to go on');
    const link = visitor.page.getByRole('link', { name: /^Open AWS/ });
    const [aws] = await Promise.all([visitor.page.waitForEvent('popup'), link.click()]);
    await approve(aws);
    await visitor.reaches('connected');
    expectOrderly(visitor, 'connected');
  });

  test('with nothing but a keyboard', async () => {
    const visitor = await world.visit();
    const { page, context } = visitor;
    await visitor.button.focus();
    await page.keyboard.press('Enter');
    await visitor.reaches('choosing');
    const focused = () =>
      page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent?.trim());
    await expect.poll(focused).toBe('How should Acme Analytics connect?');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    const opened = context.waitForEvent('page');
    await tabTo(() => page.keyboard.press('Tab'), focused, /^Continue in AWS/);
    await page.keyboard.press('Enter');
    const aws = await opened;
    for (const action of ['alex', 'claim', 'approve']) {
      const wanted = aws.locator(`[data-principal$="${action}"], [data-action="${action}"]`).first();
      await wanted.waitFor();
      const isThere = () => wanted.evaluate((it) => (it === document.activeElement ? 'there' : ''));
      await tabTo(() => aws.keyboard.press('Tab'), isThere, /there/);
      await aws.keyboard.press('Enter');
    }
    await visitor.reaches('connected');
    expectOrderly(visitor, 'connected');
  });

  test('while somebody forges notices, which change nothing', async () => {
    const visitor = await world.visit({ query: { account: '100000000010' } });
    await visitor.press();
    await visitor.continueInAws();
    await visitor.reaches('connected');
    expectOrderly(visitor, 'connected');
    const grant = await world.backend.grantOf(visitor.customer);
    expect(historyTypes(grant).filter((it) => it !== 'CREDENTIALS_ISSUED')).toEqual([
      'GRANT_STARTED',
      'DELEGATION_REQUEST_CREATED',
      ...Array<string>(3).fill('DELEGATION_REQUEST_STATE_CHANGED'),
      'EXCHANGE_TOKEN_RECEIVED',
      'GRANT_ACTIVATED',
    ]);
    for (const code of [
      'NOTIFICATION_UNSIGNED',
      'NOTIFICATION_CERTIFICATE_REFUSED',
      'NOTIFICATION_TOPIC_REFUSED',
    ])
      expect(world.gatewayOutput()).toContain(code);
  });
});

async function tabTo(step: () => Promise<void>, where: () => Promise<string | undefined>, wanted: RegExp) {
  for (let presses = 0; presses < 30; presses++) {
    if (wanted.test((await where()) ?? '')) return;
    await step();
  }
  throw new Error(`${wanted} was not reached by the keyboard.`);
}
