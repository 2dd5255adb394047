import type { Path, PathStatement } from './domain/path.ts';

const MARKETPLACE_CATALOG_READ: PathStatement = {
  words: 'See your AWS Marketplace listings and the changes under way',
  statement: {
    Effect: 'Allow',
    Action: [
      'aws-marketplace:DescribeChangeSet',
      'aws-marketplace:DescribeEntity',
      'aws-marketplace:ListChangeSets',
      'aws-marketplace:ListEntities',
    ],
    Resource: '*',
  },
};

const MARKETPLACE_AGREEMENTS_READ: PathStatement = {
  words: 'See your AWS Marketplace agreements and their terms',
  statement: {
    Effect: 'Allow',
    Action: [
      'aws-marketplace:DescribeAgreement',
      'aws-marketplace:GetAgreementTerms',
      'aws-marketplace:SearchAgreements',
    ],
    Resource: '*',
  },
};

const MARKETPLACE_CATALOG_WRITE: PathStatement = {
  words: 'Propose changes to your listings, and withdraw them',
  statement: {
    Effect: 'Allow',
    Action: ['aws-marketplace:CancelChangeSet', 'aws-marketplace:StartChangeSet'],
    Resource: '*',
  },
};

const COSTS_READ: PathStatement = {
  words: 'See your costs, by service and by month, and their forecast',
  statement: {
    Effect: 'Allow',
    Action: ['ce:GetCostAndUsage', 'ce:GetCostForecast', 'ce:GetDimensionValues'],
    Resource: '*',
  },
};

const NEVER: PathStatement = {
  words: 'Change the account or the organization',
  statement: { Effect: 'Deny', Action: ['account:*', 'organizations:*'], Resource: '*' },
};

/** Roles of ours lie under this path, by which a customer knows them. */
const ROLE_PATH = '/acme.example/';

const ROLES = `arn:aws:iam::*:role${ROLE_PATH}*`;

const BOUNDARY =
  'arn:aws:iam::partner:policy/permissions-boundary/acme.example/MarketplaceConnector_2026_11_01';

const COSTS_BOUNDARY =
  'arn:aws:iam::partner:policy/permissions-boundary/acme.example/CostInsights_2026_11_01';

/** What it takes to make a role of this boundary, and to take it back if it cannot be finished. */
const makeARole = (boundary: string): PathStatement[] => [
  {
    words: 'Make one role under /acme.example/, and only within the permissions boundary',
    statement: {
      Effect: 'Allow',
      Action: [
        'iam:CreateRole',
        'iam:DeleteRolePolicy',
        'iam:PutRolePermissionsBoundary',
        'iam:PutRolePolicy',
      ],
      Resource: ROLES,
      Condition: { StringEquals: { 'iam:PermissionsBoundary': boundary } },
    },
  },
  {
    words: 'Look at that role, and delete it again if it cannot be finished',
    statement: { Effect: 'Allow', Action: ['iam:DeleteRole', 'iam:GetRole'], Resource: ROLES },
  },
  {
    words: 'Mark that role as ours',
    statement: {
      Effect: 'Allow',
      Action: 'iam:TagRole',
      Resource: ROLES,
      Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['connect-with-aws-grant'] } },
    },
  },
];

/** The policy template ARNs of the sandbox; AWS gives a partner its own. */
const TEMPLATE = 'arn:aws:iam::aws:delegation-template/acme.example';

