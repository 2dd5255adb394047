import { endGrant, startGrant } from '../../gateway/domain/grant.ts';
import type { Grant } from '../../gateway/domain/grant.ts';
import { expired } from '../../gateway/domain/grant-events.ts';
import * as role from '../../gateway/domain/role-events.ts';
import * as stack from '../../gateway/domain/stack-events.ts';
import { created, NOON, released, started, traded } from './sample-events.ts';

const ACCOUNT = '012345678901';
export const ARN = `arn:aws:iam::${ACCOUNT}:role/acme.example/acme-1`;
const OTHER_ARN = `arn:aws:iam::${ACCOUNT}:role/acme.example/acme-2`;

const fields = {
  id: 'grant_0123456789abcdefghijklmnop',
  customer: { id: 'customer-1' },
  pathId: 'stack',
  pathKind: 'ROLE_BY_CLOUDFORMATION',
  durationSeconds: 3600,
  requestMessage: 'Acme asks.',
  fingerprint: 'f'.repeat(64),
  externalId: `grant_0123456789abcdefghijklmnop.${'x'.repeat(32)}`,
  trust: 'EXTERNAL_ID',
} as const;

function report(type: 'Create' | 'Update' | 'Delete', roleArn = ARN): stack.StackReport {
  const request = { id: type, logicalResourceId: 'Connection', responseUrl: 'https://s3/', type };
  return { stackId: 'arn:stack', roleArn, accountId: ACCOUNT, request, at: NOON };
}

const proofOf = (roleArn: string): role.RoleProof => ({
  roleArn,
  accountId: ACCOUNT,
  assumedPrincipal: 'arn:aws:sts::1:assumed-role/a/b',
  pathKind: 'ROLE_BY_DELEGATION',
  at: NOON,
});

const upgrade = {
  pathId: 'lasting',
  externalId: 'e',
  trust: 'EXTERNAL_ID',
  roleName: 'acme-1',
  at: NOON,
} as const;

/** Every event of a role's life. */
export const ROLE_EVENTS = {
  'the making begins': (it) => role.provisioningStarted(it, 'acme-1', NOON),
  'the role is made': (it) => role.stepDone(it, 'CREATE_ROLE', NOON, { arn: ARN }),
  'its policies are there': (it) => role.stepDone(it, 'ATTACH_POLICIES', NOON),
  'the making fails': (it) => role.provisioningFailed(it, 'PROVISIONING_REFUSED', NOON),
  'it is taken back': (it) => role.undone(it, NOON),
  'it is not wholly taken back': (it) => role.undone(it, NOON, ['Delete it.']),
  'a stack is created': (it) =>
    it.pathKind === 'ROLE_BY_CLOUDFORMATION' ? stack.stackReported(it, report('Create')) : it,
  'a stack names another role': (it) =>
    it.pathKind === 'ROLE_BY_CLOUDFORMATION' ? stack.stackReported(it, report('Create', OTHER_ARN)) : it,
  'the stack is updated': (it) => (it.stack ? stack.stackReported(it, report('Update', OTHER_ARN)) : it),
  'the stack is deleted': (it) => (it.stack ? stack.stackReported(it, report('Delete')) : it),
  'the stack is answered': (it) => stack.stackAnswered(it),
  'the role went with its stack': (it) => (it.stack ? role.goneWithStack(it, NOON) : it),
  'a role is submitted': (it) =>
    it.status === 'PENDING' && it.pathKind === 'ROLE_BY_CLOUDFORMATION'
      ? role.roleSubmitted(it, ARN, ACCOUNT, NOON)
      : it,
  'the role is proved': (it) => role.roleVerified(it, proofOf(ARN)),
  'the role is refused': (it) =>
    it.due.some(({ kind }) => kind === 'VERIFY')
      ? role.roleRefused(it, 'EXTERNAL_ID_NOT_ENFORCED', NOON)
      : it,
  'an upgrade begins': (it) =>
    it.status === 'ACTIVE' && it.pathKind === 'TEMPORARY' && !it.upgradingTo && it.token
      ? role.upgradeStarted(it, upgrade)
      : it,
  'a look finds all well': (it) => role.probedWell(it, NOON, NOON + 1000),
  'a look finds it wrong': (it) => role.probedDegraded(it, 'BOUNDARY_MISSING', NOON, NOON + 1000),
  'it is ended here': (it) => (it.status === 'ACTIVE' ? role.ended(it, ['Delete it.'], NOON) : it),
  'it is cancelled': (it) => (it.status === 'PENDING' ? endGrant(it, 'CANCELLED', NOON) : it),
  'it was revoked': (it) => (it.status === 'ACTIVE' ? endGrant(it, 'REVOKED', NOON) : it),
  'its time is over': (it) => expired(it, NOON),
  'it is seen to be gone': (it) =>
    it.due.some(({ kind }) => kind === 'CONFIRM_GONE') ? role.seenGone(it, NOON) : it,
} as const satisfies Record<string, (grant: Grant) => Grant>;

export type RoleEventName = keyof typeof ROLE_EVENTS;

/** A grant after these events. */
export function after(grant: Grant, ...events: RoleEventName[]): Grant {
  return events.reduce((it, event) => ROLE_EVENTS[event](it), grant);
}

const delegated = released(
  created(started({ pathKind: 'ROLE_BY_DELEGATION', trust: 'EXTERNAL_ID', externalId: fields.externalId })),
);
const making = after(delegated, 'the making begins');
const made = after(making, 'the role is made', 'its policies are there');
const lasting = after(made, 'the role is proved');
const waiting = startGrant(fields, NOON, 0);
const reportedStack = after(waiting, 'a stack is created');
const stackActive = after(reportedStack, 'the role is proved');
const temporary = traded(released(created(started())));
const upgrading = after(temporary, 'an upgrade begins', 'the role is made', 'its policies are there');

/** A grant in every situation of a role's life, each reached the way it is reached. */
export const ROLE_SITUATIONS = {
  invited: started({ status: 'INVITED', due: [] }),
  delegated,
  making,
  made,
  undoing: after(making, 'the making fails'),
  failed: after(making, 'the making fails', 'it is taken back'),
  'cancelled in the making': after(made, 'it is cancelled'),
  lasting,
  degraded: after(lasting, 'a look finds it wrong'),
  ended: after(lasting, 'it is ended here'),
  'seen to be gone': after(lasting, 'it is ended here', 'it is seen to be gone'),
  'waiting for a stack': waiting,
  'a stack has reported': reportedStack,
  'refused a stack': after(reportedStack, 'the role is refused'),
  'active by a stack': stackActive,
  'its stack is being deleted': after(stackActive, 'the stack is answered', 'the stack is deleted'),
  temporary,
  upgrading,
  'undoing an upgrade': after(upgrading, 'the role is refused'),
  'ended in an upgrade': after(upgrading, 'it is ended here'),
  revoked: endGrant(temporary, 'REVOKED', NOON),
  expired: expired(temporary, NOON),
  rejected: endGrant(created(started()), 'REJECTED', NOON),
} as const satisfies Record<string, Grant>;

export type RoleSituation = keyof typeof ROLE_SITUATIONS;
