import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { act, approve, signIn } from './aws-console.ts';
import { expectOrderly, startWorld } from './world.ts';
import type { World } from './world.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.leave());
afterAll(() => world.stop());

describe('As time goes by', () => {
  test('a request that nobody claims lapses after a day, and the page says so', async () => {
    const visitor = await world.visit();
    await visitor.press();
    await visitor.continueInAws();
    await visitor.reaches('awaiting-claim');
    await world.sandbox.advance(24 * HOUR + MINUTE);
    await visitor.reaches('expired');
    expect(await visitor.heading()).toBe('The request has expired');
    expectOrderly(visitor, 'expired');
  });

  test('a connection ends by itself when its time is over, on the page and in the backend', async () => {
    const visitor = await world.visit();
    await visitor.press();
    await approve(await visitor.continueInAws());
    await visitor.reaches('connected');
    await world.sandbox.advance(4 * HOUR + MINUTE);
    await visitor.reaches('expired');
    expect(await visitor.heading()).toBe('Access has ended');
    await visitor.backendCard.getByText('A grant whose time ran out').waitFor();
    expectOrderly(visitor, 'expired');
  });

  test('a session that ends while the customer waits is made anew, and the page stays live', async () => {
    const visitor = await world.visit();
    const { network } = visitor;
    let minted = 0;
    visitor.page.on('request', (request) => (minted += request.url().includes('/api/aws-session') ? 1 : 0));
    await visitor.press();
    const aws = await visitor.continueInAws();
    await signIn(aws, 'alex');
    await act(aws, 'claim');
    await visitor.reaches('awaiting-review');
    expect(minted).toBe(1);

    await world.sandbox.advance(15 * MINUTE);
    // The gateway asks the sandbox for its time ten times a second.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await network.cutSockets();
    await act(aws, 'approve');
    await visitor.reaches('connected');
    expect(minted).toBe(2);
    expectOrderly(visitor, 'connected');
  });

  test('a page that was cut off all the while says so, and then where things stand', async () => {
    const visitor = await world.visit();
    const { network } = visitor;
    await visitor.press();
    const aws = await visitor.continueInAws();
    await visitor.reaches('awaiting-claim');
    await network.sever(true);
    await visitor.page.getByText(/^No connection since \d/).waitFor();
    await approve(aws);
    await network.sever(false);
    await visitor.reaches('connected');
    await visitor.page.getByText(/^No connection since \d/).waitFor({ state: 'detached' });
    expect(await visitor.heading()).toMatch(/^Connected until/);
    expectOrderly(visitor, 'connected');
  });
});
