import { setTimeout as rest } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import { createWidgetClient } from './widget-client.ts';
import type { GrantEvent } from './widget-client.ts';

/** What came of one journey. Instants are epoch milliseconds. */
export interface JourneyOutcome {
  grantId: string;
  accountId: string;
  /** As the subscriber saw it last. */
  status: string;
  clickedAt: number;
  linkAt: number;
  connectedAt: number;
  /** History numbers in the order in which the subscriber saw them, over all its subscriptions. */
  numbers: number[];
  /** How many subscriptions it took. */
  subscriptions: number;
}

/** What is settled of a journey before it begins. */
export interface JourneyPlan {
  customer: string;
  accountId: string;
  /** How long after the others' beginning it is pressed, milliseconds. */
  delayMs: number;
  /** Whether its first subscription is cut after the first event. */
  isCut: boolean;
}

/** The customer who says no. */
export const DECLINES = '100000000002';

/** Customers who approve: at once, by an administrator, with every notice twice, with notices in reverse. */
export const APPROVING = ['100000000001', '100000000003', '100000000007', '100000000008'] as const;

/** All sorts: the approving ones, one who declines, late, forged, unknown and spaced notices, a token alone, an STS that is busy or broken. */
export const ALL_SORTS = [
  ...APPROVING,
  DECLINES,
  '100000000009',
  '100000000010',
  '100000000011',
  '100000000012',
  '100000000013',
  '100000000014',
  '100000000016',
  '100000000017',
] as const;

/** Settles a journey by chance; presses are spread over `spreadMs`. */
export function planJourney(
  number: number,
  chance: Chance,
  spreadMs: number,
  accounts: readonly [string, ...string[]] = APPROVING,
): JourneyPlan {
  return {
    customer: `soak-${number}`,
    accountId: chance.pick(accounts),
    delayMs: chance.next() * spreadMs,
    isCut: chance.next() < 0.3,
  };
}

/** Goes through one journey as the button does, until the grant is no longer PENDING or the deadline is there. */
export async function runJourney(
  gatewayUrl: string,
  plan: JourneyPlan,
  deadline: AbortSignal,
): Promise<JourneyOutcome> {
  await rest(plan.delayMs);
  const { customer, accountId } = plan;
  const query = new URLSearchParams({ customer, account: accountId });
  const client = createWidgetClient(gatewayUrl, query, deadline);
  const clickedAt = Date.now();
  const grant = await client.startGrant({
    idempotencyKey: `press-of-${customer}`,
    pathId: 'quick-start-demo',
  });
  const outcome: JourneyOutcome = {
    grantId: grant.id,
    accountId,
    status: grant.status,
    clickedAt,
    linkAt: grant.delegationRequest?.consoleDeepLink ? Date.now() : Number.NaN,
    connectedAt: Number.NaN,
    numbers: [],
    subscriptions: 0,
  };
  while (outcome.status === 'PENDING' && !deadline.aborted) {
    const cut = new AbortController();
    outcome.subscriptions += 1;
    try {
      const after = outcome.numbers.at(-1) ?? 0;
      for await (const event of client.follow(grant.id, after, AbortSignal.any([deadline, cut.signal]))) {
        note(outcome, event);
        if (outcome.status !== 'PENDING') break;
        if (plan.isCut && outcome.subscriptions === 1) cut.abort();
      }
    } catch {
      // A socket that ended: the next one goes on from the last number.
      await rest(100);
    }
  }
  return outcome;
}

function note(outcome: JourneyOutcome, { grant, entries }: GrantEvent): void {
  outcome.status = grant.status;
  outcome.numbers.push(...entries.map(({ number }) => number));
  const now = Date.now();
  if (grant.delegationRequest?.consoleDeepLink && Number.isNaN(outcome.linkAt)) outcome.linkAt = now;
  if (grant.status === 'ACTIVE') outcome.connectedAt = now;
}
