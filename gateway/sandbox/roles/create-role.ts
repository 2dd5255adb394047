import { AwsError } from '../aws-error.ts';
import type { Role } from './role.ts';
import { boundaryPolicy, managedPolicy } from '../policies/managed-policies.ts';
import { parsePolicy } from '../policies/policy-document.ts';
import { makeUniqueId } from '../secrets.ts';
import type { World } from '../world.ts';
import { findRole, keepRole, roleArn } from './roles.ts';

/** What a role is made of. Documents are JSON texts, `maxSessionDuration` is in seconds. */
export interface RoleDraft {
  accountId: string;
  name: string;
  trust: string;
  /** Default `/`. */
  path?: string;
  description?: string;
  /** Default 3600. */
  maxSessionDuration?: number;
  boundaryArn?: string;
  tags?: Record<string, string>;
}

const maxTrustLength = 2_048;
const maxInlineLength = 10_240;
const maxAttached = 10;

/** Makes a role. Throws EntityAlreadyExists, MalformedPolicyDocument, LimitExceeded, NoSuchEntity (the boundary). */
export function createRole(world: World, draft: RoleDraft): Role {
  const { accountId, name, path = '/', boundaryArn } = draft;
  if (findRole(world, accountId, name)) {
    throw new AwsError('EntityAlreadyExists', `Role with name ${name} already exists.`);
  }
  const role: Role = {
    arn: roleArn(accountId, path, name),
    id: makeUniqueId('AROA'),
    accountId,
    name,
    path,
    description: draft.description,
    createdAt: world.clock.now(),
    maxSessionDuration: draft.maxSessionDuration ?? 3600,
    trust: checkedTrust(draft.trust),
    boundaryArn: boundaryArn === undefined ? undefined : checkedBoundary(world, boundaryArn),
    policies: {},
    attached: [],
    tags: draft.tags ?? {},
    versions: [],
  };
  keepRole(world, role);
  return role;
}

/** The trust policy again. Throws MalformedPolicyDocument, or LimitExceeded beyond 2,048 characters. */
export function checkedTrust(document: string): string {
  for (const { Principal } of parsePolicy(document, 'trust')) {
    for (const one of Principal === '*' ? [] : (Principal?.AWS ?? [])) assertPrincipal(one);
  }
  if (document.replace(/\s/g, '').length > maxTrustLength) {
    throw new AwsError('LimitExceeded', `Cannot exceed quota for ACLSizePerRole: ${maxTrustLength}`);
  }
  return document;
}

/** The boundary's ARN again. Throws NoSuchEntity when there is no such policy. */
export function checkedBoundary(world: World, arn: string): string {
  if (boundaryPolicy(world, arn) !== undefined) return arn;
  throw new AwsError('NoSuchEntity', `Scope ARN: ${arn} does not exist or is not attachable.`);
}

/** Writes an inline policy into a role. Throws MalformedPolicyDocument or LimitExceeded. */
export function putPolicy(world: World, role: Role, name: string, document: string): void {
  parsePolicy(document, 'identity');
  const all = { ...role.policies, [name]: document };
  if (Object.values(all).join('').replace(/\s/g, '').length > maxInlineLength) {
    throw new AwsError(
      'LimitExceeded',
      `Maximum policy size of ${maxInlineLength} bytes exceeded for role ${role.name}`,
    );
  }
  role.policies = all;
  keepRole(world, role);
}

/** Attaches a managed policy. Throws NoSuchEntity or LimitExceeded. */
export function attachPolicy(world: World, role: Role, arn: string): void {
  if (managedPolicy(world, arn) === undefined) {
    throw new AwsError('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`);
  }
  const attached = [...new Set([...role.attached, arn])];
  if (attached.length > maxAttached) {
    throw new AwsError('LimitExceeded', `Cannot exceed quota for PoliciesPerRole: ${maxAttached}`);
  }
  role.attached = attached;
  keepRole(world, role);
}

function assertPrincipal(text: string): void {
  if (text === '*' || /^\d{12}$/.test(text) || /^arn:aws:(iam|sts)::\d{12}:[\w+=,.@/-]+$/.test(text)) return;
  throw new AwsError('MalformedPolicyDocument', `Invalid principal in policy: "AWS":"${text}"`);
}
