import type { ErrorCode, ProvisioningStep, RoleTrust } from '../../schema/types.generated.ts';
import type { Path, RolePlan } from './path.ts';
import { policyOf } from './path.ts';
import type { PolicyDocument } from './policy-template.ts';

/** IAM is eventually consistent: how long a role that is right may still be refused, milliseconds. */
export const PROPAGATION_MS = 90_000;

/** The tag by which a role says whose it is. */
export const GRANT_TAG = 'connect-with-aws-grant';

/** The name of the inline policy of roles we make. */
export const POLICY_NAME = 'connect-with-aws';

/** A role in the customer's account. Instants are epoch milliseconds. */
export interface CustomerRole {
  arn: string;
  /** The boundary it should have; undefined where none is asked for. */
  permissionsBoundaryArn?: string;
  stackId?: string;
  verifiedAt?: number;
}

/** The making of a role. */
export interface Provisioning {
  roleName: string;
  /** Steps that are done. */
  done: ProvisioningStep[];
  /** Since when the step under way is under way. */
  since: number;
  /** When it began. */
  startedAt: number;
  /** The provider was missing when we looked, so it is ours to take back. */
  makesProvider?: boolean;
  /** The role was seen and is being deleted: when we may not look at it any more, it is gone. */
  takingBack?: boolean;
  /** Set once it is not to be finished: what was made is taken back, and then this is why; OVER where the grant's end is. */
  undoing?: ErrorCode | 'OVER';
}

/** A stack that phoned home. `responseUrl` is a presigned address; whoever has it can answer once. */
export interface Stack {
  id: string;
  /** Since when it is being deleted: once its role is gone, so is the grant. */
  deletingSince?: number;
  /** The request to be answered; undefined once it is. */
  request?: {
    id: string;
    logicalResourceId: string;
    responseUrl: string;
    type: 'Create' | 'Update' | 'Delete';
    /** What the stack calls the resource; undefined while it is being created. */
    physicalResourceId?: string;
    /** The role as the stack has it now. */
    roleArn?: string;
    at: number;
  };
}

/**
 * The name of a grant's stack. It leads back to the grant even if the external ID was changed: like the link, only who
 * was given it has it.
 */
export function stackNameOf(grantId: string): string {
  return `connect-${grantId.replace(/^grant_/, '')}`;
}

/** The grant whose name a stack bears, and the account it is in, by its ARN; undefined for a name that is not of ours. */
export function grantOfStack(stackId: string): { grantId: string; accountId: string } | undefined {
  const form = /^arn:aws[a-z-]*:cloudformation:[a-z0-9-]+:(\d{12}):stack\/connect-([0-9a-z]{26})\/[\w-]+$/;
  const [, accountId, name] = form.exec(stackId) ?? [];
  return accountId && name ? { grantId: `grant_${name}`, accountId } : undefined;
}

/** Which steps each way takes, in order. */
export const STEPS = {
  ROLE_BY_CLOUDFORMATION: ['RUN_STACK', 'VERIFY_TRUST'],
  EXTERNAL_ID: ['CREATE_ROLE', 'ATTACH_POLICIES', 'VERIFY_TRUST'],
  OIDC: ['CREATE_OIDC_PROVIDER', 'CREATE_ROLE', 'ATTACH_POLICIES', 'VERIFY_TRUST'],
} as const satisfies Record<'ROLE_BY_CLOUDFORMATION' | RoleTrust, readonly ProvisioningStep[]>;

/** The role's trust policy, by how it is guarded. */
export function trustPolicy(plan: RolePlan, trusted: Trusted): object {
  return { Version: '2012-10-17', Statement: [TRUSTS[plan.trust](trusted)] };
}

/** Whom a role trusts. */
export interface Trusted {
  /** The partner's account or role ARN. */
  principalArn: string;
  externalId: string;
  /** The provider of the customer's account; where OIDC is used. */
  providerArn: string;
  /** The issuer without its scheme. */
  issuer: string;
  subject: string;
}

const TRUSTS = {
  EXTERNAL_ID: ({ principalArn, externalId }: Trusted) => ({
    Effect: 'Allow',
    Principal: { AWS: principalArn },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': externalId } },
  }),
  OIDC: ({ providerArn, issuer, subject }: Trusted) => ({
    Effect: 'Allow',
    Principal: { Federated: providerArn },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${issuer}:aud`]: OIDC_AUDIENCE, [`${issuer}:sub`]: subject } },
  }),
} satisfies Record<RoleTrust, (trusted: Trusted) => object>;

/** Whom the gateway's identity tokens are for. */
export const OIDC_AUDIENCE = 'sts.amazonaws.com';

/** The subject that stands for one customer's grant. */
export function subjectOf(customerId: string, grantId: string): string {
  return `customer:${customerId}:grant:${grantId}`;
}

/** What the role may do: the path's policy, and to look at itself, by which a lost boundary is noticed. */
export function rolePolicy(path: Path, roleName: string): PolicyDocument {
  const { Version, Statement } = policyOf(path);
  const rolePath = path.role?.rolePath ?? '/';
  const itself = {
    Effect: 'Allow' as const,
    Action: 'iam:GetRole',
    Resource: `arn:aws:iam::*:role${rolePath}${roleName}`,
  };
  return { Version, Statement: [...Statement, itself] };
}

/** The ARN of a role of this name in an account. */
export function roleArn(partition: string, accountId: string, plan: RolePlan, name: string): string {
  return `arn:${partition}:iam::${accountId}:role${plan.rolePath}${name}`;
}

const ROLE_ARN =
  /^arn:(aws|aws-us-gov|aws-cn):iam::(\d{12}):role\/((?:[\x21-\x2e\x30-\x7e]+\/)*)([\w+=,.@-]{1,64})$/;

/** A role ARN, taken apart; undefined if it is none. */
export function parseRoleArn(
  arn: string,
): { partition: string; accountId: string; name: string } | undefined {
  if (arn.length > 2048) return undefined;
  const [, partition, accountId, , name] = ROLE_ARN.exec(arn) ?? [];
  return partition && accountId && name ? { partition, accountId, name } : undefined;
}
