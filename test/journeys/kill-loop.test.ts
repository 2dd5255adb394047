import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastingPaths } from '../flows/lasting/lasting-paths.ts';
import { beginFlow, countCalls, expectedOf, heldCallIsMade, outcomeOf } from './kill-loop.ts';
import type { Flow, Outcome } from './kill-loop.ts';
import { startProcesses } from './processes.ts';
import type { Processes } from './processes.ts';
import type { HeldCall } from './sandbox-books.ts';

/** Each flow with the customer it is tried with, and how it must end whatever is killed in its midst. */
const FLOWS = {
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
} as const satisfies Record<string, Flow>;

/** What a stack asks, and how many times it was answered in that flow before. */
const LOST_ANSWERS = {
  'a stack that may go on': { flow: FLOWS['a role by a stack'], nth: 0 },
  'a stack that is refused': { flow: FLOWS['a role by a stack, refused and rolled back'], nth: 0 },
  'a stack that takes itself back': { flow: FLOWS['a role by a stack, refused and rolled back'], nth: 1 },
} as const;

/** Every test waits for a lane; milliseconds. */
const DEADLINE_MS = 900_000;

/** So many pairs of sandbox and gateway side by side: most of a kill is waiting. */
const LANES = 2;

let lanes: Processes[] = [];
const free: Processes[] = [];
const waiting: ((lane: Processes) => void)[] = [];
const folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-kill-loop-'));

beforeAll(async () => {
  const PATHS_FILE = join(folder, 'paths.json');
  writeFileSync(PATHS_FILE, JSON.stringify(lastingPaths()));
  const start = () => startProcesses(['--step-delay', '20'], { PATHS_FILE });
  lanes = await Promise.all(Array.from({ length: LANES }, start));
  free.push(...lanes);
});
afterAll(async () => {
  await Promise.all(lanes.map((lane) => lane.stop()));
  rmSync(folder, { recursive: true });
});

/** Runs in the next lane that is free. */
async function inLane<T>(run: (lane: Processes) => Promise<T>): Promise<T> {
  const lane = free.pop() ?? (await new Promise<Processes>((resolve) => waiting.push(resolve)));
  try {
    return await run(lane);
  } finally {
    const next = waiting.shift();
    if (next) next(lane);
    else free.push(lane);
  }
}

/** Kills the gateway in that call of the flow, starts it again, and gives what came of it. */
async function killIn(processes: Processes, flow: Flow, held: HeldCall): Promise<Outcome> {
  const begun = await beginFlow(processes, flow, held);
  await heldCallIsMade(processes, begun, held);
  await processes.killGateway();
  await processes.startGateway();
  return outcomeOf(processes, begun);
}

describe('A gateway killed', () => {
  test.concurrent.each(Object.entries(FLOWS))(
    'in the midst of %s, after any call to AWS and before its answer, ends it once and leaves nothing behind',
    (_name, flow) =>
      inLane(async (processes) => {
        const calls = await countCalls(processes, flow);
        expect(calls).toBeGreaterThan(2);
        for (let nth = 0; nth < calls; nth++)
          expect(await killIn(processes, flow, { nth }), `killed in call ${nth + 1} of ${calls}`).toEqual(
            expectedOf(flow),
          );
      }),
    DEADLINE_MS,
  );

  test.concurrent.each(Object.entries(LOST_ANSWERS))(
    'while its answer to %s is on its way, and lost, answers again',
    async (_name, { flow, nth }) => {
      const held = { action: 'PutStackAnswer', nth, isLost: true };
      expect(await inLane((processes) => killIn(processes, flow, held))).toEqual(expectedOf(flow));
    },
    DEADLINE_MS,
  );
});
