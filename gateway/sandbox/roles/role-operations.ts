import { AwsError } from '../aws-error.ts';
import { operation, type Operation } from '../operation.ts';
import { authorize, type Wish } from '../policies/authorize.ts';
import type { XmlValue } from '../wire.ts';
import { checkedBoundary, checkedTrust, createRole } from './create-role.ts';
import { deleteRole } from './delete-role.ts';
import { reachRole } from './reach-role.ts';
import type { Role } from './role.ts';
import { roleShapes } from './role-shapes.ts';
import { requestTagKeys, tagList, tagsOf } from './role-tags.ts';
import { keepRole, roleArn } from './roles.ts';
import { planTampering } from './tampering.ts';

/** Roles themselves: making, reading, changing and deleting them. */
export const roleOperations = {
  CreateRole: operation(roleShapes.create, ({ world, caller, input }) => {
    const { RoleName: name, Path: path = '/', PermissionsBoundary: boundaryArn } = input;
    const tags = tagsOf(input.Tags);
    const resource = roleArn(caller.accountId, path, name);
    const keys = { 'iam:PermissionsBoundary': boundaryArn, ...requestTagKeys(tags) };
    const wish: Wish = { action: 'iam:CreateRole', resource, keys };
    authorize(caller, wish);
    if (Object.keys(tags).length)
      authorize(caller, { ...wish, action: 'iam:TagRole', keys: requestTagKeys(tags) });
    const role = createRole(world, {
      accountId: caller.accountId,
      name,
      path,
      boundaryArn,
      tags,
      trust: input.AssumeRolePolicyDocument,
      description: input.Description,
      maxSessionDuration: input.MaxSessionDuration,
    });
    if (caller.kind === 'delegated') planTampering(world, role);
    return { Role: describe(role) };
  }),

  GetRole: operation(roleShapes.byName, ({ world, caller, input }) => ({
    Role: describe(reachRole(world, caller, 'GetRole', input.RoleName)),
  })),

  DeleteRole: operation(roleShapes.byName, ({ world, caller, input }) => {
    deleteRole(world, reachRole(world, caller, 'DeleteRole', input.RoleName));
  }),

  UpdateRole: operation(roleShapes.update, ({ world, caller, input }) => {
    const role = reachRole(world, caller, 'UpdateRole', input.RoleName);
    if (input.Description !== undefined) role.description = input.Description;
    role.maxSessionDuration = input.MaxSessionDuration ?? 3600;
    keepRole(world, role);
    return {};
  }),

  UpdateAssumeRolePolicy: operation(roleShapes.trust, ({ world, caller, input }) => {
    const role = reachRole(world, caller, 'UpdateAssumeRolePolicy', input.RoleName);
    role.trust = checkedTrust(input.PolicyDocument);
    keepRole(world, role);
  }),

  TagRole: operation(roleShapes.tag, ({ world, caller, input }) => {
    const tags = tagsOf(input.Tags);
    const role = reachRole(world, caller, 'TagRole', input.RoleName, requestTagKeys(tags));
    const all = { ...role.tags, ...tags };
    if (Object.keys(all).length > 50)
      throw new AwsError('LimitExceeded', 'Cannot exceed quota for TagsPerRole: 50');
    role.tags = all;
    world.books.changed();
  }),

  PutRolePermissionsBoundary: operation(roleShapes.boundary, ({ world, caller, input }) => {
    const { RoleName, PermissionsBoundary } = input;
    const keys = { 'iam:PermissionsBoundary': PermissionsBoundary };
    const role = reachRole(world, caller, 'PutRolePermissionsBoundary', RoleName, keys);
    role.boundaryArn = checkedBoundary(world, PermissionsBoundary);
    keepRole(world, role);
  }),

  DeleteRolePermissionsBoundary: operation(roleShapes.byName, ({ world, caller, input }) => {
    const role = reachRole(world, caller, 'DeleteRolePermissionsBoundary', input.RoleName);
    if (role.boundaryArn === undefined) {
      throw new AwsError('NoSuchEntity', `${role.name} does not have a permissions boundary`);
    }
    role.boundaryArn = undefined;
    keepRole(world, role);
  }),
} satisfies Record<string, Operation>;

/** IAM writes documents as percent-encoded JSON. */
function describe(role: Role): Record<string, XmlValue> {
  const { boundaryArn } = role;
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encodeURIComponent(role.trust),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    PermissionsBoundary: boundaryArn && {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: boundaryArn,
    },
    Tags: tagList(role.tags),
  };
}
