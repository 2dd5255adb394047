import type { AwsCredentials, CallerIdentity } from '../aws/aws.ts';
import { parseRoleArn } from '../domain/customer-role.ts';
import type { Grant } from '../domain/grant.ts';
import { GatewayError } from '../errors.ts';
import { assumeGrantRole, wrongWaysIn } from './assume-role.ts';
import type { Ports } from './ports.ts';
import { roleContext } from './role-context.ts';

/** A role that is as it should be. */
export interface Proof extends CallerIdentity {
  permissionsBoundaryArn?: string;
}

/**
 * Proves a grant's role: it opens with the right external ID (or subject), in the right account; it does not without it or
 * with another one; it has its boundary. In this order, since a missing role refuses everybody. Throws
 * ROLE_NOT_ASSUMABLE, ACCOUNT_MISMATCH, EXTERNAL_ID_NOT_ENFORCED, SUBJECT_NOT_ENFORCED, BOUNDARY_MISSING; AWS_UNAVAILABLE
 * proves nothing.
 */
export async function proveRole(ports: Ports, grant: Grant): Promise<Proof> {
  const credentials = await assumeGrantRole(ports, grant);
  const identity = await ports.aws.callerIdentity(credentials);
  assertAccount(grant, identity);
  for (const tryIt of wrongWaysIn(ports, grant)) await assertShut(grant, tryIt);
  return { ...identity, permissionsBoundaryArn: await seenBoundary(ports, grant, credentials) };
}

function assertAccount(grant: Grant, { accountId }: CallerIdentity): void {
  const wanted = grant.requestedAccountId ?? grant.accountId ?? accountId;
  if (accountId !== wanted || parseRoleArn(grant.role?.arn ?? '')?.accountId !== accountId)
    throw new GatewayError('ACCOUNT_MISMATCH');
}

/** Only a clear no is one; a throttled or broken call leaves the question open. */
async function assertShut(grant: Grant, tryIt: () => Promise<AwsCredentials>): Promise<void> {
  const answer = await tryIt().then(
    () => 'OPEN' as const,
    (error: unknown) => {
      if (error instanceof GatewayError && error.code === 'ROLE_NOT_ASSUMABLE') return 'SHUT' as const;
      throw error;
    },
  );
  if (answer === 'OPEN')
    throw new GatewayError(grant.trust === 'OIDC' ? 'SUBJECT_NOT_ENFORCED' : 'EXTERNAL_ID_NOT_ENFORCED');
}

/** The role may look at itself, so that a boundary that was taken off is seen. */
async function seenBoundary(
  ports: Ports,
  grant: Grant,
  credentials: AwsCredentials,
): Promise<string | undefined> {
  const wanted = roleContext(ports, grant).path.permissionsBoundaryArn;
  if (!wanted) return undefined;
  const name = parseRoleArn(grant.role?.arn ?? '')?.name ?? '';
  const seen = await (await ports.aws.customerAccount(credentials)).getRole(name).catch((error: unknown) => {
    if (error instanceof GatewayError && error.code === 'PROVISIONING_REFUSED') return undefined;
    throw error;
  });
  if (seen?.permissionsBoundaryArn === wanted) return wanted;
  throw new GatewayError('BOUNDARY_MISSING');
}
