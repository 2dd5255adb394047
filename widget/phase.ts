import type { Grant } from './gateway-client.ts';
import type { DelegationRequestState, GrantStatus } from './operations.generated.ts';

/** How the thread between the partner's mark and the account's is drawn. */
export interface Thread {
  line: 'loose' | 'drawn' | 'cut' | 'solid';
  /** How far it is drawn, in percent of the way; where a cut one is cut. */
  reach: number;
  /** Whether something travels on towards the account. */
  beads?: boolean;
  /** Whether a person stands at its end. */
  person?: boolean;
  /** How many stops there are on the way; two where it is not said. */
  stops?: number;
  /** Whether a strand of it has come loose. */
  frayed?: boolean;
  tone: 'muted' | 'accent' | 'warn' | 'good' | 'bad';
}

/** What holds of a phase, beside its words. */
export interface PhaseRow {
  /** Before the customer leaves, while somebody must act in AWS, while we are at it, while access lasts, or after the end. */
  stage: 'before' | 'waiting' | 'working' | 'connected' | 'over';
  thread: Thread;
}

const loose: Thread = { line: 'loose', reach: 0, tone: 'muted' };
const drawn = (reach: number): Thread => ({ line: 'drawn', reach, beads: true, tone: 'accent' });
const cut = (reach: number, tone: Thread['tone']): Thread => ({ line: 'cut', reach, tone });

/** Every phase there is, with its picture. */
export const phases = {
  idle: { stage: 'before', thread: loose },
  choosing: { stage: 'before', thread: loose },
  opening: { stage: 'before', thread: drawn(18) },
  'awaiting-claim': { stage: 'waiting', thread: drawn(33.3) },
  'awaiting-review': { stage: 'waiting', thread: drawn(33.3) },
  'awaiting-admin': {
    stage: 'waiting',
    thread: { line: 'drawn', reach: 66.7, person: true, tone: 'warn' },
  },
  approved: { stage: 'waiting', thread: drawn(66.7) },
  exchanging: { stage: 'working', thread: drawn(80) },
  provisioning: { stage: 'working', thread: drawn(80) },
  verifying: { stage: 'working', thread: drawn(88) },
  working: { stage: 'waiting', thread: drawn(50) },
  connected: { stage: 'connected', thread: { line: 'solid', reach: 100, tone: 'good' } },
  expired: { stage: 'over', thread: loose },
  rejected: { stage: 'over', thread: cut(50, 'bad') },
  cancelled: { stage: 'over', thread: cut(33.3, 'muted') },
  revoked: { stage: 'over', thread: cut(83, 'bad') },
  ended: { stage: 'over', thread: loose },
  failed: { stage: 'over', thread: cut(50, 'bad') },
} satisfies Record<string, PhaseRow>;

/** Where the customer stands, as the page shows it. `working`: the gateway reports something this version does not know. */
export type Phase = keyof typeof phases;

/** The row of a phase, its literals widened. */
export const phaseRow = (phase: Phase): PhaseRow => phases[phase];

/** The thread of a phase as this grant draws it: a stop for each step of a role's making, frayed where access is not as it should be. */
export function threadOf(phase: Phase, grant: Pick<Grant, 'progress' | 'health'> | null): Thread {
  const { stage, thread } = phaseRow(phase);
  if (grant?.progress && stage === 'working') {
    const { step, of } = grant.progress;
    return { ...drawn(Math.round(((step - 0.4) / (of + 1)) * 1000) / 10), stops: of };
  }
  if (phase === 'connected' && grant?.health?.isDegraded) return { ...thread, frayed: true, tone: 'warn' };
  return thread;
}

const pendingPhases = {
  UNASSIGNED: 'awaiting-claim',
  ASSIGNED: 'awaiting-review',
  PENDING_APPROVAL: 'awaiting-admin',
  ACCEPTED: 'approved',
  FINALIZED: 'exchanging',
  REJECTED: 'rejected',
  EXPIRED: 'expired',
} satisfies Record<DelegationRequestState, Phase>;

const settledPhases = {
  INVITED: 'choosing',
  ACTIVE: 'connected',
  REJECTED: 'rejected',
  EXPIRED: 'expired',
  CANCELLED: 'cancelled',
  FAILED: 'failed',
  REVOKED: 'revoked',
  ENDED: 'ended',
} satisfies Record<Exclude<GrantStatus, 'PENDING'>, Phase>;

/** What the phase of a grant comes of. */
type Standing = Pick<Grant, 'status' | 'progress'> & {
  delegationRequest: Pick<NonNullable<Grant['delegationRequest']>, 'state'> | null;
};

/** The phase of a grant; `working` for a status or state of a newer gateway or AWS. */
export function phaseOf({ status, delegationRequest, progress }: Standing): Phase {
  if (status !== 'PENDING') return lookUp(settledPhases, status);
  if (progress) return progress.name === 'VERIFY_TRUST' ? 'verifying' : 'provisioning';
  return delegationRequest ? lookUp(pendingPhases, delegationRequest.state) : 'opening';
}

function lookUp(table: Readonly<Record<string, Phase>>, name: string): Phase {
  return Object.hasOwn(table, name) ? (table[name] ?? 'working') : 'working';
}

/** Whether the customer's stack is what is waited for. */
export function awaitsStack(grant: Pick<Grant, 'status' | 'progress'> | null): boolean {
  return grant?.status === 'PENDING' && grant.progress?.name === 'RUN_STACK';
}

/** Whether news of the grant may still come: of an invitation, while it is open, and while it is looked whether ended access is gone. */
export function hasNews(grant: Pick<Grant, 'status' | 'cleanUp' | 'role'>): boolean {
  return (
    grant.status === 'INVITED' ||
    isOpen(grant) ||
    Boolean(grant.role && grant.cleanUp && !grant.cleanUp.goneAt)
  );
}

/** Whether anything may still happen to the grant; so it is with a status not known here. */
export function isOpen({ status }: Pick<Grant, 'status'>): boolean {
  return status === 'ACTIVE' || !Object.hasOwn(settledPhases, status);
}

/** Whether it asks for more beside the grant before it. */
export function isExtension({ succession }: Pick<Grant, 'succession'>): boolean {
  return succession === 'EXTENSION';
}
