import { coveredBy, hasWildcard, serviceOf } from './action-pattern.ts';
import { CREDENTIAL_MAKERS, SENSITIVE_SERVICES } from './iam-actions.ts';
import { names } from './lint-statement.ts';
import type { LintStatement } from './lint-statement.ts';
import type { StatementRule } from './statement-rule.ts';

/** Services whose resources may be another account's, and be reached in it by that account's own policy. */
const SHARED_SERVICES = [
  'dynamodb',
  'ecr',
  'events',
  'kinesis',
  'kms',
  'lambda',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'sts',
];

/** Conditions that keep a call within an account or an organization. */
const ACCOUNT_KEYS = [
  'aws:ResourceAccount',
  's3:ResourceAccount',
  'aws:ResourceOrgID',
  'aws:ResourceOrgPaths',
  'kms:CallerAccount',
];

/** How far a statement reaches. */
export const REACH_RULES = [
  {
    rule: 'no-bare-star',
    severity: 'error',
    kinds: ['temporary', 'boundary', 'role'],
    check: ({ actions, notActions }) =>
      [...actions, ...notActions].includes('*')
        ? [
            {
              at: 'Action',
              message: 'Every action of every service.',
              fix: 'Name the actions that are needed.',
            },
          ]
        : [],
  },
  {
    rule: 'not-action-only-in-deny',
    severity: 'error',
    kinds: ['temporary', 'boundary', 'role'],
    check: ({ effect, notActions }) =>
      effect !== 'Deny' && notActions.length
        ? [
            {
              at: 'NotAction',
              message: 'NotAction allows all that it does not name.',
              fix: 'Use Action, or make it a Deny.',
            },
          ]
        : [],
  },
  {
    rule: 'sensitive-service-whole',
    severity: 'error',
    kinds: ['temporary', 'boundary', 'role'],
    check: (statement) =>
      sensitive(statement)
        .filter((action) => action.endsWith(':*'))
        .map((action) => ({
          at: 'Action',
          message: `${action} is a whole service that guards others.`,
          fix: 'Name the actions that are needed.',
        })),
  },
  {
    rule: 'sensitive-service-wildcard',
    severity: 'error',
    kinds: ['temporary'],
    check: (statement) =>
      sensitive(statement)
        .filter((action) => hasWildcard(action) && !action.endsWith(':*'))
        .map((action) => ({
          at: 'Action',
          message: `${action} has a wildcard in a service that guards others.`,
          fix: 'Name each action: temporary templates take no wildcard there.',
        })),
  },
  {
    rule: 'no-lasting-credentials',
    severity: 'error',
    kinds: ['temporary', 'boundary', 'role'],
    check: ({ effect, actions }) =>
      (effect === 'Allow' ? coveredBy(actions, CREDENTIAL_MAKERS) : []).map((action) => ({
        at: 'Action',
        message: `${action} makes credentials that outlive the approval.`,
        fix: 'Take it out: a role gives access without keys.',
      })),
  },
  {
    rule: 'organizations-read-only',
    severity: 'error',
    kinds: ['temporary', 'boundary'],
    check: ({ effect, actions }) =>
      actions
        .filter((it) => effect === 'Allow' && /^organizations:(?!Describe|List|\*$)/i.test(it))
        .map((action) => ({
          at: 'Action',
          message: `${action} changes the organization.`,
          fix: 'Only Describe and List are taken.',
        })),
  },
  {
    rule: 'within-the-account',
    severity: 'warning',
    kinds: ['temporary', 'boundary'],
    check: (statement) => {
      const open = statement.resources.filter((it) => !namesAccount(it));
      const service = statement.actions.map(serviceOf).find((it) => SHARED_SERVICES.includes(it));
      const isClosed = statement.effect !== 'Allow' || open.length === 0 || names(statement, ...ACCOUNT_KEYS);
      if (isClosed || service === undefined) return [];
      const message = `${open[0]} may be another account’s, and ${service} can be reached across accounts.`;
      const fix =
        'Put the account into the ARN, or add StringEquals aws:ResourceAccount = ${aws:PrincipalAccount}.';
      return [{ at: 'Resource', message, fix }];
    },
  },
] as const satisfies readonly StatementRule[];

function sensitive({ effect, actions }: LintStatement): string[] {
  return effect === 'Allow'
    ? actions.filter((it) => SENSITIVE_SERVICES.some((service) => service === serviceOf(it)))
    : [];
}

/** Whether the ARN's account is said: by digits or by a parameter. */
function namesAccount(resource: string): boolean {
  const [, , , , account = ''] = resource.split(':');
  return /^(\d{12}|@\{.+\})$/.test(account);
}
