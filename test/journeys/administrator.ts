import { expect } from 'vitest';
import type { BrowserContext, Page } from 'playwright';
import { findings } from './findings.ts';
import { startRecording } from './recording.ts';
import type { Visitor, World } from './world.ts';

/** The link that the page gives to be sent on. */
export async function linkFrom(visitor: Visitor): Promise<string> {
  await visitor.choose('Send to my administrator');
  expect(await visitor.heading()).toBe('Send this to your administrator');
  const field = visitor.page.getByLabel('The link for your administrator');
  await field.waitFor();
  expect(await findings(visitor.page)).toEqual([]);
  return field.inputValue();
}

/** The administrator, on another machine: nothing is shared but the link. */
export async function openElsewhere(world: World, link: string) {
  const context = await world.browser.newContext({ reducedMotion: 'reduce' });
  const recording = await startRecording(context);
  const page = await context.newPage();
  await page.goto(link);
  return { context, recording, page };
}

/** Resolves when the element of that page is in this phase. */
export const reaches = (page: Page, phase: string) =>
  page.locator(`connect-with-aws[phase="${phase}"]`).waitFor({ timeout: 15_000 });

/** The tab that the page's link into AWS opens. */
export async function follow(context: BrowserContext, page: Page, name: RegExp): Promise<Page> {
  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name }).first().click(),
  ]);
  return tab;
}
