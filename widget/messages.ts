import type { Failure } from './connect-error.ts';
import type { Grant } from './gateway-client.ts';
import type { Phase } from './phase.ts';
import type { Times } from './times.ts';

/** What a sentence may speak of. */
export interface Facts {
  /** The partner's name, as AWS shows it. */
  partner: string;
  grant: Grant | null;
  failure: Failure | null;
  /** The last two digits of the account, `··47`; empty while it is not known. */
  account: string;
  times: Times;
  /** The gateway's clock, in milliseconds since 1970. */
  now: number;
}

/** The words of a phase: a heading of at most six, and a sentence or two. */
export interface PhaseWords {
  heading(facts: Facts): string;
  body(facts: Facts): string;
}

const words = (heading: string | PhaseWords['heading'], body: string | PhaseWords['body']): PhaseWords => ({
  heading: typeof heading === 'string' ? () => heading : heading,
  body: typeof body === 'string' ? () => body : body,
});

const since = ({ grant, times }: Facts): string =>
  grant ? times.at(grant.delegationRequest?.stateSince ?? grant.createdAt) : '';
const endedAt = ({ grant, times }: Facts): string =>
  grant ? times.at(grant.endedAt ?? grant.updatedAt) : '';
const inAccount = ({ account }: Facts): string => (account ? `account ${account}` : 'your AWS account');
const untouched = 'Nothing was changed in your AWS account.';

/** Every sentence of every phase, in English. */
export const phaseWords: Record<Phase, PhaseWords> = {
  idle: words('Connect with AWS', 'Not connected.'),
  choosing: words(
    ({ partner }) => `How should ${partner} connect?`,
    'Nothing changes in your AWS account until you approve it in the AWS console.',
  ),
  opening: words(
    'Preparing your request',
    'The AWS console opens in a moment. Nothing changes in your account until you approve.',
  ),
  'awaiting-claim': words(
    'Waiting for you in AWS',
    (facts) => `You asked ${since(facts)}. Approve it in the AWS console; this page changes by itself.`,
  ),
  'awaiting-review': words(
    'In review in your account',
    (facts) =>
      `The request was opened in AWS ${since(facts)}. This page changes by itself once it is approved.`,
  ),
  'awaiting-admin': words(
    'Waiting for your administrator',
    (facts) =>
      `The request was forwarded ${since(facts)}. You can close this page; it will still be here when you come back.`,
  ),
  approved: words(
    'Approved in AWS',
    (facts) =>
      `Your account said yes ${since(facts)}. If AWS asks you to release access, do so there; the rest happens by itself.`,
  ),
  exchanging: words(
    'Finishing the connection',
    ({ partner }) => `AWS has released access. ${partner} is taking it up, which is a matter of seconds.`,
  ),
  provisioning: words(
    'Setting up access',
    ({ partner }) => `A role for ${partner} is being made in your account.`,
  ),
  verifying: words('Checking the new access', 'The role is there. Its guards are being put to the proof.'),
  working: words(
    'Still working on it',
    'AWS reports a step this page does not know. It changes by itself when there is news.',
  ),
  connected: words(
    ({ grant, times }) =>
      grant?.expiresAt ? `Connected until ${times.clock(grant.expiresAt)}` : 'Connected',
    (facts) => connectedFor(facts),
  ),
  expired: words(
    ({ grant }) => (grant?.activeAt ? 'Access has ended' : 'The request has lapsed'),
    (facts) =>
      facts.grant?.activeAt
        ? `It ended by itself ${endedAt(facts)}. ${facts.partner} can no longer use ${inAccount(facts)}.`
        : `Nobody approved it in time. ${untouched}`,
  ),
  rejected: words(
    'The request was declined',
    (facts) => `Somebody in your AWS account said no ${endedAt(facts)}. ${untouched}`,
  ),
  cancelled: words(
    'The request was cancelled',
    ({ partner }) => `${untouched} Should it be approved later all the same, ${partner} will not use it.`,
  ),
  revoked: words(
    'Access was taken back',
    (facts) =>
      `Your AWS account took it back; this was noticed ${endedAt(facts)}. ${facts.partner} can no longer use it.`,
  ),
  ended: words(
    'Access has ended',
    (facts) => `It was ended ${endedAt(facts)}. ${facts.partner} no longer uses it.`,
  ),
  failed: words('This did not work', ({ failure }) => failure?.message ?? 'Something unexpected happened.'),
};

function connectedFor(facts: Facts): string {
  const { grant, partner, times, now } = facts;
  if (!grant?.expiresAt)
    return `${partner} uses a role in ${inAccount(facts)}, within the limits you approved.`;
  const left = (Date.parse(grant.expiresAt) - now) / 1000;
  if (left <= 0) return `The access of ${partner} to ${inAccount(facts)} is ending now.`;
  return `${partner} can use ${inAccount(facts)} for another ${times.span(left, 'short')}, then access ends by itself.`;
}

/** Everything else that is read: labels, hints and what the opened tab says. English. */
export const labels = {
  connect: 'Connect with AWS',
  continue: 'Continue in AWS',
  openAgain: 'Open AWS again',
  openNow: 'Open AWS',
  newTab: '(opens in a new tab)',
  notNow: 'Not now',
  close: 'Close',
  cancel: 'Cancel',
  cancelHint: 'Cancelling withdraws the request and changes nothing in your account.',
  askAgain: 'Ask again',
  tryAgain: 'Try again',
  chooseOther: 'Choose another way',
  copyLink: 'Copy the link',
  copyForAdmin: 'Copy the link for them',
  copied: 'Link copied',
  copyByHand: 'Copy this link by hand',
  asked: 'Asked',
  inReview: 'In review',
  approved: 'Approved',
  lapses: 'Lapses',
  path: 'Access',
  account: 'Account',
  boundary: 'Boundary',
  code: 'Code',
  whatItMeans: 'What this means',
  forbids: 'Never:',
  awsSays: 'What AWS will show whoever approves',
  policy: 'The policy, as AWS will apply it',
  accountHeading: 'Name the AWS account (optional)',
  accountLabel: 'AWS account number',
  accountHint: 'Twelve digits. Only this account can then approve.',
  accountWrong: 'An AWS account number has twelve digits. Correct it, or leave it empty.',
  blockedHeading: 'Open AWS to go on',
  blockedBody: 'Your browser kept the new tab closed. Nothing changes in your account until you approve.',
  required: 'Connect your AWS account first.',
  tabPreparing: (partner: string | null) =>
    partner ? `Preparing your request for ${partner}…` : 'Preparing your request…',
  tabNext: 'This tab goes to the AWS console in a moment. Nothing changes in your account until you approve.',
  tabFailed: 'The request could not be made',
  tabClose: 'You can close this tab. The page you came from says what happened.',
  unsafeLink: 'The gateway gave a link that is not safe to open.',
  offline: (since: string) => `No connection since ${since}. This page goes on by itself when it is back.`,
  endsAfter: (span: string) => `Ends after ${span}`,
  lasting: 'Stays until you remove it',
  rootLimit: (span: string) => `If the root user approves, it ends after ${span}.`,
  permissions: (count: number) =>
    count === 1 ? 'See the permission it asks for' : `See the ${count} permissions it asks for`,
  mayDo: (partner: string) => `See what ${partner} may do`,
} as const;
