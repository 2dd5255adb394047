import type { DelegationRequestState, HistoryEntryType } from '../../schema/types.generated.ts';
import { stateNamed } from './delegation-request.ts';
import type { Grant } from './grant.ts';
import type { HistoryEntry } from './history.ts';

/** The event that each kind of entry is announced as; undefined for what a partner's backend has no use for. */
const ANNOUNCED = {
  GRANT_STARTED: undefined,
  DELEGATION_REQUEST_CREATED: undefined,
  DELEGATION_REQUEST_RETRIED: undefined,
  DELEGATION_REQUEST_STATE_CHANGED: undefined,
  UNKNOWN_STATE_REPORTED: undefined,
  EXCHANGE_TOKEN_RECEIVED: undefined,
  EXCHANGE_RETRIED: undefined,
  GRANT_ACTIVATED: 'grant.active',
  CREDENTIALS_ISSUED: undefined,
  GRANT_REJECTED: 'grant.rejected',
  GRANT_EXPIRED: 'grant.expired',
  GRANT_CANCELLED: 'grant.cancelled',
  GRANT_FAILED: 'grant.failed',
  GRANT_REVOKED: 'grant.revoked',
  GRANT_ENDED: 'grant.ended',
  EXCHANGE_TOKEN_DISCARDED: undefined,
  INVITATION_CREATED: undefined,
  STACK_REPORTED: undefined,
  ROLE_SUBMITTED: undefined,
  PROVISIONING_STARTED: undefined,
  PROVISIONING_STEP_DONE: undefined,
  PROVISIONING_RETRIED: undefined,
  PROVISIONING_UNDONE: undefined,
  ROLE_VERIFIED: undefined,
  UPGRADE_STARTED: undefined,
  UPGRADE_FAILED: 'grant.upgrade_failed',
  GRANT_UPGRADED: 'grant.upgraded',
  GRANT_DEGRADED: 'grant.degraded',
  GRANT_RECOVERED: 'grant.recovered',
  ACCESS_GONE: 'grant.access_gone',
  HAND_OFF_CREATED: undefined,
} as const satisfies Record<HistoryEntryType, string | undefined>;

/** AWS's states that are announced in their own name: the others lead to an entry above. */
const ANNOUNCED_STATES: Partial<Record<DelegationRequestState, string>> = {
  PENDING_APPROVAL: 'grant.awaiting_admin',
};

/** A history entry that the partner is to hear of, under the name of its event. */
export interface Announcement {
  /** `grant.active`, `grant.revoked` and so on. */
  type: string;
  entry: HistoryEntry;
}

/** The oldest entry that is to be announced and was not; undefined where the partner has heard everything. */
export function nextAnnouncement({
  history,
  cutOff,
  delivered = 0,
}: Pick<Grant, 'history' | 'cutOff' | 'delivered'>): Announcement | undefined {
  for (const entry of [...(cutOff?.unannounced ?? []), ...history]) {
    const type = entry.number > delivered ? eventOf(entry) : undefined;
    if (type) return { type, entry };
  }
  return undefined;
}

/** The event that an entry is announced as; undefined for one of which nobody is told. */
export function eventOf({ type, state }: HistoryEntry): string | undefined {
  const known = state === undefined ? undefined : stateNamed(state);
  return (
    ANNOUNCED[type] ??
    (type === 'DELEGATION_REQUEST_STATE_CHANGED' && known ? ANNOUNCED_STATES[known] : undefined)
  );
}
