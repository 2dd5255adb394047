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

/** The customer's newest grant. */
export async function newestGrant({ store }: Ports, customerId: string): Promise<Grant | undefined> {
  const { rows } = await store.list({ first: 1, customerId });
  return rows[0]?.grant;
}

/** A page size that was checked: 1 to 100. */
export function pageSize(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= 100) return first;
  throw new GatewayError('INVALID_INPUT', 'first: a page holds 1 to 100.', { field: 'first' });
}
