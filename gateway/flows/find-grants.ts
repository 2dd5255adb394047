import type { Grant } from '../domain/grant.ts';
import { GatewayError } from '../errors.ts';
import type { GrantPage, GrantQuery } from '../store/store.ts';
import { maySee } from './caller.ts';
import type { Caller } from './caller.ts';
import type { Ports } from './ports.ts';

/** The grant, if there is one and this caller may see it. */
export async function findGrant({ store }: Ports, caller: Caller, id: string): Promise<Grant | undefined> {
  const grant = await store.get(id);
  return grant && maySee(caller, grant) ? grant : undefined;
}

/** A page of grants, newest first. */
export async function listGrants({ store }: Ports, query: GrantQuery): Promise<GrantPage> {
  return store.list({ ...query, first: pageSize(query.first) });
}

/** How many of a customer's grants are looked through, newest first, for what belongs together. */
const LOOKED_THROUGH = 100;

/** The customer’s newest grant that extends no other. */
export async function newestGrant({ store }: Ports, customerId: string): Promise<Grant | undefined> {
  // Most often the newest is the one: a page of one is cheap.
  for (const first of [1, LOOKED_THROUGH]) {
    const { rows } = await store.list({ first, customerId });
    const found = rows.find(({ grant }) => grant.preceding?.by !== 'EXTENSION');
    if (found || rows.length < first) return found?.grant;
  }
  return undefined;
}

/** The grants that extend this one, newest first; none are looked for where its path offers none. */
export async function extensionsOf({ store, partner }: Ports, grant: Grant): Promise<Grant[]> {
  const { id, customer } = grant;
  if (!partner.paths.some((it) => it.id === grant.pathId && it.extendsWith?.length)) return [];
  const { rows } = await store.list({ first: LOOKED_THROUGH, customerId: customer.id });
  return rows.flatMap(({ grant: it }) =>
    it.preceding?.id === id && it.preceding.by === 'EXTENSION' ? [it] : [],
  );
}

/** A page size that was checked: 1 to 100. */
export function pageSize(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= 100) return first;
  throw new GatewayError('INVALID_INPUT', 'first: a page holds 1 to 100.', { field: 'first' });
}
