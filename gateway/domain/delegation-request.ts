import type { DelegationRequestState } from '../../schema/types.generated.ts';

const DAY = 86_400_000;

/** What is known of one of AWS's states. */
interface StateRow {
  /** How far along it is: a notice of a lower rank is late news. */
  rank: number;
  /** How long AWS lets a request stay in it before it lapses, milliseconds. */
  lifeMs: number;
  /** The states AWS moves on to. */
  next: readonly DelegationRequestState[];
}

/**
 * AWS's own lifecycle ("Building your integration", IAM User Guide). Where two ends meet, approval outranks refusal
 * and refusal outranks time: AWS lists FINALIZED and REJECTED as turning EXPIRED later, which takes nothing back.
 */
export const DELEGATION_REQUEST_STATES = {
  UNASSIGNED: { rank: 0, lifeMs: DAY, next: ['ASSIGNED', 'EXPIRED'] },
  ASSIGNED: { rank: 1, lifeMs: 7 * DAY, next: ['ACCEPTED', 'PENDING_APPROVAL', 'REJECTED', 'EXPIRED'] },
  PENDING_APPROVAL: { rank: 2, lifeMs: 7 * DAY, next: ['ACCEPTED', 'REJECTED', 'EXPIRED'] },
  ACCEPTED: { rank: 3, lifeMs: 7 * DAY, next: ['FINALIZED', 'REJECTED', 'EXPIRED'] },
  EXPIRED: { rank: 4, lifeMs: Infinity, next: [] },
  REJECTED: { rank: 5, lifeMs: 7 * DAY, next: ['EXPIRED'] },
  FINALIZED: { rank: 6, lifeMs: 7 * DAY, next: ['EXPIRED'] },
} as const satisfies Record<DelegationRequestState, StateRow>;

/** AWS's delegation request, as far as notices tell. Instants are epoch milliseconds, AWS's clock. */
export interface DelegationRequest {
  id: string;
  state: DelegationRequestState;
  stateSince: number;
  /** Opaque; where the customer approves. Undefined if only a notice told us of the request. */
  consoleDeepLink?: string;
}

/** The state as AWS's API spells it; undefined for one that is not known. AWS's guide prints one with a space. */
export function stateNamed(text: string): DelegationRequestState | undefined {
  const name = text.trim().replace(/\s+/g, '_');
  return Object.hasOwn(DELEGATION_REQUEST_STATES, name) ? (name as DelegationRequestState) : undefined;
}

/** Whether a reported state is news: further along than what is known. Notices may come late, twice or never. */
export function isNews(known: DelegationRequestState, reported: DelegationRequestState): boolean {
  return DELEGATION_REQUEST_STATES[reported].rank > DELEGATION_REQUEST_STATES[known].rank;
}

/** When AWS lets the request lapse if nothing more happens, epoch milliseconds. */
export function lapsesAt({ state, stateSince }: DelegationRequest): number {
  return stateSince + DELEGATION_REQUEST_STATES[state].lifeMs;
}
