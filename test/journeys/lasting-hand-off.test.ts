import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserContext, Page } from 'playwright';
import { act, createStack, signIn } from './aws-console.ts';
import { findings } from './findings.ts';
import { startRecording } from './recording.ts';
import { expectOrderly, phasesOf, startWorld } from './world.ts';
import type { Visitor, World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** The link that the page gives to be sent on. */
async function linkFrom(visitor: Visitor): Promise<string> {
  await visitor.choose('Send to my administrator');
  expect(await visitor.heading()).toBe('Send this to your administrator');
  const field = visitor.page.getByLabel('The link for your administrator');
  await field.waitFor();
  expect(await findings(visitor.page)).toEqual([]);
  return field.inputValue();
}

/** The administrator, on another machine: nothing is shared but the link. */
async function openElsewhere(link: string) {
  const context = await world.browser.newContext({ reducedMotion: 'reduce' });
  const recording = await startRecording(context);
  const page = await context.newPage();
  await page.goto(link);
  return { context, recording, page };
}

const reaches = (page: Page, phase: string) =>
  page.locator(`connect-with-aws[phase="${phase}"]`).waitFor({ timeout: 15_000 });

/** The tab that the page's link into AWS opens. */
async function follow(context: BrowserContext, page: Page, name: RegExp): Promise<Page> {
  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name }).first().click(),
  ]);
  return tab;
}

describe('A link for the administrator, opened on another machine,', { timeout: 120_000 }, () => {
  test('shows the same request; approved there, both pages say Connected', async () => {
    const developer = await world.visit();
    await developer.press();
    const aws = await developer.continueInAws('Automated Setup');
    await signIn(aws, 'dana');
    await act(aws, 'claim');
    await act(aws, 'forward', 'Please');
    await developer.reaches('awaiting-admin');

    const { context, recording, page } = await openElsewhere(await linkFrom(developer));
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

    const { context, recording, page } = await openElsewhere(await linkFrom(developer));
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
