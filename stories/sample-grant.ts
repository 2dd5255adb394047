import type { Grant, Path, Session } from '../widget/gateway-client.ts';
import type { Phase } from '../widget/phase.ts';

const minute = 60_000;
const day = 1440 * minute;

const instant = (fromNow: number): string => new Date(Date.now() + fromNow).toISOString();

const permissions: Path['permissions'] = [
  {
    words: 'See your AWS Marketplace listings',
    effect: 'ALLOW',
    actions: ['aws-marketplace:ListEntities', 'aws-marketplace:DescribeEntity'],
    resources: ['*'],
  },
  {
    words: 'See your agreements with buyers',
    effect: 'ALLOW',
    actions: ['aws-marketplace:SearchAgreements'],
    resources: ['*'],
  },
  { words: 'Change who may sign in', effect: 'DENY', actions: ['iam:*'], resources: ['*'] },
];

const policy = {
  Version: '2012-10-17',
  Statement: permissions.map(({ effect, actions, resources }) => ({
    Effect: effect === 'ALLOW' ? 'Allow' : 'Deny',
    Action: actions,
    Resource: resources,
  })),
};

const boundary = 'arn:aws:iam::aws:policy/partner/acme/connector-boundary';

const makeARole: Path['permissions'] = [
  {
    words: 'Make one role under /acme/, and only within the permissions boundary',
    effect: 'ALLOW',
    actions: ['iam:CreateRole', 'iam:PutRolePolicy'],
    resources: ['arn:aws:iam::*:role/acme/*'],
  },
];

const writes: Path['permissions'] = [
  {
    words: 'Propose changes to your listings',
    effect: 'ALLOW',
    actions: ['aws-marketplace:StartChangeSet'],
    resources: ['*'],
  },
];

/** The paths of the stories: one of each kind. */
export const samplePaths: Path[] = [
  path({
    id: 'quick-start-demo',
    title: 'Quick Start Demo',
    summary: 'Reads your Marketplace listings and agreements. Leaves nothing behind.',
    durationSeconds: 14_400,
  }),
  path({
    id: 'extended-trial',
    title: 'Extended Trial',
    summary: 'Reads and updates your listings.',
    badge: 'Most tried',
    durationSeconds: 43_200,
    rootApproverLimitSeconds: 14_400,
    permissions: [...permissions, ...makeARole],
    upgradesTo: ['automated-setup'],
  }),
  path({
    id: 'automated-setup',
    kind: 'ROLE_BY_DELEGATION',
    title: 'Automated Setup',
    summary: 'Makes a role in your account, limited by a permissions boundary.',
    badge: 'Recommended to stay',
    permissionsBoundaryArn: boundary,
    permissions: [...permissions, ...writes],
    setupPermissions: makeARole,
    trust: 'EXTERNAL_ID',
  }),
  path({
    id: 'production-setup',
    kind: 'ROLE_BY_CLOUDFORMATION',
    title: 'Production Setup',
    summary: 'You make the role yourself, from a CloudFormation template.',
    badge: 'Recommended to stay',
    permissionsBoundaryArn: boundary,
    trust: 'EXTERNAL_ID',
    regions: ['eu-west-1', 'us-east-1'],
    stackMakes: ['One IAM role under /acme/, guarded by an external ID', 'A permissions boundary on it'],
  }),
];

function path(own: Pick<Path, 'id' | 'title' | 'summary'> & Partial<Path>): Path {
  return {
    kind: 'TEMPORARY',
    bulletPoints: ['Nothing to install', 'You can take it back at any time in the AWS console'],
    badge: null,
    durationSeconds: null,
    rootApproverLimitSeconds: null,
    permissions,
    policyDocument: JSON.stringify(policy, null, 2),
    description: 'Acme reads your AWS Marketplace listings to show you how they sell.',
    requestMessage: 'Requested by Example Corp from Acme.',
    permissionsBoundaryArn: null,
    trust: null,
    setupPermissions: [],
    regions: [],
    stackMakes: [],
    upgradesTo: [],
    ...own,
  };
}

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
      message: 'AWS handed over access, but it had ended before it could be taken up. Ask again.',
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
    health:
      rest.status === 'ACTIVE' ? { isDegraded: false, code: null, message: null, since: stateSince } : null,
    cleanUp: null,
    upgradingTo: null,
    precededBy: null,
    invitedUntil: null,
    history: historyOf('GRANT_STARTED', 'DELEGATION_REQUEST_CREATED'),
    failure: null,
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

/** A history of these entries. */
export function historyOf(...types: Grant['history']['edges'][number]['node']['type'][]): Grant['history'] {
  return { edges: types.map((type) => ({ node: { type } })) };
}

/** What a grant tells of its path. */
export function pick(path: Path | undefined): Grant['path'] {
  const { id, kind, title, durationSeconds, permissionsBoundaryArn } =
    path ?? samplePathOf('quick-start-demo');
  return { id, kind, title, durationSeconds, permissionsBoundaryArn };
}

/** The sample path with this id. */
export function samplePathOf(id: string): Path {
  const found = samplePaths.find((each) => each.id === id);
  if (!found) throw new RangeError(`There is no sample path ${id}.`);
  return found;
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
