import { roleArn, subjectOf } from '../domain/customer-role.ts';
import type { Trusted } from '../domain/customer-role.ts';
import type { Grant } from '../domain/grant.ts';
import type { Path, RolePlan } from '../domain/path.ts';
import { GatewayError } from '../errors.ts';
import type { Ports } from './ports.ts';

/** What is known of the role that a grant has or is to have. */
export interface RoleContext {
  path: Path;
  plan: RolePlan;
  accountId: string;
  /** The ARN of the role that we make. */
  roleArn: string;
  trusted: Trusted;
}

/** Gathers it; PATH_UNAVAILABLE if the path was taken out of the configuration. */
export function roleContext({ partner, identityTokens }: Ports, grant: Grant): RoleContext {
  const id = grant.upgradingTo ?? grant.pathId;
  const path = partner.paths.find((it) => it.id === id);
  if (!path?.role) throw new GatewayError('PATH_UNAVAILABLE', `The path ${id} makes no role (any more).`);
  const accountId = grant.accountId ?? grant.requestedAccountId ?? '';
  const issuer = identityTokens.issuer.replace(/^https?:\/\//, '');
  return {
    path,
    plan: path.role,
    accountId,
    roleArn: roleArn(partner.partition, accountId, path.role, grant.provisioning?.roleName ?? ''),
    trusted: {
      principalArn: partner.principalArn,
      externalId: grant.externalId ?? '',
      providerArn: `arn:${partner.partition}:iam::${accountId}:oidc-provider/${issuer}`,
      issuer,
      subject: subjectOf(grant.customer.id, grant.id),
    },
  };
}
