import type { Locator, Page } from 'playwright';

/** How long a phase may be in coming, milliseconds. */
const PHASE_DEADLINE_MS = 30_000;

/** The demo partner's page, in the words of somebody who uses it. */
export interface DemoPage {
  page: Page;
  button: Locator;
  /** Presses the button; the ways to connect are shown then. */
  press(): Promise<void>;
  /** Chooses a way and continues: gives the tab that opened for AWS. */
  continueInAws(way?: string): Promise<Page>;
  /** Presses the button in the panel with that name. */
  choose(name: string | RegExp): Promise<void>;
  /** Resolves when the element is in this phase. */
  reaches(phase: string): Promise<void>;
  heading(): Promise<string>;
  /** The card "What Acme's backend sees". */
  backendCard: Locator;
}

/** A page of the demo partner; `goto` has brought it there. */
export function demoPage(page: Page): DemoPage {
  const element = page.locator('connect-with-aws');
  const button = page.getByRole('button', { name: 'Connect with AWS' });
  const reaches = (phase: string) =>
    page.locator(`connect-with-aws[phase="${phase}"]`).waitFor({ timeout: PHASE_DEADLINE_MS });
  const choose = (name: string | RegExp) => element.getByRole('button', { name }).click();
  return {
    page,
    button,
    reaches,
    choose,
    backendCard: page.locator('[data-access]'),
    heading: () => element.getByRole('heading', { level: 2 }).innerText(),
    async press() {
      await button.click();
      await reaches('choosing');
    },
    async continueInAws(way = 'Quick Start Demo') {
      await element.getByRole('radio', { name: way }).check();
      const [tab] = await Promise.all([page.waitForEvent('popup'), choose('Continue in AWS')]);
      await tab.waitForURL(/\/console\//);
      return tab;
    },
  };
}
