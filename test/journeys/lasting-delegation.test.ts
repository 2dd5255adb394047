import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approve, NIMBUS } from './aws-console.ts';
import { findings } from './findings.ts';
import { phasesOf, expectOrderly, startWorld } from './world.ts';
import type { Visitor, VisitOptions, World } from './world.ts';

const SLOWLY_MS = 4000;

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const LOOKS: Record<string, VisitOptions> = {
  'in the light': { query: { theme: 'light' } },
  'in the dark, right to left, on a narrow screen': {
    query: { theme: 'dark', dir: 'rtl' },
    device: { colorScheme: 'dark', viewport: { width: 320, height: 640 } },
  },
};

/** AWS takes its time over the steps, so that a person can see them. */
async function slowAws(): Promise<void> {
  for (const action of ['CreateRole', 'PutRolePolicy'])
    await world.sandbox.fault({ action, times: 1, latencyMs: SLOWLY_MS });
}

/** Approved by the administrator, each step seen; gives the role's name. */
async function connectedByRole(visitor: Visitor): Promise<string> {
  const { page } = visitor;
  await visitor.press();
  const before = (await world.sandbox.account(NIMBUS)).roles.map(({ name }) => name);
  const aws = await visitor.continueInAws('Automated Setup');
  await visitor.reaches('awaiting-claim');
  await slowAws();
  await approve(aws);
  await page.getByText(/^Step 1 of 3, since \d/).waitFor();
  expect(await visitor.heading()).toBe('Setting up access');
  expect(await findings(page)).toEqual([]);
  await page.getByText(/^Step 2 of 3, since \d/).waitFor();
  await visitor.reaches('connected');
  const { roles } = await world.sandbox.account(NIMBUS);
  const made = roles.filter(({ name }) => !before.includes(name));
  expect(made).toHaveLength(1);
  return made[0]?.name ?? '';
}

describe.each(Object.entries(LOOKS))('A role that one approval makes, seen %s,', (_name, look) => {
  test('is shown as it comes about, as it lasts, and as it goes', { timeout: 120_000 }, async () => {
    const visitor = await world.visit(look);
    const { page, backendCard } = visitor;
    const role = await connectedByRole(visitor);

    expect(await visitor.heading()).toBe('Connected');
    await page.getByText(role, { exact: true }).waitFor();
    await page.locator('[part="thread"].good rect.stop').waitFor({ state: 'attached' });
    await backendCard.getByText(`assumed-role/${role}/`).waitFor();
    expect(await backendCard.locator('[data-fact="until"]').isHidden()).toBe(true);
    expect(await findings(page)).toEqual([]);

    await visitor.choose('Disconnect');
    expect(await visitor.heading()).toBe('Disconnect Acme Analytics?');
    expect(await findings(page)).toEqual([]);
    await visitor.choose('Disconnect');
    await visitor.reaches('ended');
    await page.getByText(`Delete the role ${role} in IAM`).waitFor();
    await backendCard.getByText('Access that was ended').waitFor();
    expect(await findings(page)).toEqual([]);

    await world.sandbox.changeRole(NIMBUS, role, { delete: true });
    await world.sandbox.advance(60);
    await page.getByText(/^Access was confirmed gone/).waitFor();
    expect(await page.getByText('Delete the role').count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    expect(phasesOf(visitor.recording)).toContain('provisioning');
    expectOrderly(visitor, 'ended');
  });
});
