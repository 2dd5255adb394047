import type { Caller } from '../caller.ts';
import { authorize } from '../policies/authorize.ts';
import type { World } from '../world.ts';
import type { Role } from './role.ts';
import { findRole, getRole, roleArn } from './roles.ts';
import { tamperBeforeLook } from './tampering.ts';

/** Actions on a role that tell policies which boundary it has. Source: Service Authorization Reference, IAM. */
const actionsWithBoundary = new Set([
  'AttachRolePolicy',
  'DeleteRolePermissionsBoundary',
  'DeleteRolePolicy',
  'DetachRolePolicy',
  'PutRolePolicy',
]);
const actionsThatLook = new Set(['GetRole', 'GetRolePolicy', 'ListAttachedRolePolicies', 'ListRolePolicies']);

/**
 * The role of this name in the caller's account, if the caller may do this to it. Throws AccessDenied before
 * NoSuchEntity: nobody learns of roles they may not touch.
 */
export function reachRole(
  world: World,
  caller: Caller,
  action: string,
  name: string,
  keys: Record<string, string | string[] | undefined> = {},
): Role {
  const role = findRole(world, caller.accountId, name);
  if (role && actionsThatLook.has(action)) tamperBeforeLook(world, role);
  authorize(caller, {
    action: `iam:${action}`,
    // A role that is not there has no path, as far as anyone knows.
    resource: role?.arn ?? roleArn(caller.accountId, '/', name),
    keys: { ...(role ? keysOf(role, action) : {}), ...keys },
  });
  return role ?? getRole(world, caller.accountId, name);
}

function keysOf({ tags, boundaryArn }: Role, action: string): Record<string, string | undefined> {
  const resourceTags = Object.entries(tags).flatMap(([key, value]) => [
    [`aws:ResourceTag/${key}`, value],
    [`iam:ResourceTag/${key}`, value],
  ]);
  const boundary = actionsWithBoundary.has(action) ? { 'iam:PermissionsBoundary': boundaryArn } : {};
  return { ...Object.fromEntries(resourceTags), ...boundary };
}
