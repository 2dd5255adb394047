import type { Grant, Session } from '../widget/gateway-client.ts';
import type { Phase } from '../widget/phase.ts';
import { pick, samplePaths } from './sample-paths.ts';

const minute = 60_000;
const day = 1440 * minute;

const instant = (fromNow: number): string => new Date(Date.now() + fromNow).toISOString();

/** What a sample differs in. */
export type Own = Partial<Omit<Grant, 'delegationRequest'>> & { state?: string | null };

/** A grant as it is in each phase that has one. */
const grants: Partial<Record<Phase, Own>> = {
  'awaiting-claim': { state: 'UNASSIGNED', pendingUntil: instant(day - 2 * minute), accountId: null },
  'awaiting-review': { state: 'ASSIGNED', pendingUntil: instant(7 * day) },
  'awaiting-admin': { state: 'PENDING_APPROVAL', pendingUntil: instant(6 * day) },
  approved: { state: 'ACCEPTED', pendingUntil: instant(7 * day) },
  exchanging: { state: 'FINALIZED', pendingUntil: instant(7 * day) },
  provisioning: { state: 'FINALIZED', progress: progress(2, 3, 'ATTACH_POLICIES') },
  verifying: { state: 'FINALIZED', progress: progress(3, 3, 'VERIFY_TRUST') },
  working: { state: 'PARTLY_SUNNY', pendingUntil: instant(7 * day) },
  connected: { status: 'ACTIVE', state: 'FINALIZED', expiresAt: instant(185 * minute) },
  expired: { status: 'EXPIRED', state: 'EXPIRED', endedAt: instant(-minute) },
  rejected: { status: 'REJECTED', state: 'REJECTED', endedAt: instant(-90 * minute) },
  cancelled: { status: 'CANCELLED', state: 'UNASSIGNED', endedAt: instant(-minute) },
  revoked: { status: 'REVOKED', state: 'FINALIZED', endedAt: instant(-30 * minute) },
  ended: { status: 'ENDED', state: 'FINALIZED', endedAt: instant(-30 * minute) },
  failed: {
    status: 'FAILED',
    state: 'FINALIZED',
    failure: {
      code: 'EXCHANGE_TOKEN_EXPIRED',
      message: 'AWS handed over access, but it had ended before it could be taken up.',
      remedy: 'Ask again, and release access in AWS soon after it is approved.',
      retryable: true,
      docsUrl: 'https://docs.example.com/errors/exchange-token-expired',
    },
  },
};

function progress(step: number, of: number, name: NonNullable<Grant['progress']>['name']): Grant['progress'] {
  return { step, of, name, since: instant(-minute / 2) };
}

/** The phases that come of a grant, and have a sample. */
export const samplePhases = Object.keys(grants) as Phase[];

/** A grant in this phase; `own` changes it further. */
export function sampleGrant(phase: Phase, own: Own = {}): Grant {
  const { state = 'UNASSIGNED', ...rest } = { ...grants[phase], ...own };
  const isOpen = !rest.status || rest.status === 'PENDING';
  const stateSince = instant(-3 * minute);
  const isActivated = ['ACTIVE', 'REVOKED', 'ENDED'].includes(rest.status ?? '');
  return {
    id: `grant_${phase}`,
    status: 'PENDING',
    path: pick(samplePaths[0]),
    accountId: '111122223347',
    delegationRequest: state === null ? null : requestIn(state, stateSince, isOpen),
    quickCreate: null,
    progress: null,
    role: null,
    health: rest.status === 'ACTIVE' ? { ...allWell, since: stateSince } : null,
    cleanUp: null,
    upgradingTo: null,
    precededBy: null,
    succession: null,
    extensions: [],
    failure: null,
    upgradeFailure: null,
    createdAt: instant(-5 * minute),
    updatedAt: stateSince,
    pendingUntil: null,
    activeAt: isActivated ? instant(-55 * minute) : null,
    expiresAt: null,
    endedAt: null,
    historyNumber: 3,
    ...rest,
  };
}

const allWell = { isDegraded: false, code: null, message: null, remedy: null, docsUrl: null };

function requestIn(
  state: string,
  stateSince: string,
  isOpen: boolean,
): NonNullable<Grant['delegationRequest']> {
  return {
    id: 'dr-0123456789abcdef',
    state: state as NonNullable<Grant['delegationRequest']>['state'],
    stateSince,
    consoleDeepLink: isOpen ? 'https://console.aws.amazon.com/iam/home#/delegation/dr-0123456789' : null,
  };
}

/** A session of Acme's customer; `grant` is its newest. */
export function sampleSession(own: Partial<Session> = {}): Session {
  return {
    customer: { id: 'customer-1', name: 'Example Corp' },
    partner: { name: 'Acme' },
    paths: samplePaths,
    grant: null,
    expiresAt: instant(10 * minute),
    serverTime: instant(0),
    ...own,
  };
}
