import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserContext, Page } from 'playwright';
import { act, approve, NIMBUS, signIn } from './aws-console.ts';
import { demoPage } from './demo-page.ts';
import { findings } from './findings.ts';
import { historyTypes } from './partner-backend.ts';
import { startRecording } from './recording.ts';
import type { Recording } from './recording.ts';
import { startWorld } from './world.ts';
import type { World } from './world.ts';

const DAY = 86_400;

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.leave());
afterAll(() => world.stop());

/** A person with a browser of their own. */
async function somebody(): Promise<{ page: Page; context: BrowserContext; recording: Recording }> {
  const context = await world.browser.newContext({ reducedMotion: 'reduce' });
  const recording = await startRecording(context);
  return { page: await context.newPage(), context, recording };
}

/** Sam signs in, fills in the form, and has the link. */
async function invite(company: string, fill?: (page: Page) => Promise<void>) {
  const sam = await somebody();
  const { page } = sam;
  await page.goto(`${world.gatewayUrl}/demo/request?company=${company}`);
  await page.getByRole('button', { name: 'Sign in as Sam, sales' }).click();
  await page.getByRole('heading', { name: 'Ask a customer for AWS access' }).waitFor();
  expect(await page.getByLabel('Company').inputValue()).toBe(company);
  expect(await findings(page)).toEqual([]);
  await fill?.(page);
  await page.getByRole('button', { name: 'Make an invitation' }).click();
  await says(page, 'Waiting for somebody at the company');
  expect(await findings(page)).toEqual([]);
  return { ...sam, link: await page.getByRole('textbox', { name: 'The link' }).inputValue() };
}

const says = (page: Page, words: string) => page.locator('[data-summary]', { hasText: words }).waitFor();
const shows = (page: Page, heading: string | RegExp) =>
  page.getByRole('heading', { level: 1, name: heading }).waitFor();

/** Opens a link as its receiver does. */
async function receive(link: string) {
  const customer = await somebody();
  await customer.page.goto(link);
  return { ...customer, ...demoPage(customer.page) };
}

describe('An invitation', () => {
  test('is made by a salesperson, taken up by the customer, approved, and both see that it is connected', async () => {
    const sam = await invite('nimbus-retail');
    const customer = await receive(sam.link);
    await shows(customer.page, 'Acme Analytics asks for access to an AWS account of Nimbus Retail');
    await customer.reaches('choosing');
    expect(customer.page.url()).toBe(`${world.gatewayUrl}/connect`);
    expect(await findings(customer.page)).toEqual([]);

    await customer.page.reload();
    await customer.reaches('choosing');
    const aws = await customer.continueInAws('Extended Trial');
    await says(sam.page, 'They chose Extended Trial');
    await approve(aws);
    await customer.reaches('connected');
    await says(sam.page, `Connected to account ${NIMBUS} until`);
    expect(await sam.page.getByRole('button', { name: 'Take back' }).count()).toBe(0);
    expect(await findings(customer.page)).toEqual([]);

    await customer.page.reload();
    await customer.reaches('connected');
    const grant = await world.backend.grantOf('nimbus-retail');
    expect(historyTypes(grant).slice(0, 2)).toEqual(['INVITATION_CREATED', 'GRANT_STARTED']);
    expect(await world.backend.grantIds('nimbus-retail')).toHaveLength(1);
    expect([...sam.recording.problems, ...customer.recording.problems]).toEqual([]);
    expect(world.gatewayOutput()).not.toContain(sam.link.split('#')[1]?.split('.')[1]);
  });

  test('that is declined says so to both, and how to be asked again', async () => {
    const sam = await invite('orchard-health');
    const customer = await receive(sam.link);
    await customer.reaches('choosing');
    const aws = await customer.continueInAws();
    await signIn(aws, 'alex');
    await act(aws, 'claim');
    await act(aws, 'reject');
    await customer.reaches('rejected');
    await customer.page.getByText('To be asked again, have Acme Analytics send you a new link.').waitFor();
    await says(sam.page, 'It was declined in AWS.');
    expect(await sam.page.getByRole('button', { name: 'Copy the link' }).count()).toBe(0);
    await sam.page.getByRole('link', { name: 'Make another' }).waitFor();
    expect([...sam.recording.problems, ...customer.recording.problems]).toEqual([]);
  });

  test('that was taken back opens nothing: not anew, and not in a page that has it open', async () => {
    const sam = await invite('harbor-books', (page) => page.getByLabel('Extended Trial').uncheck());
    const early = await receive(sam.link);
    await early.reaches('choosing');
    expect(await early.page.getByRole('radio', { name: 'Extended Trial' }).count()).toBe(0);
    await sam.page.getByRole('button', { name: 'Take back' }).click();
    await says(sam.page, 'It was taken back.');

    const late = await receive(sam.link);
    await shows(late.page, 'This request was taken back');
    expect(await late.page.locator('body').innerText()).not.toContain('Harbor Books');
    expect(await findings(late.page)).toEqual([]);
    await early.reaches('cancelled');
    await early.page.getByText('To be asked again, have Acme Analytics send you a new link.').waitFor();
    expect(await findings(early.page)).toEqual([]);
  });

  test('that expired, or was cut off on its way, says so and what to do', async () => {
    const sam = await invite('lighthouse');
    const cut = await receive(sam.link.slice(0, -10));
    await shows(cut.page, 'This link cannot be opened');
    const bare = await receive(`${world.gatewayUrl}/connect`);
    await shows(bare.page, 'This link cannot be opened');
    await world.sandbox.advance(7 * DAY + 60);
    await expect
      .poll(async () => (await world.backend.grantOf('lighthouse')).status, { timeout: 10_000 })
      .toBe('EXPIRED');
    const late = await receive(sam.link);
    await shows(late.page, 'This link has expired');
    await late.page
      .getByText('Ask whoever sent it to you for a new one.', { exact: true })
      .waitFor({ state: 'visible' });
    await says(sam.page, 'Its time is over.');
    expect(await findings(late.page)).toEqual([]);
  });

  test('that is put into a tab with another one shows its own; a page without the button’s script says so', async () => {
    const [first, second] = [await invite('hilltop'), await invite('riverside')];
    const { page, context, ...customer } = await receive(first.link);
    await shows(page, /Hilltop$/);
    await page.goto(second.link);
    await shows(page, /Riverside$/);
    await customer.reaches('choosing');
    expect(page.url()).not.toContain('#');

    await context.route('**/connect-with-aws.js', (route) => route.abort());
    await page.reload();
    await shows(page, 'The service is out of reach');
  });
});
