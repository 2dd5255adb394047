import type { Grant } from '../domain/grant.ts';
import { extensionsAmong, isExtension } from '../domain/succession.ts';
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
  const [newest] = (await store.list({ first: 1, customerId })).rows;
  if (!newest?.grant.preceding) return newest?.grant;
  const all = await grantsOf(store, customerId);
  return all.find((it) => !isExtension(it, all));
}

async function grantsOf(store: Ports['store'], customerId: string): Promise<Grant[]> {
  const { rows } = await store.list({ first: LOOKED_THROUGH, customerId });
  return rows.map(({ grant }) => grant);
}

/** The grants that ask for more beside this one, newest first; none are looked for where its path offers none. */
export async function extensionsOf({ store, partner }: Ports, grant: Grant): Promise<Grant[]> {
  if (!partner.paths.some((it) => it.id === grant.pathId && it.extendsWith?.length)) return [];
  const all = await grantsOf(store, grant.customer.id);
  return extensionsAmong(all.some(({ id }) => id === grant.id) ? all : [...all, grant], grant);
}

/** A page size that was checked: 1 to 100. */
export function pageSize(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= 100) return first;
  throw new GatewayError('INVALID_INPUT', 'first: a page holds 1 to 100.', { field: 'first' });
}
