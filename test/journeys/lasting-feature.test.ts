import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, approve, NIMBUS } from './aws-console.ts';
import { findings } from './findings.ts';
import { startWorld } from './world.ts';
import type { World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

describe('A feature that is added later', { timeout: 120_000 }, () => {
  test('shows what it adds, is approved by itself, and stands beside what was connected', async () => {
    const visitor = await world.visit();
    const { page, backendCard } = visitor;
    await visitor.press();
    await approve(await visitor.continueInAws('Automated Setup'));
    await visitor.reaches('connected');
    const base = await world.backend.grantOf(visitor.customer);
    await page.getByRole('button', { name: 'Add Cost Insights' }).waitFor();
    expect(await findings(page)).toEqual([]);

    await visitor.choose('Add Cost Insights');
    expect(await visitor.heading()).toBe('Add Cost Insights?');
    const difference = page.locator('[part="difference"]');
    expect(await difference.getByRole('heading').allInnerTexts()).toEqual(['What is added']);
    expect(await difference.innerText()).toMatch(/cost/i);
    expect(await findings(page)).toEqual([]);
    const [aws] = await Promise.all([page.waitForEvent('popup'), visitor.choose('Continue in AWS')]);
    await visitor.reaches('awaiting-claim');
    await page.getByText('What you have connected goes on as it is.').waitFor();
    expect(await findings(page)).toEqual([]);
    expect((await world.backend.grant(base.id)).status).toBe('ACTIVE');
    await aws.waitForURL(/\/console\//);
    await act(aws, 'claim');
    await act(aws, 'approve');
    await visitor.reaches('connected');
    const feature = await world.backend.grantOf(visitor.customer);
    expect(feature).toMatchObject({ status: 'ACTIVE', precededBy: base.id });
    expect(feature.id).not.toBe(base.id);
    expect(await findings(page)).toEqual([]);

    const { roles } = await world.sandbox.account(NIMBUS);
    expect(roles.map(({ name }) => name.replace(/-[^-]*$/, '')).toSorted()).toEqual([
      'acme-connector',
      'acme-cost-insights',
    ]);
    for (const [id, prefix] of [
      [base.id, 'acme-connector'],
      [feature.id, 'acme-cost-insights'],
    ] as const)
      expect(await world.backend.actsAs(id, world.sandboxUrl)).toContain(`:assumed-role/${prefix}-`);

    await page.reload();
    await visitor.reaches('connected');
    await page.getByText('Added: Cost Insights').waitFor();
    expect(await page.getByRole('button', { name: 'Add Cost Insights' }).count()).toBe(0);
    await backendCard.getByText(/assumed-role\/acme-/).waitFor();
    expect(await findings(page)).toEqual([]);
    expect(visitor.recording.problems).toEqual([]);
  });
});
