/** What may happen to a delegation request, named after the API that causes it (`Time` passes by itself). */
export type DelegationEvent = 'Associate' | 'Update' | 'Accept' | 'Reject' | 'Send' | 'Time';

interface StateRow {
  /** How long a request may stay in this state, in seconds; null: for ever. */
  lifeSeconds: number | null;
  /** The state each event leads to; an event not listed is refused. */
  on: Partial<Record<DelegationEvent, DelegationState>>;
}

/** The states of a delegation request, as AWS spells them. */
export type DelegationState =
  'UNASSIGNED' | 'ASSIGNED' | 'PENDING_APPROVAL' | 'ACCEPTED' | 'FINALIZED' | 'REJECTED' | 'EXPIRED';

const day = 86_400;
const week = 7 * day;

/** The whole life of a delegation request. Source: IAM User Guide, "Building your integration". */
export const delegationLifecycle = {
  UNASSIGNED: { lifeSeconds: day, on: { Associate: 'ASSIGNED', Time: 'EXPIRED' } },
  ASSIGNED: {
    lifeSeconds: week,
    on: { Update: 'PENDING_APPROVAL', Accept: 'ACCEPTED', Reject: 'REJECTED', Time: 'EXPIRED' },
  },
  PENDING_APPROVAL: { lifeSeconds: week, on: { Accept: 'ACCEPTED', Reject: 'REJECTED', Time: 'EXPIRED' } },
  ACCEPTED: { lifeSeconds: week, on: { Send: 'FINALIZED', Reject: 'REJECTED', Time: 'EXPIRED' } },
  FINALIZED: { lifeSeconds: week, on: { Time: 'EXPIRED' } },
  REJECTED: { lifeSeconds: week, on: { Time: 'EXPIRED' } },
  EXPIRED: { lifeSeconds: null, on: {} },
} satisfies Record<DelegationState, StateRow>;

/** The state an event leads to, or undefined where AWS refuses it. */
export function nextState(state: DelegationState, event: DelegationEvent): DelegationState | undefined {
  const row: StateRow = delegationLifecycle[state];
  return row.on[event];
}

/** When a request that entered `state` at `since` (epoch ms) expires; undefined: never. */
export function expiryOf(state: DelegationState, since: number): number | undefined {
  const { lifeSeconds } = delegationLifecycle[state];
  return lifeSeconds === null ? undefined : since + lifeSeconds * 1000;
}
