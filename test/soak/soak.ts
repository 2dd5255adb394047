import { setTimeout as rest } from 'node:timers/promises';
import { createPartnerBackend, historyTypes } from '../journeys/partner-backend.ts';
import type { ReadGrant } from '../journeys/partner-backend.ts';
import type { Processes } from '../journeys/processes.ts';
import { createSandboxControl } from '../journeys/sandbox-control.ts';
import type { BookedRequest } from '../journeys/sandbox-control.ts';
import { createChance } from './chance.ts';
import { planJourney, runJourney } from './journey.ts';
import type { JourneyOutcome } from './journey.ts';

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

/** What came of it. Times are milliseconds. */
export interface SoakReport {
  connected: number;
  /** In AWS's books: grants with a request that is FINALIZED and whose token was traded. */
  finalized: number;
  /** Everything that should not be, one sentence each. */
  faults: string[];
  /** Requests of AWS's that a killed gateway never heard of having made; nobody was given their link. */
  orphans: number;
  /** How many subscriptions had to be taken up again. */
  resumed: number;
  clickToLinkMs: number[];
  noticeToConnectedMs: number[];
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

function judge(outcomes: JourneyOutcome[], grants: ReadGrant[], requests: BookedRequest[]): SoakReport {
  const requestsOf = Map.groupBy(requests, ({ workflowId }) => workflowId.replace(/\.\d+$/, ''));
  const redeemedOf = (id: string) => (requestsOf.get(id) ?? []).filter(({ redemptions }) => redemptions > 0);
  const faults = [
    ...(grants.length === outcomes.length
      ? []
      : [`${outcomes.length} presses made ${grants.length} grants.`]),
    ...grants.flatMap((grant) => faultsOf(grant, redeemedOf(grant.id))),
    ...outcomes.flatMap(faultsSeen),
  ];
  const released = (id: string) =>
    redeemedOf(id)
      .flatMap(({ notices }) => notices)
      .find(({ type }) => type === 'ExchangeToken')?.at;
  return {
    connected: grants.filter(({ status }) => status === 'ACTIVE').length,
    finalized: grants.filter(({ id }) => redeemedOf(id).some(({ state }) => state === 'FINALIZED')).length,
    faults,
    orphans: requests.length - grants.length,
    resumed: outcomes.reduce((sum, { subscriptions }) => sum + subscriptions - 1, 0),
    clickToLinkMs: outcomes.map(({ linkAt, clickedAt }) => linkAt - clickedAt),
    noticeToConnectedMs: outcomes.map(
      ({ connectedAt, grantId }) => connectedAt - (released(grantId) ?? Number.NaN),
    ),
  };
}

function faultsOf(grant: ReadGrant, redeemed: BookedRequest[]): string[] {
  const activations = historyTypes(grant).filter((it) => it === 'GRANT_ACTIVATED').length;
  const numbers = grant.history.edges.map(({ node }) => node.number);
  return [
    ...(grant.status === 'ACTIVE'
      ? []
      : [`${grant.id} is ${grant.status} after ${historyTypes(grant).join(', ')}.`]),
    ...(activations === 1 ? [] : [`${grant.id} was activated ${activations} times.`]),
    ...(isGapless(numbers) ? [] : [`${grant.id} has the history ${numbers.join(' ')}.`]),
    ...(redeemed.length === 1 ? [] : [`${grant.id} has ${redeemed.length} requests whose token was traded.`]),
  ];
}

function faultsSeen({ grantId, accountId, status, numbers }: JourneyOutcome): string[] {
  return [
    ...(status === 'ACTIVE' ? [] : [`The subscriber of ${grantId} (${accountId}) saw ${status} last.`]),
    ...(isGapless(numbers) ? [] : [`The subscriber of ${grantId} saw ${numbers.join(' ')}.`]),
  ];
}

function isGapless(numbers: number[]): boolean {
  return numbers.every((number, index) => number === index + 1);
}
