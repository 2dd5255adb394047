import type { ErrorCode, ProvisioningStep } from '../../schema/types.generated.ts';
import { STEPS } from './customer-role.ts';
import type { CustomerRole } from './customer-role.ts';
import { endGrant, moveTo, plan, record, unplan } from './grant.ts';
import type { Grant } from './grant.ts';
import { firstProbeAt } from './probe-times.ts';

/** The session that makes the role is there: the role is made, step by step. */
export function provisioningStarted(grant: Grant, roleName: string, at: number): Grant {
  if (grant.provisioning || !grant.token) return unplan(grant, 'EXCHANGE');
  const provisioning = { roleName, done: [], since: at, startedAt: at };
  const next = record(
    unplan(grant, 'EXCHANGE', 'LAPSE', 'REQUEST'),
    { at, type: 'PROVISIONING_STARTED' },
    { provisioning },
  );
  return plan(next, 'PROVISION', at);
}

/** The steps that this grant's role takes, in order. */
export function stepsOf(
  grant: Pick<Grant, 'pathKind' | 'trust' | 'upgradingTo'>,
): readonly ProvisioningStep[] {
  const byStack = grant.pathKind === 'ROLE_BY_CLOUDFORMATION' && !grant.upgradingTo;
  return STEPS[byStack ? 'ROLE_BY_CLOUDFORMATION' : (grant.trust ?? 'EXTERNAL_ID')];
}

/** A step is done; after the last of the making, the role is to be proved. */
export function stepDone(grant: Grant, step: ProvisioningStep, at: number, role?: CustomerRole): Grant {
  const { provisioning } = grant;
  if (!provisioning || provisioning.undoing || provisioning.done.includes(step)) return grant;
  const done = [...provisioning.done, step];
  const entry = { at, type: 'PROVISIONING_STEP_DONE', state: step } as const;
  const change = { provisioning: { ...provisioning, done, since: at }, role: role ?? grant.role };
  const next = record(grant, entry, change);
  // A save gives the claim back: the next step is the next claim's.
  const isMade = stepsOf(grant).every((it) => it === 'VERIFY_TRUST' || done.includes(it));
  return isMade ? plan(unplan(next, 'PROVISION'), 'VERIFY', at) : plan(next, 'PROVISION', at);
}

/** It cannot be finished: what was made is to be taken back first. */
export function provisioningFailed(grant: Grant, code: ErrorCode, at: number): Grant {
  const { provisioning } = grant;
  if (!provisioning || provisioning.undoing) return grant;
  const next = {
    ...unplan(grant, 'PROVISION', 'VERIFY'),
    provisioning: { ...provisioning, undoing: code, since: at },
  };
  return plan(next, 'UNDO', at);
}

/** What was made is taken back (or, with `left`, could not be): an upgrade is called off, a new grant fails. */
export function undone(grant: Grant, at: number, left: string[] = []): Grant {
  const why = grant.provisioning?.undoing;
  if (!why) return unplan(grant, 'UNDO');
  const { provisioning: _over, role: _gone, ...rest } = unplan(grant, 'UNDO', 'CONFIRM_GONE');
  const code = why === 'OVER' ? undefined : why;
  const cleanUp = left.length
    ? { instructions: [...(grant.cleanUp?.instructions ?? []), ...left] }
    : grant.cleanUp;
  const next = left.length
    ? { ...rest, cleanUp }
    : record(rest, { at, type: 'PROVISIONING_UNDONE', code }, { cleanUp });
  if (grant.endedAt !== undefined) return forgotten(next, at);
  if (!grant.upgradingTo) return endGrant(next, 'FAILED', at, code);
  const { upgradingTo: _calledOff, externalId: _unused, trust: _neither, ...before } = next;
  return record(before, { at, type: 'UPGRADE_FAILED', code }, { lastUpgrade: { code } });
}

/** The end was before: now the token is of no use either. */
function forgotten({ token: _ofNoUse, upgradingTo: _calledOff, ...grant }: Grant, at: number): Grant {
  return { ...grant, updatedAt: at };
}

/** A person pasted the role's ARN. */
export function roleSubmitted(grant: Grant, roleArn: string, accountId: string, at: number): Grant {
  const next = record(grant, { at, type: 'ROLE_SUBMITTED' }, { role: { arn: roleArn }, accountId });
  const provisioning = { roleName: '', done: ['RUN_STACK' as const], since: at, startedAt: at };
  return plan({ ...next, provisioning }, 'VERIFY', at);
}

