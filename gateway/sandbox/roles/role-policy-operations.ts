import { AwsError } from '../aws-error.ts';
import { operation, type Operation } from '../operation.ts';
import { attachPolicy, putPolicy } from './create-role.ts';
import { reachRole } from './reach-role.ts';
import type { Role } from './role.ts';
import { roleShapes } from './role-shapes.ts';
import { keepRole } from './roles.ts';

/** What roles may do: their inline and their managed policies. */
export const rolePolicyOperations = {
  PutRolePolicy: operation(roleShapes.putPolicy, ({ world, caller, input }) => {
    const role = reachRole(world, caller, 'PutRolePolicy', input.RoleName);
    putPolicy(world, role, input.PolicyName, input.PolicyDocument);
  }),

  GetRolePolicy: operation(roleShapes.policy, ({ world, caller, input }) => {
    const role = reachRole(world, caller, 'GetRolePolicy', input.RoleName);
    const document = inlinePolicy(role, input.PolicyName);
    const { PolicyName } = input;
    return { RoleName: role.name, PolicyName, PolicyDocument: encodeURIComponent(document) };
  }),

  DeleteRolePolicy: operation(roleShapes.policy, ({ world, caller, input }) => {
    const role = reachRole(world, caller, 'DeleteRolePolicy', input.RoleName);
    inlinePolicy(role, input.PolicyName);
    delete role.policies[input.PolicyName];
    keepRole(world, role);
  }),

  ListRolePolicies: operation(roleShapes.list, ({ world, caller, input }) => {
    const role = reachRole(world, caller, 'ListRolePolicies', input.RoleName);
    const { items, ...rest } = page(Object.keys(role.policies), input);
    return { PolicyNames: items, ...rest };
  }),

  AttachRolePolicy: operation(roleShapes.attachment, ({ world, caller, input }) => {
    const keys = { 'iam:PolicyARN': input.PolicyArn };
    attachPolicy(world, reachRole(world, caller, 'AttachRolePolicy', input.RoleName, keys), input.PolicyArn);
  }),

  DetachRolePolicy: operation(roleShapes.attachment, ({ world, caller, input }) => {
    const keys = { 'iam:PolicyARN': input.PolicyArn };
    const role = reachRole(world, caller, 'DetachRolePolicy', input.RoleName, keys);
    if (!role.attached.includes(input.PolicyArn)) {
      throw new AwsError('NoSuchEntity', `Policy ${input.PolicyArn} was not found.`);
    }
    role.attached = role.attached.filter((one) => one !== input.PolicyArn);
    keepRole(world, role);
  }),

  ListAttachedRolePolicies: operation(roleShapes.list, ({ world, caller, input }) => {
    const role = reachRole(world, caller, 'ListAttachedRolePolicies', input.RoleName);
    const { items, ...rest } = page(role.attached, input);
    const named = items.map((arn) => ({ PolicyName: arn.split('/').pop(), PolicyArn: arn }));
    return { AttachedPolicies: named, ...rest };
  }),
} satisfies Record<string, Operation>;

function inlinePolicy(role: Role, name: string): string {
  const document = Object.hasOwn(role.policies, name) ? role.policies[name] : undefined;
  if (document !== undefined) return document;
  throw new AwsError('NoSuchEntity', `The role policy with name ${name} cannot be found.`);
}

function page<Item>(all: Item[], { Marker, MaxItems = 100 }: { Marker?: string; MaxItems?: number }) {
  const start = Marker === undefined ? 0 : Number(/^from-(\d{1,9})$/.exec(Marker)?.[1]);
  if (Number.isNaN(start)) throw new AwsError('InvalidInput', 'This Marker was not given by a list before');
  const end = start + MaxItems;
  const more = end < all.length;
  return { items: all.slice(start, end), IsTruncated: more, Marker: more ? `from-${end}` : undefined };
}
