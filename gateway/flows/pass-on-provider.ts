import type { Grant } from '../domain/grant.ts';
import { changeGrant } from './change-grant.ts';
import type { Ports } from './ports.ts';

/** No grant that is older can have begun to use a provider of late: AWS lets a request wait 15 days at most, milliseconds. */
const REACH_MS = 1_900_800_000;

/**
 * Leaves a provider that this grant made to another of the same account that has come to use it; false if there is
 * none, so that it can be taken back.
 */
export async function passOnProvider(ports: Ports, grant: Grant): Promise<boolean> {
  const since = (grant.provisioning?.startedAt ?? 0) - REACH_MS;
  for (let after: string | undefined, isMore = true; isMore;) {
    const { rows, hasNextPage } = await ports.store.list({
      first: 100,
      after,
      status: ['ACTIVE', 'PENDING'],
    });
    const heir = rows.find((it) => usesProviderOf(grant, it.grant))?.grant;
    if (heir) {
      await changeGrant(ports, heir.id, (it) =>
        it.provisioning ? { ...it, provisioning: { ...it.provisioning, makesProvider: true } } : it,
      );
      return true;
    }
    after = rows.at(-1)?.cursor;
    isMore = hasNextPage && (rows.at(-1)?.grant.createdAt ?? 0) > since;
  }
  return false;
}

function usesProviderOf(grant: Grant, other: Grant): boolean {
  if (other.id === grant.id || other.accountId !== grant.accountId || other.trust !== 'OIDC') return false;
  const { provisioning, role } = other;
  return provisioning
    ? !provisioning.undoing && provisioning.done.includes('CREATE_OIDC_PROVIDER')
    : role !== undefined;
}
