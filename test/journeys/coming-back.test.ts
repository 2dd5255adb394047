import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { act, approve, signIn } from './aws-console.ts';
import { expectOrderly, phasesOf, startWorld } from './world.ts';
import type { World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.leave());
afterAll(() => world.stop());

describe('Whoever comes back', () => {
  test('by a reload in the middle is attached again without a press', async () => {
    const visitor = await world.visit();
    await visitor.press();
    const aws = await visitor.continueInAws();
    await visitor.reaches('awaiting-claim');
    await visitor.page.reload();
    await visitor.reaches('awaiting-claim');
    await approve(aws);
    await visitor.reaches('connected');
    await visitor.page.reload();
    await visitor.reaches('connected');

    const { events, problems } = visitor.recording;
    expect(problems).toEqual([]);
    expect(new Set(events.flatMap(({ grantId }) => grantId ?? [])).size).toBe(1);
    expect(await world.backend.grantIds(visitor.customer)).toHaveLength(1);
  });

  test('on another device presses once, and is where the first one is', async () => {
    const desk = await world.visit();
    await desk.press();
    const aws = await desk.continueInAws();
    await signIn(aws, 'dana');
    await act(aws, 'claim');
    await act(aws, 'forward', 'Please');
    await desk.reaches('awaiting-admin');

    const phone = await world.visit({ customer: desk.customer });
    expect(phasesOf(phone.recording)).toEqual([]);
    await phone.button.click();
    await phone.reaches('awaiting-admin');

    const { context: administrator } = await world.visit();
    const page = await administrator.newPage();
    await page.goto(aws.url().replace(/\?.*/, ''));
    await signIn(page, 'alex');
    await act(page, 'approve');
    await Promise.all([desk.reaches('connected'), phone.reaches('connected')]);

    expectOrderly(desk, 'connected');
    expectOrderly(phone, 'connected');
    expect(await world.backend.grantIds(desk.customer)).toHaveLength(1);
  });

  test('without having pressed anything has sent nothing to the gateway', async () => {
    const asked: string[] = [];
    const visitor = await world.visit({
      prepare: async (context) =>
        context.on('request', (request) => asked.push(new URL(request.url()).pathname)),
    });
    await visitor.button.waitFor();
    await visitor.backendCard.getByText('Nothing. It has no access').waitFor();
    expect(asked).not.toContain('/graphql');
    expect(asked).not.toContain('/api/aws-session');
  });
});
