import { coveredBy, covers, hasWildcard, serviceOf } from './action-pattern.ts';
import {
  ALSO_BOUNDED,
  BOUNDED_ACTIONS,
  isAboutIdentityProviders,
  isAboutRolesOrPolicies,
  isIamRead,
} from './iam-actions.ts';
import { names, requiresEqual } from './lint-statement.ts';
import type { LintStatement } from './lint-statement.ts';
import type { StatementRule } from './statement-rule.ts';

const BOUNDARY_KEY = 'iam:PermissionsBoundary';

/** What may be made of IAM by a template: bounded roles under a path of the partner's, and little else. */
export const IAM_RULES = [
  {
    rule: 'iam-writes-roles-and-policies',
    severity: 'error',
    kinds: ['temporary', 'boundary'],
    check: (statement) =>
      iamWrites(statement)
        .filter((it) => !isAboutRolesOrPolicies(it) && !isAboutIdentityProviders(it) && !hasWildcard(it))
        .map((action) => ({
          at: 'Action',
          message: `${action} changes something of IAM that is neither a role nor a policy.`,
          fix: 'Take it out.',
        })),
  },
  {
    rule: 'iam-identity-providers',
    severity: 'warning',
    kinds: ['temporary'],
    check: (statement) =>
      iamWrites(statement)
        .filter(isAboutIdentityProviders)
        .map((action) => ({
          at: 'Action',
          message: `${action} is not among what AWS’s guidelines list (roles and policies).`,
          fix: 'Say in the onboarding mail why an identity provider is made.',
        })),
  },
  {
    rule: 'boundary-condition',
    severity: 'error',
    kinds: ['temporary', 'boundary'],
    check: (statement) => {
      const unbounded = allows(statement, BOUNDED_ACTIONS);
      if (!unbounded.length || requiresEqual(statement, BOUNDARY_KEY)) return [];
      const message = `${unbounded.join(', ')} without the permissions boundary: a role could be given anything.`;
      return [{ at: 'Condition', message, fix: `Add StringEquals ${BOUNDARY_KEY} = the boundary’s ARN.` }];
    },
  },
  {
    rule: 'boundary-condition-apart',
    severity: 'error',
    kinds: ['temporary', 'boundary'],
    check: (statement) =>
      statement.effect === 'Allow' && names(statement, BOUNDARY_KEY)
        ? statement.actions.filter(knowsNoBoundary).map((action) => ({
            at: 'Action',
            message: `${action} carries no ${BOUNDARY_KEY}, so this statement never allows it.`,
            fix: 'Put it into a statement of its own, without that condition.',
          }))
        : [],
  },
  {
    rule: 'tags-apart',
    severity: 'warning',
    kinds: ['temporary'],
    check: (statement) => {
      const tags = allows(statement, ['iam:TagPolicy', 'iam:TagRole']);
      if (!tags.length || names(statement, 'aws:TagKeys', 'aws:RequestTag/')) return [];
      const message = `${tags.join(', ')} with any tag, at any time: tags are taken at creation only.`;
      return [{ at: 'Condition', message, fix: 'Add conditions on aws:RequestTag/… and aws:TagKeys.' }];
    },
  },
  {
    rule: 'pass-role-named',
    severity: 'error',
    kinds: ['temporary', 'boundary', 'role'],
    check: (statement) => open(statement, ['iam:PassRole'], 'Any role could be handed to a service.'),
  },
  {
    rule: 'assume-role-named',
    severity: 'error',
    kinds: ['temporary', 'boundary', 'role'],
    check: (statement) =>
      open(statement, ['sts:AssumeRole'], 'Any role that trusts the approver could be assumed.'),
  },
  {
    rule: 'role-path',
    severity: 'warning',
    kinds: ['temporary'],
    check: (statement) => open(statement, ['iam:CreateRole'], 'Roles could be made under any name.'),
  },
  {
    rule: 'policy-path',
    severity: 'error',
    kinds: ['temporary'],
    check: (statement) =>
      allows(statement, ['iam:CreatePolicy', 'iam:CreatePolicyVersion']).length
        ? statement.resources
            .filter((it) => !/:policy\/[a-z0-9][a-z0-9._-]*\.[a-z]{2,}\//i.test(it))
            .map((resource) => ({
              at: 'Resource',
              message: `Policies are made under ${resource}.`,
              fix: 'Make them under policy/<your domain>/.',
            }))
        : [],
  },
] as const satisfies readonly StatementRule[];

function iamWrites({ effect, actions }: LintStatement): string[] {
  return effect === 'Allow' ? actions.filter((it) => serviceOf(it) === 'iam' && !isIamRead(it)) : [];
}

function allows({ effect, actions }: LintStatement, wanted: readonly string[]): string[] {
  return effect === 'Allow' ? coveredBy(actions, wanted) : [];
}

function knowsNoBoundary(action: string): boolean {
  return ![...BOUNDED_ACTIONS, ...ALSO_BOUNDED].some((it) => covers(action, it));
}

function open(statement: LintStatement, actions: readonly string[], message: string) {
  if (!allows(statement, actions).length) return [];
  return statement.resources
    .filter((it) => it === '*' || /:role\/\*?$/.test(it))
    .map(() => ({
      at: 'Resource',
      message,
      fix: 'Name a role, or a path of yours: arn:aws:iam::*:role/acme.example/*.',
    }));
}
