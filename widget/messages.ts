import type { Failure } from './connect-error.ts';
import type { Grant, HandOff, Path } from './gateway-client.ts';
import type { ProvisioningStep } from './operations.generated.ts';
import { awaitsStack, isExtension, isOpen } from './phase.ts';
import type { Phase } from './phase.ts';
import type { Times } from './times.ts';
import type { Panel } from './view.ts';

/** What a sentence may speak of. */
export interface Facts {
  /** The partner's name, as AWS shows it. */
  partner: string;
  grant: Grant | null;
  failure: Failure | null;
  /** The path that the panel at hand is about. */
  target?: Path | null;
  /** The link for an administrator, once it is made. */
  handOff: HandOff | null;
  /** The last two digits of the account, `··47`; empty while it is not known. */
  account: string;
  /** Whether whoever looks is the one who was asked to approve. */
  isApprover?: boolean;
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
    (facts) => `You asked ${since(facts)}. Approve it in the AWS console; this page updates by itself.`,
  ),
  'awaiting-review': words(
    'In review in your account',
    (facts) =>
      `The request was opened in AWS ${since(facts)}. This page updates by itself once it is approved.`,
  ),
  'awaiting-admin': words(
    ({ isApprover }) => (isApprover ? 'Waiting for your approval' : 'Waiting for your administrator'),
    (facts) =>
      facts.isApprover
        ? `You were asked ${since(facts)}. Approve or decline it in the AWS console; nothing changes until you do.`
        : `The request was forwarded ${since(facts)}. ${facts.grant?.path.onlySendByOwner ? 'Once it is approved, come back and release access in AWS: only you can.' : 'You can close this page; it will still be here when you come back.'}`,
  ),
  approved: words(
    'Approved in AWS',
    (facts) =>
      `Your account said yes ${since(facts)}. ${facts.grant?.path.onlySendByOwner ? 'Whoever opened the request now has to release access in AWS' : 'If AWS asks you to release access, do so there'}; the rest happens by itself.`,
  ),
  exchanging: words(
    'Finishing the connection',
    ({ partner }) => `AWS has released access. ${partner} is taking it up, which is a matter of seconds.`,
  ),
  provisioning: words(
    ({ grant }) => (awaitsStack(grant) ? 'Waiting for your stack' : 'Setting up access'),
    (facts) => progressOf(facts) || `A role for ${facts.partner} is being made in your account.`,
  ),
  verifying: words(
    'Checking the new access',
    (facts) => progressOf(facts) || 'The role is there and is being tested.',
  ),
  working: words(
    'Still working on it',
    'AWS reports a step this page does not know. It updates by itself when there is news.',
  ),
  connected: words(
    ({ grant, times }) => {
      if (grant?.health?.isDegraded) return 'Access is not as agreed';
      return grant?.expiresAt ? `Connected until ${times.clock(grant.expiresAt)}` : 'Connected';
    },
    (facts) => degradedSince(facts) ?? connectedFor(facts),
  ),
  expired: words(
    ({ grant }) => (grant?.activeAt ? 'Access has ended' : 'The request has expired'),
    (facts) =>
      facts.grant?.activeAt
        ? `It ended by itself ${endedAt(facts)}. ${facts.partner} can no longer use ${inAccount(facts)}.`
        : `Nobody approved it in time. ${untouched}`,
  ),
  rejected: words(
    'The request was declined',
    (facts) => `Somebody in your AWS account declined it ${endedAt(facts)}. ${untouched}`,
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
    (facts) =>
      `It was ended ${endedAt(facts)}. ${facts.partner} can get no more credentials for ${inAccount(facts)}.`,
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

function degradedSince({ grant, times, partner }: Facts): string | null {
  const health = grant?.health;
  if (!health?.isDegraded) return null;
  return `Since ${times.clock(health.since)}. ${health.message ?? `${partner} cannot use the role as it is.`}`;
}

const stepWords: Record<ProvisioningStep, string> = {
  CREATE_OIDC_PROVIDER: 'An identity provider is being added to your account.',
  CREATE_ROLE: 'The role is being made in your account, within what you approved.',
  ATTACH_POLICIES: 'The role is being given its permissions.',
  RUN_STACK: 'Create the stack in AWS CloudFormation; this page updates by itself.',
  VERIFY_TRUST:
    'The role is being tested, also in ways that must be refused. AWS may need a minute or two for a new role.',
};

/** `Step 2 of 3, since 14:05: …`; empty where nothing is being made. */
export function progressOf({ grant, times }: Facts): string {
  if (!grant?.progress) return '';
  const { step, of, since, name } = grant.progress;
  const known: Readonly<Record<string, string>> = stepWords;
  return `Step ${step} of ${of}, since ${times.clock(since)}. ${known[name] ?? ''}`.trim();
}

/** The words of the panels that ask once more before something is done. */
export const panelWords: Record<Panel, PhaseWords> = {
  upgrade: words(
    'Keep the connection?',
    (facts) =>
      `${facts.partner} makes a role in ${inAccount(facts)} with the access it has now; no new approval is needed. It stays until you remove it.`,
  ),
  extend: words(
    ({ target }) => `Add ${target?.title ?? ''}?`,
    ({ partner }) =>
      `${partner} asks for more, by a request of its own that you approve in AWS. What you have connected stays as it is.`,
  ),
  disconnect: words(
    ({ grant, partner }) => {
      if (grant && isExtension(grant)) return `End ${grant.path.title}?`;
      return grant?.expiresAt ? 'End access now?' : `Disconnect ${partner}?`;
    },
    (facts) => endingOf(facts),
  ),
  'hand-off': words('Send this to your administrator', ({ handOff, times }) =>
    handOff
      ? `Whoever opens the link sees this request and can continue in AWS. It works until ${times.clock(handOff.expiresAt)}; both of you see what happens.`
      : 'The link is being made.',
  ),
};

function endingOf(facts: Facts): string {
  const { grant, partner, times } = facts;
  const added = grant?.extensions.filter(isOpen).map(({ path }) => path.title) ?? [];
  const goesOn = added.length ? ` What was added goes on: ${added.join(', ')}.` : '';
  const stops = `From then on, ${partner} gets no more credentials for ${inAccount(facts)}.${goesOn}`;
  return grant?.expiresAt
    ? `${stops} Sessions already open end by themselves by ${times.clock(grant.expiresAt)}; you can revoke them earlier in the IAM console.`
    : `${stops} The role stays in your account until you delete it; the next page says how, and sees when it is gone.`;
}
