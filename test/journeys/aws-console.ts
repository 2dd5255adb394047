import type { Page } from 'playwright';

/** The account of Nimbus Retail, where nobody acts by a script. */
export const NIMBUS = '111122223333';

const PEOPLE = {
  dana: (account: string) => `arn:aws:iam::${account}:user/dana`,
  alex: (account: string) => `arn:aws:sts::${account}:assumed-role/Administrator/alex`,
  root: (account: string) => `arn:aws:iam::${account}:root`,
} as const;

/** The developer, who may not approve, the administrator, who may, and the root user, who may for four hours. */
export type Person = keyof typeof PEOPLE;

/** The principal of a person in Nimbus Retail's account. */
export function arnOf(person: Person): string {
  return PEOPLE[person](NIMBUS);
}

/** In a page that shows the sandbox's sign-in: becomes this person, and goes where the page was to lead. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.locator(`[data-principal="${arnOf(person)}"]`).click();
  await page.waitForURL(/\/(delegation-requests|cloudformation)/);
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

/** On a quick-create page: changes these parameters, acknowledges and creates the stack. */
export async function createStack(page: Page, changes: Record<string, string> = {}): Promise<void> {
  for (const [name, value] of Object.entries(changes)) await page.locator(`#param_${name}`).fill(value);
  await page.getByRole('checkbox').check();
  await page.locator('[data-action="create-stack"]').click();
  await page.waitForURL(/\/cloudformation\/stacks\//);
}

/** On a stack's page: looks again until the stack is in this state. */
export async function stackReaches(page: Page, state: string): Promise<void> {
  const article = page.locator('[data-stack]');
  for (let looks = 0; (await article.getAttribute('data-state')) !== state; looks++) {
    if (looks > 40) throw new Error(`The stack did not reach ${state}: ${await article.innerText()}`);
    await page.waitForTimeout(250);
    await page.getByRole('link', { name: 'Refresh' }).click();
  }
}
