import { setTimeout as rest } from 'node:timers/promises';
import { nextAnnouncement } from '../../gateway/domain/announcement.ts';
import type { HistoryEntry } from '../../gateway/domain/history.ts';
import { createPartnerBackend } from '../journeys/partner-backend.ts';
import type { ReadGrant } from '../journeys/partner-backend.ts';
import { createSandboxControl } from '../journeys/sandbox-control.ts';
import type { Chance } from './chance.ts';
import type { Cluster } from './cluster.ts';
import { ALL_SORTS, planJourney, runJourney } from './journey.ts';
import { judge } from './judge.ts';
import type { SoakReport } from './judge.ts';

/** How to soak several gateways. Times are milliseconds. */
export interface ClusterSoakOptions {
  journeys: number;
  /** All presses fall within this time. */
  spreadMs: number;
  /** A gateway is killed so often, about: between half and one and a half of it. */
  killEveryMs: number;
  /** How many times the store's primary steps down, spread over the presses. */
  stepDowns: number;
  /** When whatever is not decided counts as lost, from the beginning. */
  deadlineMs: number;
  /** Hears how far it is. */
  onProgress?: (line: string) => void;
}

/** What came of it. */
export interface ClusterSoakReport extends SoakReport {
  kills: number;
  stepDowns: number;
  /** Deliveries the partner's endpoint took, each counted once. */
  webhooks: number;
  /** Deliveries that came again after they were taken: at least once is the promise. */
  webhookRepeats: number;
}

/** How long the last deliveries may take after the last journey, milliseconds. */
const DELIVERIES_DEADLINE_MS = 60_000;

/** A delivery that failed twice waits five minutes: time is travelled past that, seconds. */
const PAST_THE_SECOND_WAIT = 310;

/** Runs all journeys while gateways are killed and the primary steps down; holds all four books against each other. */
export async function soakCluster(
  cluster: Cluster,
  chance: Chance,
  options: ClusterSoakOptions,
): Promise<ClusterSoakReport> {
  const { journeys, spreadMs, deadlineMs, onProgress = () => {} } = options;
  const deadline = AbortSignal.timeout(deadlineMs);
  const over = new AbortController();
  const done = { journeys: 0, kills: 0, stepDowns: 0 };
  const plans = Array.from({ length: journeys }, (_, number) =>
    planJourney(number, chance, spreadMs, ALL_SORTS),
  );
  const progress = setInterval(
    () => onProgress(`${done.journeys} of ${journeys} decided, ${done.kills} gateways killed`),
    10_000,
  );
  const unrest = Promise.all([
    killNowAndThen(cluster, chance, options, over.signal, done),
    stepDownNowAndThen(cluster, options, over.signal, done),
  ]);
  const outcomes = await Promise.all(
    plans.map(async (plan) => {
      const outcome = await runJourney(cluster.gatewayUrl, plan, deadline);
      done.journeys++;
      return outcome;
    }),
  );
  over.abort();
  await unrest;
  clearInterval(progress);
  const grants = await readAll(cluster);
  const late = await untilDelivered(cluster, grants);
  const report = judge(outcomes, grants, await createSandboxControl(cluster.sandboxUrl).requests());
  return {
    ...report,
    faults: [...report.faults, ...late, ...forgeries(cluster)],
    kills: done.kills,
    stepDowns: done.stepDowns,
    webhooks: [...cluster.webhooks.taken.values()].flat().length,
    webhookRepeats: cluster.webhooks.repeats(),
  };
}

async function killNowAndThen(
  cluster: Cluster,
  chance: Chance,
  { killEveryMs }: ClusterSoakOptions,
  over: AbortSignal,
  done: { kills: number },
): Promise<void> {
  while (!over.aborted) {
    await rest(killEveryMs * (0.5 + chance.next()), undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) return;
    await cluster.cutPower(Math.floor(chance.next() * cluster.size));
    done.kills++;
  }
}

async function stepDownNowAndThen(
  cluster: Cluster,
  { stepDowns, spreadMs }: ClusterSoakOptions,
  over: AbortSignal,
  done: { stepDowns: number },
): Promise<void> {
  while (done.stepDowns < stepDowns && !over.aborted) {
    await rest(spreadMs / (stepDowns + 1), undefined, { signal: over }).catch(() => undefined);
    await cluster.stepDown();
    done.stepDowns++;
  }
}

async function readAll({ gatewayUrl, partnerKey }: Cluster): Promise<ReadGrant[]> {
  const backend = createPartnerBackend(gatewayUrl, partnerKey);
  const ids = await backend.grantIds();
  const grants: ReadGrant[] = [];
  for (let from = 0; from < ids.length; from += 16)
    grants.push(...(await Promise.all(ids.slice(from, from + 16).map((id) => backend.grant(id)))));
  return grants;
}

/** Waits for the last deliveries; a sentence for each grant whose events did not come whole and in order. */
async function untilDelivered({ webhooks, sandboxUrl }: Cluster, grants: ReadGrant[]): Promise<string[]> {
  const end = Date.now() + DELIVERIES_DEADLINE_MS;
  await createSandboxControl(sandboxUrl).advance(PAST_THE_SECOND_WAIT);
  for (;;) {
    const wrong = grants.flatMap((grant) => {
      const expected = announcedNumbers(grant).join(' ');
      const taken = (webhooks.taken.get(grant.id) ?? []).join(' ');
      return expected === taken ? [] : [`The partner heard of ${grant.id}: ${taken}, and not: ${expected}.`];
    });
    if (!wrong.length || Date.now() > end) return wrong;
    await rest(500);
  }
}

/** The numbers of the entries that the partner is told of, in order. */
function announcedNumbers({ history: { edges } }: ReadGrant): number[] {
  const history = edges.map(({ node }) => ({ ...node, state: node.state ?? undefined }) as HistoryEntry);
  const numbers: number[] = [];
  for (let next = nextAnnouncement({ history }); next;) {
    numbers.push(next.entry.number);
    next = nextAnnouncement({ history, delivered: next.entry.number });
  }
  return numbers;
}

function forgeries({ webhooks }: Cluster): string[] {
  return webhooks.forged() ? [`${webhooks.forged()} deliveries did not bear the signature.`] : [];
}
