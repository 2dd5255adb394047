import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { follow, linkFrom, openElsewhere, reaches } from './administrator.ts';
import { act, createStack, signIn } from './aws-console.ts';
import { findings } from './findings.ts';
import { expectOrderly, phasesOf, startWorld } from './world.ts';
import type { World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

describe('A link for the administrator, opened on another machine,', { timeout: 120_000 }, () => {
  test('shows the same request; approved there, both pages say Connected', async () => {
    const developer = await world.visit();
    await developer.press();
    const aws = await developer.continueInAws('Automated Setup');
    await signIn(aws, 'dana');
    await act(aws, 'claim');
    await act(aws, 'forward', 'Please');
    await developer.reaches('awaiting-admin');

    const { context, recording, page } = await openElsewhere(world, await linkFrom(developer));
    await page.getByRole('heading', { level: 1, name: /^Acme Analytics asks for access/ }).waitFor();
    await reaches(page, 'awaiting-admin');
    await page.getByRole('heading', { name: 'Waiting for your approval' }).waitFor();
    expect(await page.getByText('Send to my administrator').count()).toBe(0);
    expect(page.url()).not.toContain('#');
    await page.getByText('See what Acme Analytics may do').click();
    await page.getByText('Make one role under /acme.example/').waitFor();
    await page.getByText('Propose changes to your listings, and withdraw them').waitFor();
    expect(await findings(page)).toEqual([]);
    const console = await follow(context, page, /^Open AWS/);
    await signIn(console, 'alex');
    await act(console, 'approve');

    await Promise.all([reaches(page, 'connected'), developer.reaches('connected')]);
    expect(await findings(page)).toEqual([]);
    expect(await world.backend.grantIds(developer.customer)).toHaveLength(1);
    expect(recording.problems).toEqual([]);
    expect(phasesOf(recording).at(-1)).toBe('connected');
    expectOrderly(developer, 'connected');
    await context.close();
  });

  test('leads to the stack’s page; the stack created there, both pages say Connected', async () => {
    const developer = await world.visit();
    await developer.press();
    await developer.continueInAws('Production Setup');
    await developer.reaches('provisioning');

    const { context, recording, page } = await openElsewhere(world, await linkFrom(developer));
    await reaches(page, 'provisioning');
    expect(await findings(page)).toEqual([]);
    const console = await follow(context, page, /^Open AWS CloudFormation/);
    await signIn(console, 'alex');
    await createStack(console);

    await Promise.all([reaches(page, 'connected'), developer.reaches('connected')]);
    await developer.backendCard.getByText(/assumed-role\/connect-/).waitFor();
    expect(recording.problems).toEqual([]);
    expectOrderly(developer, 'connected');
    await context.close();
  });
});
