import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approve, NIMBUS } from './aws-console.ts';
import { findings } from './findings.ts';
import { historyTypes } from './partner-backend.ts';
import { expectOrderly, startWorld } from './world.ts';
import type { World } from './world.ts';

/** A customer by a script, who takes the boundary off the role. */
const BOUNDLESS = '100000000024';

const SLOWLY_MS = 4000;
const MINUTE = 60;

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

describe('A trial that is to last', { timeout: 120_000 }, () => {
  test('shows what changes, and lasts without a new approval', async () => {
    const visitor = await world.visit();
    const { page, backendCard } = visitor;
    await visitor.press();
    await approve(await visitor.continueInAws('Extended Trial'));
    await visitor.reaches('connected');
    expect(await visitor.heading()).toMatch(/^Connected until .*\d/);
    await page
      .getByText(/^Acme Analytics can use account .* for another (12\s(h|hr)|11\s(h|hr)\s59\smin)/)
      .waitFor();
    expect(await findings(page)).toEqual([]);

    await visitor.choose('Keep the connection');
    expect(await visitor.heading()).toBe('Keep the connection?');
    const groups = page.locator('[part="difference"] h3');
    expect(await groups.allInnerTexts()).toEqual([
      'What is added',
      'What stays as it is',
      'What ends with the trial',
    ]);
    await page.getByText('Make one role under /acme.example/').waitFor();
    expect(await findings(page)).toEqual([]);

    await world.sandbox.fault({ action: 'PutRolePolicy', times: 1, latencyMs: SLOWLY_MS });
    await visitor.choose('Make it lasting');
    await page.getByText(/^It is being made lasting \(Automated Setup\)\. Step 2 of 3/).waitFor();
    expect(await findings(page)).toEqual([]);
    await expect.poll(() => visitor.heading(), { timeout: 15_000 }).toBe('Connected');
    const { roles } = await world.sandbox.account(NIMBUS);
    expect(roles).toHaveLength(1);
    await page.getByText(roles[0]?.name ?? '', { exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);

    const grant = await world.backend.grantOf(visitor.customer);
    expect(historyTypes(grant)).toContain('GRANT_UPGRADED');
    expect(await world.sandbox.requestsOf(grant.id)).toHaveLength(1);
    await backendCard.getByText(`assumed-role/${roles[0]?.name}/`).waitFor();
    expect(visitor.recording.problems).toEqual([]);
  });

  test('stays a trial where the role does not come out as agreed, and says so', async () => {
    const visitor = await world.visit({ query: { account: BOUNDLESS } });
    const { page } = visitor;
    await visitor.press();
    await visitor.continueInAws('Extended Trial');
    await visitor.reaches('connected');
    const heading = await visitor.heading();
    expect(heading).toMatch(/^Connected until .*\d/);
    await visitor.choose('Keep the connection');
    await visitor.choose('Make it lasting');
    await page.getByText(/^It is being made lasting \(Automated Setup\)\. Step 3 of 3/).waitFor();
    await world.sandbox.advance(2 * MINUTE);
    await page.getByText(/^It could not be made lasting; your trial goes on\./).waitFor();
    expect(await visitor.heading()).toBe(heading);
    expect(await findings(page)).toEqual([]);
    expect((await world.sandbox.account(BOUNDLESS)).roles).toEqual([]);
    await visitor.backendCard.getByText('Access that works').waitFor();
    await visitor.choose('Keep the connection');
    expect(await visitor.heading()).toBe('Keep the connection?');
    expectOrderly(visitor, 'connected');
  });
});
