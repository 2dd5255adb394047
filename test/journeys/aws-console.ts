import type { Page } from 'playwright';

/** The account of Nimbus Retail, where nobody acts by a script. */
export const NIMBUS = '111122223333';

const PEOPLE = {
  dana: (account: string) => `arn:aws:iam::${account}:user/dana`,
  alex: (account: string) => `arn:aws:sts::${account}:assumed-role/Administrator/alex`,
} as const;

/** The developer, who may not approve, and the administrator, who may. */
export type Person = keyof typeof PEOPLE;

/** The principal of a person in Nimbus Retail's account. */
export function arnOf(person: Person): string {
  return PEOPLE[person](NIMBUS);
}

/** In a page that shows the sandbox's sign-in: becomes this person, and goes where the page was to lead. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.locator(`[data-principal="${arnOf(person)}"]`).click();
  await page.waitForURL(/delegation-requests/);
}

/** Presses the button of that name on a request's page, with a note if given. */
export async function act(page: Page, action: string, note?: string): Promise<void> {
  if (note) await page.locator('textarea[name="notes"]').fill(note);
  await page.locator(`[data-action="${action}"]`).click();
  await page.waitForURL(new RegExp(`did=${action}`));
}

/** Signs in, claims the request and approves it. */
export async function approve(page: Page, person: Person = 'alex'): Promise<void> {
  await signIn(page, person);
  await act(page, 'claim');
  await act(page, 'approve');
}