/** The four paths of the guide, and a feature for later; what a gateway offers whose partner has configured none. */
export const DEFAULT_PATHS: Path[] = [
  {
    id: 'quick-start-demo',
    kind: 'TEMPORARY',
    title: 'Quick Start Demo',
    summary: 'Reads your Marketplace listings and agreements. Leaves nothing behind.',
    bulletPoints: ['View your listings', 'Sync agreement data', 'Nothing to clean up'],
    durationSeconds: 14_400,
    description: 'Read-only access to AWS Marketplace listings and agreements, for a demonstration.',
    requestMessage: 'Requested for {customer} in {partner}: read-only, 4 hours.',
    policyTemplateArn: `${TEMPLATE}/MarketplaceReadOnly`,
    parameters: [],
    statements: [MARKETPLACE_CATALOG_READ, MARKETPLACE_AGREEMENTS_READ],
    onlySendByOwner: false,
  },
  {
    id: 'extended-trial',
    kind: 'TEMPORARY',
    title: 'Extended Trial',
    summary: 'Reads your agreements, reads and updates your listings.',
    bulletPoints: ['Everything in the demo', 'Update your listings', 'Ask again any day'],
    durationSeconds: 43_200,
    description: 'Access to AWS Marketplace listings and agreements, updates included, for a trial.',
    requestMessage: 'Requested for {customer} in {partner}: trial with updates, 12 hours.',
    policyTemplateArn: `${TEMPLATE}/MarketplaceFullAccess`,
    parameters: [],
    statements: [
      MARKETPLACE_CATALOG_READ,
      MARKETPLACE_CATALOG_WRITE,
      MARKETPLACE_AGREEMENTS_READ,
      NEVER,
      ...makeARole(BOUNDARY),
    ],
    upgradesTo: ['automated-setup'],
    extendsWith: ['cost-insights'],
    onlySendByOwner: false,
  },
  {
    id: 'production-setup',
    kind: 'ROLE_BY_CLOUDFORMATION',
    title: 'Production Setup',
    summary: 'A role in your account, made by a CloudFormation stack that you start.',
    bulletPoints: ['Stays connected', 'Guarded by an external ID', 'Removed with its stack'],
    badge: 'Recommended to stay',
    durationSeconds: 3600,
    description: 'A lasting role for AWS Marketplace listings and agreements.',
    requestMessage: 'Requested for {customer} in {partner}: a lasting role.',
    role: {
      trust: 'EXTERNAL_ID',
      namePrefix: 'acme-connector',
      rolePath: ROLE_PATH,
      maxSessionSeconds: 3600,
    },
    parameters: [],
    statements: [MARKETPLACE_CATALOG_READ, MARKETPLACE_CATALOG_WRITE, MARKETPLACE_AGREEMENTS_READ],
    extendsWith: ['cost-insights'],
    onlySendByOwner: false,
  },
  {
    id: 'automated-setup',
    kind: 'ROLE_BY_DELEGATION',
    title: 'Automated Setup',
    summary: 'One approval; the role is made for you, within a permissions boundary.',
    bulletPoints: ['Stays connected', 'No stack to run', 'Bounded by what AWS reviewed'],
    durationSeconds: 3600,
    description: 'Creates a lasting, bounded role for AWS Marketplace listings and agreements.',
    requestMessage: 'Requested for {customer} in {partner}: make a lasting, bounded role.',
    policyTemplateArn: `${TEMPLATE}/MarketplaceSetup`,
    role: {
      trust: 'EXTERNAL_ID',
      namePrefix: 'acme-connector',
      rolePath: ROLE_PATH,
      maxSessionSeconds: 3600,
    },
    setup: makeARole(BOUNDARY),
    parameters: [],
    statements: [MARKETPLACE_CATALOG_READ, MARKETPLACE_CATALOG_WRITE, MARKETPLACE_AGREEMENTS_READ],
    permissionsBoundaryArn: BOUNDARY,
    extendsWith: ['cost-insights'],
    onlySendByOwner: false,
  },
  {
    id: 'cost-insights',
    kind: 'ROLE_BY_DELEGATION',
    title: 'Cost Insights',
    summary: 'Reads what your account costs, and what it is going to cost. Changes nothing.',
    bulletPoints: ['Costs by service and month', 'Forecasts', 'A role of its own, removed on its own'],
    durationSeconds: 3600,
    description: 'Creates a lasting, bounded role that reads costs and forecasts in AWS Cost Explorer.',
    requestMessage: 'Requested for {customer} in {partner}: also read your costs.',
    policyTemplateArn: `${TEMPLATE}/CostInsightsSetup`,
    role: {
      trust: 'EXTERNAL_ID',
      namePrefix: 'acme-cost-insights',
      rolePath: ROLE_PATH,
      maxSessionSeconds: 3600,
    },
    setup: makeARole(COSTS_BOUNDARY),
    parameters: [],
    statements: [COSTS_READ],
    permissionsBoundaryArn: COSTS_BOUNDARY,
    isFeature: true,
    onlySendByOwner: false,
  },
];
