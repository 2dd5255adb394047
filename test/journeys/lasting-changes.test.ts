import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, approve, NIMBUS } from './aws-console.ts';
import { findings } from './findings.ts';
import { historyTypes } from './partner-backend.ts';
import { expectOrderly, startWorld } from './world.ts';
import type { World } from './world.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

describe('Access that is nearly over', { timeout: 120_000 }, () => {
  test('is renewed by a new approval; the access before stays until then, and ends', async () => {
    const visitor = await world.visit();
    const { page } = visitor;
    await visitor.press();
    await approve(await visitor.continueInAws());
    await visitor.reaches('connected');
    const renew = page.getByRole('button', { name: 'Renew' });
    expect(await renew.count()).toBe(0);
    const before = await world.backend.grantOf(visitor.customer);

    await world.sandbox.advance(3 * HOUR + 10 * MINUTE);
    await page.reload();
    await visitor.reaches('connected');
    await renew.waitFor();
    expect(await findings(page)).toEqual([]);
    const [aws] = await Promise.all([page.waitForEvent('popup'), renew.click()]);
    await visitor.reaches('awaiting-claim');
    await page.getByText('The access that you have stays until the new one is there.').waitFor();
    expect((await world.backend.grant(before.id)).status).toBe('ACTIVE');
    expect(await findings(page)).toEqual([]);

    await act(aws, 'claim');
    await act(aws, 'approve');
    await visitor.reaches('connected');
    await expect.poll(async () => (await world.backend.grant(before.id)).status).toBe('ENDED');
    const now = await world.backend.grantOf(visitor.customer);
    expect(now).toMatchObject({ status: 'ACTIVE', precededBy: before.id });
    await visitor.backendCard.getByText('Access that works').waitFor();
    expect(visitor.recording.problems).toEqual([]);
  });
});

/** A page whose vendor's backend never asks for anything. */
const quietly = () =>
  world.visit({ prepare: (context) => context.route('**/api/aws-access*', (route) => route.abort()) });

describe(
  'What is changed in AWS is noticed with no call by the vendor’s backend:',
  { timeout: 120_000 },
  () => {
    test('temporary access that was revoked', async () => {
      const visitor = await quietly();
      const { page } = visitor;
      await visitor.press();
      const aws = await visitor.continueInAws();
      await approve(aws);
      await visitor.reaches('connected');
      await aws.goto(aws.url().replace(/\?.*/, ''));
      await act(aws, 'revoke');
      await world.sandbox.advance(3 * MINUTE);
      await visitor.reaches('revoked');
      expect(await visitor.heading()).toBe('Access was taken back');
      expect(await findings(page)).toEqual([]);
      const types = historyTypes(await world.backend.grantOf(visitor.customer));
      expect(types).not.toContain('CREDENTIALS_ISSUED');
      expectOrderly(visitor, 'revoked');
    });

    test('a role without its boundary, and with it again', async () => {
      const visitor = await quietly();
      const { page } = visitor;
      await visitor.press();
      await approve(await visitor.continueInAws('Automated Setup'));
      await visitor.reaches('connected');
      expect(await visitor.heading()).toBe('Connected');
      const [role] = (await world.sandbox.account(NIMBUS)).roles;
      const { name = '', boundaryArn = '' } = role ?? {};
      expect(boundaryArn).toContain('permissions-boundary/acme.example');

      await world.sandbox.changeRole(NIMBUS, name, { boundary: null });
      await world.sandbox.advance(3 * MINUTE);
      const heading = () => visitor.heading();
      await expect.poll(heading, { timeout: 15_000 }).toBe('Access is not as agreed');
      await page.getByText('The role does not have the permissions boundary').first().waitFor();
      await page.getByText('BOUNDARY_MISSING', { exact: true }).waitFor();
      expect(await findings(page)).toEqual([]);

      await world.sandbox.changeRole(NIMBUS, name, { boundary: boundaryArn });
      await world.sandbox.advance(3 * MINUTE);
      await expect.poll(heading, { timeout: 15_000 }).toBe('Connected');
      expect(await page.getByText('BOUNDARY_MISSING').count()).toBe(0);
      expect(await findings(page)).toEqual([]);
      expectOrderly(visitor, 'connected');
    });
  },
);
