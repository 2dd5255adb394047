import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { attachPolicy, checkedBoundary, checkedTrust, createRole, putPolicy } from '../roles/create-role.ts';
import { deleteRole } from '../roles/delete-role.ts';
import type { Role } from '../roles/role.ts';
import { findRole, getRole, keepRole } from '../roles/roles.ts';
import { tamperWithStack } from '../roles/tampering.ts';
import { madeUpName, readProperties } from './resource-properties.ts';
import type { Made, ResourceCall, ResourceType } from './resources.ts';

const document = z.record(z.string(), z.unknown()).transform((value) => JSON.stringify(value));
const shape = z.strictObject({
  RoleName: z
    .string()
    .regex(/^[\w+=,.@-]{1,64}$/)
    .optional(),
  Path: z
    .string()
    .regex(/^(\/|\/[\u0021-\u007E]+\/)$/)
    .optional(),
  AssumeRolePolicyDocument: document,
  Description: z.string().max(1000).optional(),
  MaxSessionDuration: z.coerce.number().int().min(3_600).max(43_200).optional(),
  PermissionsBoundary: z.string().optional(),
  ManagedPolicyArns: z.array(z.string()).default([]),
  Policies: z.array(z.object({ PolicyName: z.string(), PolicyDocument: document })).default([]),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
});
type RoleProperties = z.output<typeof shape>;

/** AWS::IAM::Role. */
export const roleResource: ResourceType = {
  create: (call) => {
    const { world, stack } = call;
    const properties = readProperties(shape, call);
    const role = createRole(world, {
      accountId: stack.accountId,
      name: properties.RoleName ?? madeUpName(call),
      path: properties.Path,
      trust: properties.AssumeRolePolicyDocument,
      description: properties.Description,
      maxSessionDuration: properties.MaxSessionDuration,
      boundaryArn: properties.PermissionsBoundary,
      tags: tagsOf(call, properties),
    });
    try {
      givePolicies(call, role, properties);
    } catch (error) {
      // What fails halfway leaves nothing behind.
      takePolicies(role);
      deleteRole(world, role);
      throw error;
    }
    tamperWithStack(world, role);
    return made(role);
  },

  update: (call) => {
    const { world, stack, physicalId = '' } = call;
    const properties = readProperties(shape, call);
    const role = getRole(world, stack.accountId, physicalId);
    if ((properties.RoleName ?? role.name) !== role.name || (properties.Path ?? '/') !== role.path) {
      throw new AwsError('ValidationError', 'The sandbox cannot replace a role; keep its name and its path');
    }
    role.trust = checkedTrust(properties.AssumeRolePolicyDocument);
    role.description = properties.Description;
    role.maxSessionDuration = properties.MaxSessionDuration ?? 3600;
    const boundary = properties.PermissionsBoundary;
    role.boundaryArn = boundary === undefined ? undefined : checkedBoundary(world, boundary);
    role.tags = tagsOf(call, properties);
    takePolicies(role);
    givePolicies(call, role, properties);
    keepRole(world, role);
    return made(role);
  },

  delete: ({ world, stack, physicalId = '', properties }) => {
    const role = findRole(world, stack.accountId, physicalId);
    if (!role) return;
    const { Policies, ManagedPolicyArns } = shape.parse(properties);
    for (const { PolicyName } of Policies) delete role.policies[PolicyName];
    role.attached = role.attached.filter((one) => !ManagedPolicyArns.includes(one));
    deleteRole(world, role);
  },
};

function givePolicies(
  { world }: ResourceCall,
  role: Role,
  { Policies, ManagedPolicyArns }: RoleProperties,
): void {
  for (const { PolicyName, PolicyDocument } of Policies) putPolicy(world, role, PolicyName, PolicyDocument);
  for (const arn of ManagedPolicyArns) attachPolicy(world, role, arn);
}

function takePolicies(role: Role): void {
  role.policies = {};
  role.attached = [];
}

function tagsOf({ stack, step }: ResourceCall, { Tags }: RoleProperties): Record<string, string> {
  return {
    ...Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
    'aws:cloudformation:stack-name': stack.name,
    'aws:cloudformation:stack-id': stack.arn,
    'aws:cloudformation:logical-id': step.logicalId,
  };
}

function made({ name, arn, id }: Role): Made {
  return { physicalId: name, attributes: { Arn: arn, RoleId: id } };
}
