import { createHash } from 'node:crypto';
import type { ErrorCode, HistoryEntryType } from '../../schema/types.generated.ts';

/** One thing that happened to a grant; never changed afterwards. */
export interface HistoryEntry {
  /** 1, 2, 3 … without gaps. */
  number: number;
  /** Epoch milliseconds. */
  at: number;
  type: HistoryEntryType;
  /** AWS's state, verbatim. */
  state?: string;
  code?: ErrorCode;
  /** SHA-256 over the entry and the hash before it, hex. */
  hash: string;
}

/** A part of a grant's history that is kept beside the grant. It is cut off once, and never changed afterwards. */
export interface HistorySegment {
  grantId: string;
  /** The number of its first entry. */
  first: number;
  entries: HistoryEntry[];
}

/** What is to be added; number and hash follow from what is there. */
export type NewEntry = Pick<HistoryEntry, 'at' | 'type' | 'state' | 'code'>;

/** The steps of provisioning, as a person says them. */
const STEP_WORDS: Record<string, string> = {
  CREATE_OIDC_PROVIDER: 'the identity provider',
  CREATE_ROLE: 'the role',
  ATTACH_POLICIES: 'its permissions',
  RUN_STACK: 'the stack',
  VERIFY_TRUST: 'the proof of its trust',
};

/** The sentence for each kind of entry, for people; without secrets. */
const SENTENCES = {
  GRANT_STARTED: () => 'The customer chose a path.',
  DELEGATION_REQUEST_CREATED: () => 'AWS made the request.',
  DELEGATION_REQUEST_RETRIED: () => 'AWS did not answer as hoped; the request is tried again.',
  DELEGATION_REQUEST_STATE_CHANGED: (it) => `AWS reported ${it.state}.`,
  UNKNOWN_STATE_REPORTED: (it) => `AWS reported ${it.state}, a state that is not known here.`,
  EXCHANGE_TOKEN_RECEIVED: () => 'AWS released the exchange token.',
  EXCHANGE_RETRIED: () => 'AWS did not trade the token yet; it is tried again.',
  GRANT_ACTIVATED: () => 'Connected.',
  CREDENTIALS_ISSUED: () => 'The partner’s backend took fresh credentials.',
  GRANT_REJECTED: () => 'The request was declined in AWS.',
  GRANT_EXPIRED: () => 'Its time ran out.',
  GRANT_CANCELLED: () => 'The request was withdrawn.',
  GRANT_FAILED: (it) => `It could not be finished: ${it.code}.`,
  GRANT_REVOKED: () => 'Access was taken back in AWS.',
  GRANT_ENDED: () => 'Access was ended.',
  INVITATION_CREATED: () => 'The partner made an invitation.',
  STACK_REPORTED: (it) => `The stack reported ${it.state}.`,
  ROLE_SUBMITTED: () => 'Somebody gave the role’s ARN by hand.',
  PROVISIONING_STARTED: () => 'The role is being made.',
  PROVISIONING_STEP_DONE: (it) => `Done: ${STEP_WORDS[it.state ?? ''] ?? it.state}.`,
  PROVISIONING_RETRIED: (it) => `Not yet: ${it.code}. It is tried again.`,
  PROVISIONING_UNDONE: () => 'What was made of the role was taken back.',
  ROLE_VERIFIED: () => 'The role was proved: it opens for this grant, and for nothing else.',
  UPGRADE_STARTED: () => 'The customer asked for lasting access.',
  UPGRADE_FAILED: (it) => `The upgrade could not be finished: ${it.code}. The grant is as it was.`,
  GRANT_UPGRADED: () => 'Access is lasting now.',
  GRANT_DEGRADED: (it) => `Something is wrong with the access: ${it.code}.`,
  GRANT_RECOVERED: () => 'Access is as it should be again.',
  ACCESS_GONE: () => 'Access was seen to be gone.',
  HAND_OFF_CREATED: () => 'A link for an administrator was made.',
  EXCHANGE_TOKEN_DISCARDED: () => 'A token came that nobody waits for; it was thrown away.',
} satisfies Record<HistoryEntryType, (entry: NewEntry) => string>;

/** The sentence for an entry. */
export function sentenceOf(entry: NewEntry): string {
  return SENTENCES[entry.type](entry);
}

/** The history with one entry more. */
export function append(history: readonly HistoryEntry[], entry: NewEntry): HistoryEntry[] {
  const before = history.at(-1);
  const numbered = { number: (before?.number ?? 0) + 1, ...entry };
  return [...history, { ...numbered, hash: hashOf(numbered, before?.hash ?? '') }];
}

/** Whether no entry was changed, removed or put in between; of a part, `before` is the entry that it follows. */
export function isIntact(
  history: readonly HistoryEntry[],
  before: Pick<HistoryEntry, 'number' | 'hash'> = { number: 0, hash: '' },
): boolean {
  return history.every((entry, index) => {
    const { number, hash } = history[index - 1] ?? before;
    return entry.number === number + 1 && entry.hash === hashOf(entry, hash);
  });
}

function hashOf({ number, at, type, state, code }: Omit<HistoryEntry, 'hash'>, before: string): string {
  const canonical = JSON.stringify([before, number, at, type, state ?? null, code ?? null]);
  return createHash('sha256').update(canonical).digest('hex');
}