/** The role is proved: access is there, lasting. The token, if there was one, is forgotten. */
export function roleVerified(grant: Grant, proof: RoleProof): Grant {
  if (!grant.role || !grant.provisioning || (grant.status !== 'PENDING' && !grant.upgradingTo))
    return unplan(grant, 'VERIFY');
  if (grant.role.arn !== proof.roleArn || grant.provisioning.undoing) return grant;
  const { at, accountId, assumedPrincipal, permissionsBoundaryArn } = proof;
  const { provisioning: _finished, token: _forgotten, expiresAt: _lasting, ...rest } = grant;
  const role = { ...grant.role, permissionsBoundaryArn, verifiedAt: at };
  const proved = record(
    unplan(rest, 'VERIFY', 'EXPIRE', 'LAPSE', 'EXCHANGE'),
    { at, type: 'ROLE_VERIFIED' },
    {
      role,
      accountId,
      assumedPrincipal,
      calmProbes: 0,
    },
  );
  const lasting = grant.upgradingTo ? upgraded(proved, proof) : activated(proved, at);
  const probed = plan(lasting, 'PROBE', firstProbeAt(grant, at));
  return grant.stack?.request ? plan(probed, 'ANSWER', at) : probed;
}

/** What the proof found. */
export interface RoleProof {
  /** The role that was proved: meanwhile another may have been named. */
  roleArn: string;
  accountId: string;
  assumedPrincipal: string;
  permissionsBoundaryArn?: string;
  /** The kind of the path that the grant is then of. */
  pathKind: Grant['pathKind'];
  at: number;
}

function activated(grant: Grant, at: number): Grant {
  const active = record(moveTo(grant, 'ACTIVE'), { at, type: 'GRANT_ACTIVATED' }, { activeAt: at });
  return grant.preceding?.by === 'RENEWAL' ? plan(active, 'SUCCEED', at) : active;
}

function upgraded(grant: Grant, { at, pathKind }: RoleProof): Grant {
  const { upgradingTo, ...rest } = grant;
  const change = { pathId: upgradingTo ?? grant.pathId, pathKind, lastUpgrade: {} };
  return record(rest, { at, type: 'GRANT_UPGRADED' }, change);
}

/** The role is not as it should be: nothing of it is kept. What we made is taken back, a stack is told no. */
export function roleRefused(grant: Grant, code: ErrorCode, at: number): Grant {
  if (grant.pathKind !== 'ROLE_BY_CLOUDFORMATION' || grant.upgradingTo)
    return provisioningFailed(grant, code, at);
  const { role: _refused, provisioning: _over, ...rest } = unplan(grant, 'VERIFY');
  return endGrant(rest, 'FAILED', at, code);
}

/** The customer wants a temporary grant to last. */
export function upgradeStarted(grant: Grant, upgrade: Upgrade): Grant {
  const { pathId, externalId, trust, roleName, at } = upgrade;
  const provisioning = { roleName, done: [], since: at, startedAt: at };
  const change = { upgradingTo: pathId, externalId, trust, provisioning };
  return plan(record(grant, { at, type: 'UPGRADE_STARTED' }, change), 'PROVISION', at);
}

/** What an upgrade is made with. */
export interface Upgrade {
  pathId: string;
  externalId: string;
  trust: Grant['trust'];
  roleName: string;
  at: number;
}

/** All is well, or well again. */
export function probedWell(grant: Grant, at: number, nextAt: number): Grant {
  if (grant.status !== 'ACTIVE') return unplan(grant, 'PROBE');
  const { degraded, ...rest } = grant;
  const seen = {
    ...rest,
    calmProbes: (grant.calmProbes ?? 0) + 1,
    role: grant.role && { ...grant.role, verifiedAt: at },
  };
  const next = degraded ? { ...record(seen, { at, type: 'GRANT_RECOVERED' }), calmProbes: 0 } : seen;
  return plan(next, 'PROBE', nextAt);
}

/** Something is wrong with active access: said once, looked at again. */
export function probedDegraded(grant: Grant, code: ErrorCode, at: number, nextAt: number): Grant {
  if (grant.status !== 'ACTIVE') return unplan(grant, 'PROBE');
  const isKnown = grant.degraded?.code === code;
  const change = { degraded: { code, since: at }, calmProbes: 0 };
  return plan(isKnown ? grant : record(grant, { at, type: 'GRANT_DEGRADED', code }, change), 'PROBE', nextAt);
}

/** Access ended here; what is left in AWS is said, and looked for until it is gone. */
export function ended(grant: Grant, instructions: string[], at: number): Grant {
  const over = endGrant(grant, 'ENDED', at);
  const next = { ...over, cleanUp: instructions.length ? { instructions } : undefined };
  return grant.role && !over.provisioning ? plan(next, 'CONFIRM_GONE', at + 10_000) : next;
}

/** The stack took its role with it: nothing is left to do in AWS. */
export function goneWithStack(grant: Grant, at: number): Grant {
  return grant.status === 'ACTIVE' ? seenGone(ended(grant, [], at), at) : grant;
}

/** Access was seen to be gone. */
export function seenGone(grant: Grant, at: number): Grant {
  const cleanUp = { instructions: grant.cleanUp?.instructions ?? [], goneAt: at };
  return record(unplan(grant, 'CONFIRM_GONE'), { at, type: 'ACCESS_GONE' }, { cleanUp });
}
