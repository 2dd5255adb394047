import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, signIn } from './aws-console.ts';
import { findings } from './findings.ts';
import { expectOrderly, startWorld } from './world.ts';
import type { World } from './world.ts';

const HOUR = 3600;

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

describe('A root user who approves', { timeout: 120_000 }, () => {
  test('is told of four hours beforehand, and is refused twelve in AWS; an administrator may', async () => {
    const visitor = await world.visit();
    await visitor.press();
    const card = visitor.page.locator('[part="card"]', { hasText: 'Extended Trial' });
    expect(await card.innerText()).toMatch(/root user.*\s4\s(h|hr|hours)\b/);
    const aws = await visitor.continueInAws('Extended Trial');
    await signIn(aws, 'root');
    await act(aws, 'claim');
    await aws.getByText('A root user can approve at most 4 hours of access').waitFor();
    expect(await aws.locator('[data-action="approve"]').count()).toBe(0);
    await visitor.reaches('awaiting-review');
    expect([...(await findings(visitor.page)), ...(await findings(aws))]).toEqual([]);

    await act(aws, 'forward', 'Root may not');
    await visitor.reaches('awaiting-admin');
    const elsewhere = await world.browser.newContext();
    const administrator = await elsewhere.newPage();
    await administrator.goto(aws.url().replace(/\?.*/, ''));
    await signIn(administrator, 'alex');
    await act(administrator, 'approve');
    await visitor.reaches('connected');
    await visitor.page
      .getByText(/for another (12|11)\s/)
      .first()
      .waitFor();
    expectOrderly(visitor, 'connected');
    await elsewhere.close();
  });

  test('gives four hours, which nobody can take back and which end by themselves', async () => {
    const visitor = await world.visit();
    const { page } = visitor;
    await visitor.press();
    const card = page.locator('[part="card"]', { hasText: 'Quick Start Demo' });
    expect(await card.innerText()).toMatch(/Ends after 4\s(h|hr|hours)\b/);
    const aws = await visitor.continueInAws();
    await signIn(aws, 'root');
    await act(aws, 'claim');
    await act(aws, 'approve');
    await visitor.reaches('connected');
    expect(await visitor.heading()).toMatch(/^Connected until .*\d/);
    await page
      .getByText(/for another (4|3)\s/)
      .first()
      .waitFor();
    await visitor.backendCard.getByText(':root').waitFor();
    await aws.goto(aws.url().replace(/\?.*/, ''));
    expect(await aws.locator('[data-action="revoke"]').count()).toBe(0);
    await aws.getByText('What a root user approved cannot be revoked').waitFor();
    expect([...(await findings(page)), ...(await findings(aws))]).toEqual([]);

    await world.sandbox.advance(4 * HOUR + 60);
    await visitor.reaches('expired');
    expect(await findings(page)).toEqual([]);
    expectOrderly(visitor, 'expired');
  });
});
