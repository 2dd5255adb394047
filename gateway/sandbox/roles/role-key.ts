import type { KnownKey } from '../caller.ts';
import type { PolicyLayer } from '../policies/authorize.ts';
import { boundaryPolicy, managedPolicy } from '../policies/managed-policies.ts';
import type { World } from '../world.ts';
import type { RoleSession, RoleTerms } from './role.ts';
import { findRole, roleSeenBySts } from './roles.ts';

/** Whom credentials of a role stand for; undefined: STS never gave them, or the role is gone. */
export function roleKey(world: World, accessKeyId: string): KnownKey | undefined {
  const { roleSessions } = world.books.pages;
  const session = Object.hasOwn(roleSessions, accessKeyId) ? roleSessions[accessKeyId] : undefined;
  const [, accountId = '', name = ''] =
    /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(session?.roleArn ?? '') ?? [];
  const role = findRole(world, accountId, name);
  // A role made anew under an old name is another role.
  if (!session || role?.id !== session.roleId) return undefined;
  return {
    secretAccessKey: session.secretAccessKey,
    sessionToken: session.sessionToken,
    dead: world.clock.now() >= session.expiresAt,
    caller: {
      kind: 'role',
      arn: sessionArn(accountId, name, session.name),
      accountId,
      userId: `${session.roleId}:${session.name}`,
      isRoot: false,
      mayAdminister: false,
      roleArn: session.roleArn,
      layers: layersOf(world, roleSeenBySts(world, role) ?? role, session),
    },
  };
}

/** `arn:aws:sts::<account>:assumed-role/<role>/<session>`: the role's path is not in it. */
export function sessionArn(accountId: string, roleName: string, sessionName: string): string {
  return `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
}

function layersOf(world: World, terms: RoleTerms, session: RoleSession): PolicyLayer[] {
  const { policies, attached, boundaryArn } = terms;
  const managed = attached.flatMap((arn) => managedPolicy(world, arn) ?? []);
  const boundary = boundaryArn === undefined ? undefined : (boundaryPolicy(world, boundaryArn) ?? denyAll);
  const own: PolicyLayer = {
    name: 'identity-based policy',
    documents: [...Object.values(policies), ...managed],
  };
  return [
    own,
    ...(boundary ? [{ name: 'permissions boundary' as const, documents: [boundary] }] : []),
    ...(session.sessionPolicies.length
      ? [{ name: 'session policy' as const, documents: session.sessionPolicies }]
      : []),
  ];
}

const denyAll = JSON.stringify({ Statement: [] });
