import { historyTypes } from '../journeys/partner-backend.ts';
import type { ReadGrant } from '../journeys/partner-backend.ts';
import type { BookedRequest } from '../journeys/sandbox-control.ts';
import { DECLINES } from './journey.ts';
import type { JourneyOutcome } from './journey.ts';

/** What came of a soak. Times are milliseconds. */
export interface SoakReport {
  connected: number;
  /** Declined by customers who decline. */
  declined: number;
  /** In AWS's books: grants with one request whose token was released and traded. */
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

/** A request whose token was released may be over by now. */
const RELEASED = ['FINALIZED', 'EXPIRED'];

/** Holds what subscribers saw, what the partner reads and what AWS's books say against each other. */
export function judge(
  outcomes: JourneyOutcome[],
  grants: ReadGrant[],
  requests: BookedRequest[],
): SoakReport {
  const requestsOf = Map.groupBy(requests, ({ workflowId }) => workflowId.replace(/\.\d+$/, ''));
  const redeemedOf = (id: string) => (requestsOf.get(id) ?? []).filter(({ redemptions }) => redemptions > 0);
  const faults = [
    ...(grants.length === outcomes.length
      ? []
      : [`${outcomes.length} presses made ${grants.length} grants.`]),
    ...grants.flatMap((grant) => faultsOf(grant, requestsOf.get(grant.id) ?? [])),
    ...outcomes.flatMap(faultsSeen),
  ];
  const released = (id: string) =>
    redeemedOf(id)
      .flatMap(({ notices }) => notices)
      .find(({ type }) => type === 'ExchangeToken')?.at;
  const connected = outcomes.filter(({ status }) => status === 'ACTIVE');
  return {
    connected: grants.filter(({ status }) => status === 'ACTIVE').length,
    declined: grants.filter(({ status }) => status === 'REJECTED').length,
    finalized: grants.filter(({ id }) => redeemedOf(id).some(({ state }) => RELEASED.includes(state))).length,
    faults,
    orphans: requests.length - grants.length,
    resumed: outcomes.reduce((sum, { subscriptions }) => sum + subscriptions - 1, 0),
    clickToLinkMs: outcomes.map(({ linkAt, clickedAt }) => linkAt - clickedAt).filter(Number.isFinite),
    noticeToConnectedMs: connected
      .map(({ connectedAt, grantId }) => connectedAt - (released(grantId) ?? Number.NaN))
      .filter(Number.isFinite),
  };
}

function endOf(accountId: string | null): 'ACTIVE' | 'REJECTED' {
  return accountId === DECLINES ? 'REJECTED' : 'ACTIVE';
}

function faultsOf(grant: ReadGrant, requests: BookedRequest[]): string[] {
  const end = endOf(grant.accountId);
  const once = end === 'ACTIVE' ? 1 : 0;
  const types = historyTypes(grant);
  const count = (type: string) => types.filter((it) => it === type).length;
  const numbers = grant.history.edges.map(({ node }) => node.number);
  const redeemed = requests.filter(({ redemptions }) => redemptions > 0).length;
  return [
    ...(grant.status === end ? [] : [`${grant.id} is ${grant.status} after ${types.join(', ')}.`]),
    ...(count('GRANT_ACTIVATED') === once
      ? []
      : [`${grant.id} was activated ${count('GRANT_ACTIVATED')} times.`]),
    ...(count('GRANT_REJECTED') === 1 - once ? [] : [`${grant.id} was declined otherwise than once.`]),
    ...(isGapless(numbers) ? [] : [`${grant.id} has the history ${numbers.join(' ')}.`]),
    ...(redeemed === once ? [] : [`${grant.id} has ${redeemed} requests whose token was traded.`]),
    ...(end === 'ACTIVE' || requests.some(({ state }) => state === 'REJECTED')
      ? []
      : [`AWS's books have ${grant.id} as ${requests.map(({ state }) => state).join(', ')}.`]),
  ];
}

function faultsSeen({ grantId, accountId, status, numbers }: JourneyOutcome): string[] {
  return [
    ...(status === endOf(accountId)
      ? []
      : [`The subscriber of ${grantId} (${accountId}) saw ${status} last.`]),
    ...(isGapless(numbers) ? [] : [`The subscriber of ${grantId} saw ${numbers.join(' ')}.`]),
  ];
}

function isGapless(numbers: number[]): boolean {
  return numbers.every((number, index) => number === index + 1);
}
