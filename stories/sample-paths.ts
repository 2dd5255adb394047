import type { Grant, Path } from '../widget/gateway-client.ts';

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

const costs: Path['permissions'][number] = {
  words: 'See what your account costs, day by day',
  effect: 'ALLOW',
  actions: ['ce:GetCostAndUsage'],
  resources: ['*'],
};

const logs: Path['permissions'][number] = {
  words: 'Search the logs of your listings’ deployments',
  effect: 'ALLOW',
  actions: ['logs:StartQuery', 'logs:GetQueryResults'],
  resources: ['arn:aws:logs:*:*:log-group:/acme/*'],
};

/** What can be added to a grant of these paths. */
const features = ['cost-insights', 'log-search'];

/** The paths of a session: one of each kind, and two that are only asked for beside another. */
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
    extendsWith: features,
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
    setupSeconds: 3600,
    extendsWith: features,
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
  path({
    id: 'cost-insights',
    title: 'Cost Insights',
    summary: 'Reads what your listings cost you, and what they bring.',
    durationSeconds: 43_200,
    permissions: [...permissions, costs],
    isFeature: true,
  }),
  path({
    id: 'log-search',
    kind: 'ROLE_BY_DELEGATION',
    title: 'Log Search',
    summary: 'Finds what went wrong, in the logs that you name.',
    permissionsBoundaryArn: boundary,
    permissions: [logs],
    setupPermissions: makeARole,
    setupSeconds: 3600,
    trust: 'OIDC',
    isFeature: true,
  }),
];

/** Paths that a session has only where a story says so. */
const otherPaths: Path[] = [
  path({
    id: 'keyless-setup',
    kind: 'ROLE_BY_DELEGATION',
    title: 'Keyless Setup',
    summary: 'Makes a role that trusts our identity provider: there is no AWS key, at us or at you.',
    permissionsBoundaryArn: boundary,
    permissions: [...permissions, ...writes],
    setupPermissions: makeARole,
    setupSeconds: 3600,
    trust: 'OIDC',
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
    extendsWith: [],
    isFeature: false,
    setupSeconds: null,
    ...own,
  };
}

/** What a grant tells of its path. */
export function pick(path: Path | undefined): Grant['path'] {
  const { id, kind, title, durationSeconds, permissionsBoundaryArn, upgradesTo, extendsWith } =
    path ?? samplePathOf('quick-start-demo');
  return {
    id,
    kind,
    title,
    durationSeconds,
    permissionsBoundaryArn,
    upgradesTo,
    extendsWith,
    onlySendByOwner: false,
  };
}

/** The sample path with this id. */
export function samplePathOf(id: string): Path {
  const found = [...samplePaths, ...otherPaths].find((each) => each.id === id);
  if (!found) throw new RangeError(`There is no sample path ${id}.`);
  return found;
}
