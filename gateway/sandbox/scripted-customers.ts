import type { DelegationRequest } from './books.ts';
import type { CustomerVerb } from './customer-verbs.ts';
import type { NoticeHabitName } from './notice-habits.ts';
import type { PrincipalName } from './principals.ts';

/** One thing a scripted customer does. */
export interface ScriptStep {
  as: PrincipalName;
  /** A verb of the console, or `expire`: AWS lets the request expire at once. */
  do: CustomerVerb | 'expire';
  /** How many step delays (usually 300 ms each) pass before it; 1 if not given. */
  after?: number;
  notes?: string;
  /** What to do when the first is refused. */
  orElse?: CustomerVerb;
}

/** A customer account that acts by itself. */
export interface ScriptedCustomer {
  /** What it does, in words for people. */
  title: string;
  steps: ScriptStep[];
  notices?: NoticeHabitName;
  /** Error codes that the exchange of its token meets, one for each call, before it works. */
  exchangeFailures?: string[];
}

const claim: ScriptStep = { as: 'DANA', do: 'claim' };
const forward: ScriptStep = { as: 'DANA', do: 'forward', notes: 'Could you look at this, please?' };
const approval: ScriptStep[] = [
  { as: 'ALEX', do: 'claim' },
  { as: 'ALEX', do: 'approve' },
];
const delayedApproval: ScriptStep = { as: 'ALEX', do: 'approve', after: 7 };

/** The customers that act by themselves, by account id. */
export const scriptedCustomers: Record<string, ScriptedCustomer> = {
  '100000000001': { title: 'approves at once', steps: approval },
  '100000000002': {
    title: 'rejects',
    steps: [claim, { as: 'DANA', do: 'reject', notes: 'Not before our security review' }],
  },
  '100000000003': {
    title: 'forwards to an administrator, who approves after a while',
    steps: [claim, forward, delayedApproval],
  },
  '100000000004': { title: 'forwards to an administrator, who stays silent', steps: [claim, forward] },
  '100000000005': { title: 'claims and stays silent', steps: [claim] },
  '100000000006': { title: 'never claims', steps: [] },
  '100000000007': { title: 'approves; every notice comes twice', steps: approval, notices: 'twice' },
  '100000000008': {
    title: 'approves; notices come newest first, held back until the token',
    steps: approval,
    notices: 'newestFirst',
  },
  '100000000009': { title: 'approves; every notice comes late', steps: approval, notices: 'late' },
  '100000000010': { title: 'approves; forged notices come first', steps: approval, notices: 'forgedFirst' },
  '100000000011': {
    title: 'approves; an unknown state comes in between',
    steps: approval,
    notices: 'unknownState',
  },
  '100000000012': {
    title: 'approves, and the request expires right after',
    steps: [...approval, { as: 'ALEX', do: 'expire' }],
  },
  '100000000013': {
    title: 'approves; the exchange is throttled three times',
    steps: approval,
    exchangeFailures: Array<string>(3).fill('Throttling'),
  },
  '100000000014': {
    title: 'approves; the exchange answers 500 six times',
    steps: approval,
    exchangeFailures: Array<string>(6).fill('InternalFailure'),
  },
  '100000000015': {
    title: 'approves, and revokes after a while',
    steps: [...approval, { as: 'ALEX', do: 'revoke', after: 17 }],
  },
  '100000000016': {
    title: 'forwards, then approves; states are written with spaces',
    steps: [claim, forward, delayedApproval],
    notices: 'spaced',
  },
  '100000000017': {
    title: 'approves; the notice of FINALIZED is lost, only the token comes',
    steps: approval,
    notices: 'tokenOnly',
  },
  '100000000018': {
    title: 'is a root user: approves up to four hours, rejects what is longer',
    steps: [
      { as: 'ROOT', do: 'claim' },
      { as: 'ROOT', do: 'approve', orElse: 'reject', notes: 'A root user cannot approve that long' },
    ],
  },
};

/** The script of the account a request is aimed at, or undefined. */
export function scriptFor(request: DelegationRequest): ScriptedCustomer | undefined {
  return request.ownerAccountId === undefined ? undefined : scriptedCustomers[request.ownerAccountId];
}
