import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastingPaths } from '../flows/lasting/lasting-paths.ts';
import { approve, NIMBUS } from './aws-console.ts';
import { findings } from './findings.ts';
import { pathsFile } from './paths-file.ts';
import { expectOrderly, startWorld } from './world.ts';
import type { World } from './world.ts';

const TITLE = 'Setup without any key';

let world: World;
const folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-oidc-'));

beforeAll(async () => {
  const paths = lastingPaths().map((it) => (it.id === 'oidc-setup' ? { ...it, title: TITLE } : it));
  world = await startWorld(pathsFile(folder, paths));
});
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true });
});

describe('A role that trusts the gateway as identity provider', { timeout: 120_000 }, () => {
  test('comes by one approval, is used by web identity alone, and goes', async () => {
    const visitor = await world.visit();
    const { page, backendCard } = visitor;
    await visitor.press();
    await page.getByRole('radio', { name: TITLE }).check();
    await page.getByText(/^See the \d permissions it asks for$/).click();
    await page.getByText('There is no AWS key.').waitFor();
    expect(await findings(page)).toEqual([]);

    const aws = await visitor.continueInAws(TITLE);
    await visitor.reaches('awaiting-claim');
    for (const action of ['CreateOpenIDConnectProvider', 'CreateRole'])
      await world.sandbox.fault({ action, times: 1, latencyMs: 4000 });
    await approve(aws);
    await page.getByText(/^Step 1 of 4, since \d.*identity provider/).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByText(/^Step 2 of 4, since \d/).waitFor();
    await visitor.reaches('connected');
    const { roles, providers } = await world.sandbox.account(NIMBUS);
    expect([roles.length, providers.length]).toEqual([1, 1]);
    const role = roles[0]?.name ?? '';
    await backendCard.getByText(`assumed-role/${role}/`).waitFor();
    expect(await findings(page)).toEqual([]);

    const { id } = await world.backend.grantOf(visitor.customer);
    const before = await world.sandbox.calls();
    expect(await world.backend.actsAs(id, world.sandboxUrl)).toContain(`:assumed-role/${role}/`);
    const after = await world.sandbox.calls();
    expect(after.AssumeRoleWithWebIdentity).toBeGreaterThan(before.AssumeRoleWithWebIdentity ?? 0);
    expect(after.AssumeRole).toBe(before.AssumeRole);

    await visitor.choose('Disconnect');
    await visitor.choose('Disconnect');
    await visitor.reaches('ended');
    await page.getByText(`Delete the role ${role} in IAM`).waitFor();
    await page.getByText(/delete the identity provider/).waitFor();
    expect(await findings(page)).toEqual([]);
    await world.sandbox.changeRole(NIMBUS, role, { delete: true });
    await world.sandbox.advance(60);
    await page.getByText(/^Access was confirmed gone/).waitFor();
    expectOrderly(visitor, 'ended');
  });
});
