import type { Grant } from '../domain/grant.ts';
import { GatewayError } from '../errors.ts';
import type { Ports } from './ports.ts';

/** How often a change is tried anew on a grant that others change at the same time. */
const TRIES = 20;

/**
 * Changes one grant: reads it, applies the pure change, writes it if nobody else did meanwhile, else begins again.
 * A change that gives back the same object writes nothing. Undefined where there is no such grant.
 */
export async function changeGrant(
  { store }: Pick<Ports, 'store'>,
  id: string,
  change: (grant: Grant) => Grant,
): Promise<Grant | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const grant = await store.get(id);
    if (!grant) return undefined;
    const changed = change(grant);
    if (changed === grant) return grant;
    const next = { ...changed, version: grant.version + 1 };
    if (await store.save(next)) return next;
  }
  throw new GatewayError('STORE_CONFLICT');
}
