import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastingPaths } from '../flows/lasting/lasting-paths.ts';
import { beginFlow, countCalls, expectedOf, heldCallIsMade, outcomeOf } from './kill-loop.ts';
import type { Flow } from './kill-loop.ts';
import { startProcesses } from './processes.ts';
import type { Processes } from './processes.ts';

/** Each flow with the customer it is tried with, and how it must end whatever is killed in its midst. */
const FLOWS: Record<string, Flow> = {
  'temporary access': { pathId: 'quick-start-demo', accountId: '100000000001', ends: 'ACTIVE' },
  'a role by delegation': { pathId: 'automated-setup', accountId: '100000000001', ends: 'ACTIVE' },
  'a role by delegation, refused and undone': {
    pathId: 'automated-setup',
    accountId: '100000000021',
    ends: 'FAILED',
  },
  'a role by OIDC': { pathId: 'oidc-setup', accountId: '100000000001', ends: 'ACTIVE' },
  'a role by OIDC, refused and undone': { pathId: 'oidc-setup', accountId: '100000000021', ends: 'FAILED' },
  'a role by a stack': { pathId: 'production-setup', accountId: '100000000001', ends: 'ACTIVE' },
  'a role by a stack, refused and rolled back': {
    pathId: 'production-setup',
    accountId: '100000000021',
    ends: 'FAILED',
  },
  'an upgrade': {
    pathId: 'extended-trial',
    accountId: '100000000001',
    upgradeTo: 'automated-setup',
    ends: 'ACTIVE',
  },
  'an upgrade, refused and undone': {
    pathId: 'extended-trial',
    accountId: '100000000021',
    upgradeTo: 'automated-setup',
    ends: 'ACTIVE',
    isUndone: true,
  },
};

let processes: Processes;
const folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-kill-loop-'));

beforeAll(async () => {
  const PATHS_FILE = join(folder, 'paths.json');
  writeFileSync(PATHS_FILE, JSON.stringify(lastingPaths()));
  processes = await startProcesses(['--step-delay', '20'], { PATHS_FILE });
});
afterAll(async () => {
  await processes.stop();
  rmSync(folder, { recursive: true });
});

describe.each(Object.entries(FLOWS))('A gateway killed in the midst of %s', (_name, flow) => {
  test('after any call to AWS, before its answer, ends it once and leaves nothing behind', async () => {
    const calls = await countCalls(processes, flow);
    expect(calls).toBeGreaterThan(2);
    for (let nth = 0; nth < calls; nth++) {
      const begun = await beginFlow(processes, flow, nth);
      await heldCallIsMade(processes, begun, nth);
      await processes.killGateway();
      await processes.startGateway();
      expect(await outcomeOf(processes, begun), `killed in call ${nth + 1} of ${calls}`).toEqual(
        expectedOf(flow),
      );
    }
  }, 240_000);
});
