import { nextAnnouncement } from '../domain/announcement.ts';
import { plan } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { shorten } from '../domain/long-history.ts';
import { GatewayError } from '../errors.ts';
import type { Ports } from './ports.ts';

/** How often a change is tried anew on a grant that others change at the same time. */
const TRIES = 20;

/** The longest wait before a try, milliseconds: by chance, doubling up to this, so that many at once come one after another. */
const LONGEST_WAIT_MS = 500;

/**
 * Changes one grant: reads it, applies the pure change, writes it if nobody else did meanwhile, else begins again.
 * A change that gives back the same object writes nothing. What the partner is to hear of is planned with the same
 * write. Undefined where there is no such grant.
 */
export async function changeGrant(
  { store, announce }: Pick<Ports, 'store' | 'announce'>,
  id: string,
  change: (grant: Grant) => Grant,
): Promise<Grant | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const grant = await store.get(id);
    if (!grant) return undefined;
    const changed = change(grant);
    if (changed === grant) return grant;
    const told = announce ? toBeAnnounced(changed) : changed;
    const next = await shortened(store, { ...told, version: grant.version + 1 }, Boolean(announce));
    if (await store.save(next)) return next;
    await pause(Math.random() * Math.min(LONGEST_WAIT_MS, 5 * 2 ** tries));
  }
  throw new GatewayError('STORE_CONFLICT');
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What is cut off the history is stored before the grant lets go of it: a kill in between loses nothing. */
async function shortened(store: Ports['store'], grant: Grant, isAnnounced: boolean): Promise<Grant> {
  const cut = shorten(grant, isAnnounced);
  if (!cut) return grant;
  await store.putSegment(cut.segment);
  return cut.grant;
}

/** A delivery that is planned already keeps its time: an endpoint that is down is not tried sooner for what is new. */
function toBeAnnounced(grant: Grant): Grant {
  const next = grant.due.some((it) => it.kind === 'DELIVER') ? undefined : nextAnnouncement(grant);
  return next ? plan(grant, 'DELIVER', next.entry.at) : grant;
}
