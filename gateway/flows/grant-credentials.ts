import type { AwsCredentials } from '../aws/aws.ts';
import { endGrant, record } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { GatewayError } from '../errors.ts';
import { assumeGrantRole } from './assume-role.ts';
import { changeGrant } from './change-grant.ts';
import type { Ports } from './ports.ts';
import { tokenContext } from './receive-notice.ts';

/**
 * Fresh credentials of an active grant, for the partner's backend alone. The history says so before they are handed
 * out; they are kept nowhere. A grant that AWS does not honour any more turns REVOKED: AWS tells of that in no other way.
 */
export async function grantCredentials(
  ports: Ports,
  id: string,
): Promise<{ grant: Grant; credentials: AwsCredentials }> {
  const grant = await activeGrant(ports, id);
  const credentials = await freshCredentials(ports, grant).catch((error: unknown) =>
    refused(ports, grant, error),
  );
  const audited = await changeGrant(ports, id, (it) =>
    record(it, { at: ports.now(), type: 'CREDENTIALS_ISSUED' }),
  );
  if (audited?.status !== 'ACTIVE') throw notActive(audited ?? grant);
  return { grant: audited, credentials };
}

/** A grant with a token makes them of it; one with a role assumes it. */
async function freshCredentials(ports: Ports, grant: Grant): Promise<AwsCredentials> {
  if (!grant.token) return assumeGrantRole(ports, grant);
  const token = await ports.vault.open(grant.token.sealed, tokenContext(grant.id));
  return (await ports.aws.exchangeToken(token)).credentials;
}

async function activeGrant(ports: Ports, id: string): Promise<Grant> {
  const grant = await ports.store.get(id);
  if (!grant) throw new GatewayError('GRANT_NOT_FOUND');
  const isOver = grant.expiresAt !== undefined && grant.expiresAt <= ports.now();
  if (grant.status !== 'ACTIVE' || (!grant.token && !grant.role) || isOver) throw notActive(grant);
  return grant;
}

async function refused(ports: Ports, grant: Grant, error: unknown): Promise<never> {
  if (error instanceof GatewayError && error.code === 'ROLE_NOT_ASSUMABLE')
    throw new GatewayError('ROLE_GONE', undefined, { cause: error });
  if (!(error instanceof GatewayError) || error.code !== 'EXCHANGE_REFUSED') throw error;
  await changeGrant(ports, grant.id, (it) =>
    it.status === 'ACTIVE' ? endGrant(it, 'REVOKED', ports.now()) : it,
  );
  throw new GatewayError('ACCESS_REVOKED', undefined, { cause: error });
}

function notActive(grant: Grant): GatewayError {
  return new GatewayError('GRANT_NOT_ACTIVE', `The grant is ${grant.status}, so there are no credentials.`, {
    subject: grant,
  });
}
