import type { DelegationRequest } from './books.ts';
import type { CustomerVerb } from './customer-verbs.ts';
import type { NoticeHabitName } from './notice-habits.ts';
import type { PrincipalName } from './principals.ts';
import type { TamperingName } from './roles/tampering.ts';

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
  /** What it does to roles made for the partner: before anyone looks at them, or so many steps after their making. */
  tampering?: { do: TamperingName; after?: number };
  /** Where its stacks come to be, if not in its own account. */
  stacksIn?: string;
}

const claim: ScriptStep = { as: 'DANA', do: 'claim' };
const forward: ScriptStep = { as: 'DANA', do: 'forward', notes: 'Could you look at this, please?' };
const approval: ScriptStep[] = [
  { as: 'ALEX', do: 'claim' },
  { as: 'ALEX', do: 'approve' },
];
/** "A while", in steps. */
const aWhile = 17;
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
    steps: [...approval, { as: 'ALEX', do: 'revoke', after: aWhile }],
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
  '100000000021': {
    title: "approves; takes the condition out of the role's trust",
    steps: approval,
    tampering: { do: 'dropCondition' },
  },
  '100000000022': {
    title: "approves; writes another external ID into the role's trust",
    steps: approval,
    tampering: { do: 'otherExternalId' },
  },
  '100000000023': {
    title: 'approves; makes stacks in another account than asked',
    steps: approval,
    stacksIn: '100000000099',
  },
  '100000000024': {
    title: 'approves; takes the boundary off the role',
    steps: approval,
    tampering: { do: 'dropBoundary' },
  },
  '100000000025': {
    title: 'approves; lets the role trust another partner',
    steps: approval,
    tampering: { do: 'otherPrincipal' },
  },
  '100000000026': {
    title: 'approves, and deletes the role after a while',
    steps: approval,
    tampering: { do: 'deleteRole', after: aWhile },
  },
  '100000000027': {
    title: 'approves, and takes the condition out of the trust after a while',
    steps: approval,
    tampering: { do: 'dropCondition', after: aWhile },
  },
  '100000000028': {
    title: 'approves, and takes the boundary off the role after a while',
    steps: approval,
    tampering: { do: 'dropBoundary', after: aWhile },
  },
  '100000000029': {
    title: 'approves, and revokes the delegation after a while, whatever was made by it',
    steps: [...approval, { as: 'ALEX', do: 'revoke', after: aWhile }],
  },
};

/** The script of the account a request is aimed at, or undefined. */
export function scriptFor(request: DelegationRequest): ScriptedCustomer | undefined {
  return request.ownerAccountId === undefined ? undefined : scriptedCustomers[request.ownerAccountId];
}
