import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { principalOf } from '../../gateway/sandbox/principals.ts';
import { createStack, NIMBUS, signIn, stackReaches } from './aws-console.ts';
import { findings } from './findings.ts';
import { historyTypes } from './partner-backend.ts';
import { expectOrderly, startWorld } from './world.ts';
import type { Visitor, World } from './world.ts';

const MINUTE = 60;

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** Chooses the stack; gives the quick-create page, signed in as the administrator. */
async function toQuickCreate(visitor: Visitor) {
  await visitor.press();
  const aws = await visitor.continueInAws('Production Setup');
  await visitor.reaches('provisioning');
  expect(await visitor.heading()).toBe('Waiting for your stack');
  await signIn(aws, 'alex');
  await aws.getByRole('heading', { name: 'Quick create stack' }).waitFor();
  return aws;
}

async function stackOf(visitor: Visitor) {
  const { id } = await world.backend.grantOf(visitor.customer);
  const { stacks } = await world.sandbox.account(NIMBUS);
  const isOwn = (parameters: Record<string, string>) => parameters.ExternalId?.startsWith(`${id}.`);
  return stacks.filter(({ parameters }) => isOwn(parameters));
}

describe('A stack that the customer runs', { timeout: 120_000 }, () => {
  test('connects, step by step; deleted in the console, it ends the connection', async () => {
    const visitor = await world.visit();
    const { page, backendCard } = visitor;
    await visitor.press();
    await page.getByRole('radio', { name: 'Production Setup' }).check();
    await page.getByText(/^See the \d permissions it asks for$/).click();
    await page.getByText('What the stack will make').waitFor();
    expect(await findings(page)).toEqual([]);

    const [aws] = await Promise.all([page.waitForEvent('popup'), visitor.choose('Continue in AWS')]);
    await visitor.reaches('provisioning');
    await page.getByText(/^Step 1 of 2, since \d/).waitFor();
    await page.getByText('us-east-1', { exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
    await signIn(aws, 'alex');
    await aws.getByRole('heading', { name: 'Quick create stack' }).waitFor();
    expect(await findings(aws)).toEqual([]);

    await createStack(aws);
    await visitor.reaches('connected');
    expect(await visitor.heading()).toBe('Connected');
    await stackReaches(aws, 'CREATE_COMPLETE');
    expect(await findings(aws)).toEqual([]);
    await backendCard.getByText(/assumed-role\//).waitFor();
    expect(await findings(page)).toEqual([]);

    await aws.locator('[data-action="delete-stack"]').click();
    await stackReaches(aws, 'DELETE_COMPLETE');
    await world.sandbox.advance(10);
    await visitor.reaches('ended');
    await page.getByText(/^Access was confirmed gone/).waitFor();
    await backendCard.getByText('Access that was ended').waitFor();
    expect(await findings(page)).toEqual([]);
    expectOrderly(visitor, 'ended');
  });

  test('is run in the region that the customer chooses', async () => {
    const visitor = await world.visit();
    const { page } = visitor;
    await visitor.press();
    await page.getByRole('radio', { name: 'Production Setup' }).check();
    const region = page.getByLabel('Region of the stack');
    const offered = await region.locator('option').allInnerTexts();
    expect(offered).toEqual(['us-east-1', 'eu-west-1', 'ap-southeast-2']);
    await region.selectOption('eu-west-1');
    expect(await findings(page)).toEqual([]);

    const aws = await visitor.continueInAws('Production Setup');
    await visitor.reaches('provisioning');
    await page.getByText('eu-west-1', { exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
    await signIn(aws, 'alex');
    expect(new URL(aws.url()).searchParams.get('region')).toBe('eu-west-1');
    await createStack(aws);
    await visitor.reaches('connected');
    await stackReaches(aws, 'CREATE_COMPLETE');
    const [stack] = await stackOf(visitor);
    expect(stack?.region).toBe('eu-west-1');
    expect(stack?.parameters.CallbackTopicArn).toContain(':eu-west-1:');
    await visitor.backendCard.getByText(/assumed-role\//).waitFor();
    await aws.locator('[data-action="delete-stack"]').click();
    await stackReaches(aws, 'DELETE_COMPLETE');
    await world.sandbox.advance(10);
    await visitor.reaches('ended');
    expectOrderly(visitor, 'ended');
  });

  test('with another partner in it is refused with the reason, rolled back, and nothing of it is kept', async () => {
    const visitor = await world.visit();
    const { page } = visitor;
    const before = (await world.sandbox.account(NIMBUS)).roles;
    const aws = await toQuickCreate(visitor);
    await createStack(aws, { PartnerPrincipalArn: 'arn:aws:iam::888877776666:root' });
    await page.getByText(/^Step 2 of 2, since \d/).waitFor();
    expect(await visitor.heading()).toBe('Checking the new access');
    await world.sandbox.advance(2 * MINUTE);
    await visitor.reaches('failed');

    expect(await visitor.heading()).toBe('This did not work');
    await page.getByText('ROLE_NOT_ASSUMABLE', { exact: true }).waitFor();
    await page.getByText('its trust policy names another principal').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await stackReaches(aws, 'ROLLBACK_COMPLETE');
    await aws
      .getByText(/ROLE_NOT_ASSUMABLE/)
      .first()
      .waitFor();
    expect((await world.sandbox.account(NIMBUS)).roles).toEqual(before);
    const grant = await world.backend.grantOf(visitor.customer);
    expect(grant).toMatchObject({ status: 'FAILED', role: null });
    expect(historyTypes(grant)).not.toContain('GRANT_ACTIVATED');
    expectOrderly(visitor, 'failed');
  });

  test('with another external ID is refused with the reason; asked for again, and left as the link has it, it connects', async () => {
    const visitor = await world.visit();
    const { page } = visitor;
    const aws = await toQuickCreate(visitor);
    await createStack(aws, { ExternalId: 'an-id-of-my-own' });
    await stackReaches(aws, 'ROLLBACK_COMPLETE');
    await visitor.reaches('failed');
    await page.getByText('EXTERNAL_ID_CHANGED', { exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
    const refused = await world.backend.grantOf(visitor.customer);
    expect(refused).toMatchObject({ status: 'FAILED', role: null });
    expect(await stackOf(visitor)).toEqual([]);
    expectOrderly(visitor, 'failed');

    const [again] = await Promise.all([page.waitForEvent('popup'), visitor.choose('Try again')]);
    await visitor.reaches('provisioning');
    await again.getByRole('heading', { name: 'Quick create stack' }).waitFor();
    await createStack(again);
    await visitor.reaches('connected');
    expect(await stackOf(visitor)).toHaveLength(1);
    expect((await world.backend.grantOf(visitor.customer)).id).not.toBe(refused.id);
    expect(visitor.recording.problems).toEqual([]);
  });
});

describe('Where no stack is allowed', { timeout: 120_000 }, () => {
  test('a role made by hand, with the trust that the page shows, connects by its ARN', async () => {
    const visitor = await world.visit();
    const { page } = visitor;
    await toQuickCreate(visitor);
    await page.getByText('My organization does not allow stacks').click();
    const trust = await page.getByRole('region', { name: /trust policy has to be/ }).innerText();
    expect(await findings(page)).toEqual([]);

    await page.getByLabel('ARN of the role').fill('my-role');
    await visitor.choose('Use this role');
    await page.getByText('This is not the ARN of a role.').waitFor();
    expect(await findings(page)).toEqual([]);

    const Arn = await makeRole('ForAcmeAnalytics', trust);
    await page.getByLabel('ARN of the role').fill(Arn);
    await visitor.choose('Use this role');
    await visitor.reaches('connected');
    await page.getByText('ForAcmeAnalytics', { exact: true }).waitFor();
    await visitor.backendCard.getByText('assumed-role/ForAcmeAnalytics/').waitFor();
    expect(await findings(page)).toEqual([]);
    expect(await stackOf(visitor)).toEqual([]);
    expectOrderly(visitor, 'connected');
  });
});

/** As the customer's administrator does it with any tool. */
async function makeRole(RoleName: string, AssumeRolePolicyDocument: string): Promise<string> {
  const { accessKeyId, secretAccessKey, sessionToken } = principalOf(NIMBUS, 'ALEX');
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const iam = new IAMClient({ region: 'us-east-1', endpoint: world.sandboxUrl, credentials });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  return Role?.Arn ?? '';
}
