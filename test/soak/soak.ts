import { setTimeout as rest } from 'node:timers/promises';
import { createPartnerBackend } from '../journeys/partner-backend.ts';
import type { ReadGrant } from '../journeys/partner-backend.ts';
import type { Processes } from '../journeys/processes.ts';
import { createSandboxControl } from '../journeys/sandbox-control.ts';
import { createChance } from './chance.ts';
import { planJourney, runJourney } from './journey.ts';
import { judge } from './judge.ts';
import type { SoakReport } from './judge.ts';

/** How to soak. */
export interface SoakOptions {
  journeys: number;
  seed: number;
  /** All presses fall within this time, milliseconds. */
  spreadMs: number;
  /** When the gateway is killed and started again, milliseconds from the beginning. */
  killAfterMs: number;
  /** Travel in time past the claims of the killed process instead of waiting them out: figures then mean nothing. */
  isHurried: boolean;
  /** When whatever is not connected counts as lost, milliseconds from the beginning. */
  deadlineMs: number;
}

/** Past the longest claim of a process that was killed, seconds. */
const PAST_CLAIMS_SECONDS = 46;

/** Runs all journeys at once, kills the gateway in their midst, and holds all three books against each other. */
export async function soak(processes: Processes, options: SoakOptions): Promise<SoakReport> {
  const { gatewayUrl, sandboxUrl, partnerKey } = processes;
  const backend = createPartnerBackend(gatewayUrl, partnerKey);
  const sandbox = createSandboxControl(sandboxUrl);
  const chance = createChance(options.seed);
  const deadline = AbortSignal.timeout(options.deadlineMs);
  const plans = Array.from({ length: options.journeys }, (_, number) =>
    planJourney(number, chance, options.spreadMs),
  );
  const [outcomes] = await Promise.all([
    Promise.all(plans.map((plan) => runJourney(gatewayUrl, plan, deadline))),
    cutPower(processes, options),
  ]);
  const ids = await backend.grantIds();
  const grants: ReadGrant[] = [];
  for (const id of ids) grants.push(await backend.grant(id));
  return judge(outcomes, grants, await sandbox.requests());
}

async function cutPower(processes: Processes, { killAfterMs, isHurried }: SoakOptions): Promise<void> {
  await rest(killAfterMs);
  await processes.killGateway();
  await processes.startGateway();
  if (isHurried) await createSandboxControl(processes.sandboxUrl).advance(PAST_CLAIMS_SECONDS);
}
