import type { ErrorCode } from '../../schema/types.generated.ts';
import { quickCreateLink } from '../aws/quick-create-link.ts';
import { stackNameOf } from '../domain/customer-role.ts';
import { stepsOf } from '../domain/role-events.ts';
import type { Grant } from '../domain/grant.ts';
import { permissionsOf } from '../domain/path.ts';
import type { Path, PathStatement } from '../domain/path.ts';
import { ERRORS } from '../errors.ts';
import type { Partner } from '../flows/ports.ts';
import { docsUrl } from './answer.ts';

/** The quick-create link of a grant that waits for its stack. */
export function quickCreateOf(partner: Partner, grant: Grant) {
  const stack = partner.paths.find((it) => it.id === grant.pathId)?.stack;
  const topic = stack?.topics.find((it) => it.region === grant.region);
  if (grant.status !== 'PENDING' || !stack || !topic || !grant.externalId) return null;
  const stackName = stackNameOf(grant.id);
  const parameters = {
    ExternalId: grant.externalId,
    PartnerPrincipalArn: partner.principalArn,
    CallbackTopicArn: topic.arn,
  };
  const link = quickCreateLink({
    ...partner.console,
    region: topic.region,
    templateUrl: stack.templateUrl,
    stackName,
    parameters,
  });
  return { link, region: topic.region, stackName, externalId: grant.externalId };
}

/** How far the making of the role is. */
export function progressOf(grant: Grant) {
  const { provisioning, pathKind, status, upgradingTo } = grant;
  if (status !== 'PENDING' && !(status === 'ACTIVE' && upgradingTo)) return null;
  const waits = pathKind === 'ROLE_BY_CLOUDFORMATION' && status === 'PENDING' && !provisioning;
  if (!provisioning && !waits) return null;
  const steps = stepsOf(grant);
  const index = Math.max(
    0,
    steps.findIndex((it) => !provisioning?.done.includes(it)),
  );
  const name = steps[index];
  return name
    ? { step: index + 1, of: steps.length, name, since: provisioning?.since ?? grant.createdAt }
    : null;
}

/** The role, once it is there. */
export function roleOf({ role, trust, externalId }: Grant) {
  if (!role) return null;
  return {
    ...role,
    trust: trust ?? 'EXTERNAL_ID',
    externalId: trust === 'OIDC' ? null : (externalId ?? null),
  };
}

/** How an active grant fares. */
export function healthOf({ publicUrl }: Partner, { status, degraded, activeAt }: Grant) {
  if (status !== 'ACTIVE') return null;
  const well = { isDegraded: false, code: null, message: null, remedy: null, docsUrl: null };
  if (!degraded) return { ...well, since: activeAt ?? 0 };
  return { isDegraded: true, ...failureOf(publicUrl, degraded.code), since: degraded.since };
}

/** Why something failed, for people. */
export function failureOf(publicUrl: string, code: ErrorCode) {
  const { meaning: message, remedy, retryable } = ERRORS[code];
  return { code, message, remedy, retryable, docsUrl: docsUrl(publicUrl, code) };
}

/** Why the newest upgrade was not finished. */
export function upgradeFailureOf({ publicUrl }: Partner, { lastUpgrade, upgradingTo }: Grant) {
  return !upgradingTo && lastUpgrade?.code ? failureOf(publicUrl, lastUpgrade.code) : null;
}

/** Statements for people. */
export function permissionViews(path: Path, statements: readonly PathStatement[]) {
  return permissionsOf(path, statements).map(({ words, statement }) => ({
    words,
    effect: statement.Effect === 'Allow' ? ('ALLOW' as const) : ('DENY' as const),
    actions: [statement.Action].flat(),
    resources: [statement.Resource].flat(),
  }));
}

/** What a path's stack makes. */
export function stackMakes({ kind, role, permissionsBoundaryArn }: Path): string[] {
  if (kind !== 'ROLE_BY_CLOUDFORMATION' || !role) return [];
  return [
    `One IAM role under ${role.rolePath}, guarded by an external ID`,
    ...(permissionsBoundaryArn ? ['A permissions boundary on it'] : []),
    'A note to us with the role’s name, when the stack is made and when it is deleted',
  ];
}
