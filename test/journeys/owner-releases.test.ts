import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_PATHS } from '../../gateway/default-paths.ts';
import { follow, linkFrom, openElsewhere, reaches } from './administrator.ts';
import { act, NIMBUS, signIn } from './aws-console.ts';
import { findings } from './findings.ts';
import { pathsFile } from './paths-file.ts';
import { expectOrderly, phasesOf, startWorld } from './world.ts';
import type { World } from './world.ts';

let world: World;
const folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-owner-'));

beforeAll(async () => {
  const paths = DEFAULT_PATHS.map((it) =>
    it.id === 'quick-start-demo' ? { ...it, onlySendByOwner: true } : it,
  );
  world = await startWorld(pathsFile(folder, paths));
});
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true });
});

const KNOWN = { 'whose account is known': { account: NIMBUS }, 'whose account is not known': {} };

describe('What only its owner may release', { timeout: 120_000 }, () => {
  test.each(Object.entries(KNOWN))(
    'of a customer %s waits, once the administrator has approved it elsewhere, for the owner to come back',
    async (_name, query) => {
      const owner = await world.visit({ query });
      await owner.press();
      const aws = await owner.continueInAws();
      await signIn(aws, 'dana');
      await act(aws, 'claim');
      const request = aws.url().replace(/\?.*/, '');
      await act(aws, 'forward', 'Please');
      await owner.reaches('awaiting-admin');

      const { context, recording, page } = await openElsewhere(world, await linkFrom(owner));
      await reaches(page, 'awaiting-admin');
      const console = await follow(context, page, /^Open AWS/);
      await signIn(console, 'alex');
      await act(console, 'approve');
      await console.getByText('The person who claimed this request releases it.').waitFor();
      expect(await console.locator('[data-action="release"]').count()).toBe(0);
      await Promise.all([reaches(page, 'approved'), owner.reaches('approved')]);
      expect(await owner.heading()).toBe('Approved in AWS');
      await owner.page
        .getByText('Whoever opened the request now has to release access in AWS')
        .first()
        .waitFor();
      const grant = await world.backend.grantOf(owner.customer);
      expect(grant.status).toBe('PENDING');
      expect([...(await findings(owner.page)), ...(await findings(page))]).toEqual([]);

      await aws.goto(request);
      await act(aws, 'release');
      await Promise.all([reaches(page, 'connected'), owner.reaches('connected')]);
      await owner.backendCard.getByText(NIMBUS, { exact: true }).waitFor();
      expect((await world.backend.grantOf(owner.customer)).accountId).toBe(NIMBUS);
      expect([...(await findings(owner.page)), ...(await findings(page))]).toEqual([]);
      expect(recording.problems).toEqual([]);
      expect(phasesOf(recording).at(-1)).toBe('connected');
      expectOrderly(owner, 'connected');
      await context.close();
    },
  );
});
