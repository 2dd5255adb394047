import { randomInt, randomUUID } from 'node:crypto';
import type { ClientSession, Filter } from 'mongodb';
import type { Grant } from '../domain/grant.ts';
import type { Collections, GrantDocument } from './mongodb-collections.ts';
import type { InSession } from './mongodb-sessions.ts';
import type { Claim, Store } from './store.ts';

/** After losing to another claimer, so many times more candidates are looked at, from a place chosen by chance. */
const WIDER = 8;

type Grants = Collections['grants'];

/** Due work: who may do it now, and when there is more. */
export function claims(grants: Grants, inSession: InSession): Pick<Store, 'claimDue' | 'nextDue'> {
  return {
    claimDue: (claim) => inSession((session) => claimDue(grants, session, claim)),
    nextDue: () => inSession((session) => nextDue(grants, session)),
  };
}

/** One round trip if nothing is due, three if nobody else claims at the same time. */
async function claimDue(grants: Grants, session: ClientSession, claim: Claim): Promise<Grant[]> {
  const leaseId = randomUUID();
  const tried: string[] = [];
  let taken = 0;
  for (let window = claim.limit; taken < claim.limit;) {
    const candidates = await candidatesFor(grants, session, claim.now, window);
    const chosen = someOf(candidates, claim.limit - taken);
    const won = chosen.length ? await take(grants, session, chosen, { ...claim, leaseId }) : 0;
    tried.push(...chosen);
    taken += won;
    if (won < chosen.length) window = claim.limit * WIDER;
    else if (candidates.length < window) break;
  }
  return taken ? held(grants, session, tried, leaseId) : [];
}

/** What may be claimed. Gateways' clocks may differ, so leases run by the server's: `$$NOW`. */
function claimable(now: number): Filter<GrantDocument> {
  return { dueAt: { $lte: now }, $expr: { $lte: ['$leaseUntil', '$$NOW'] } };
}

async function candidatesFor(
  grants: Grants,
  session: ClientSession,
  now: number,
  limit: number,
): Promise<string[]> {
  const query = grants.find(claimable(now), { session, projection: { _id: 1 } });
  const found = await query.sort({ dueAt: 1, _id: 1 }).limit(limit).toArray();
  return found.map(({ _id }) => _id);
}

function someOf(candidates: string[], wanted: number): string[] {
  const spare = candidates.length - wanted;
  const start = spare > 0 ? randomInt(spare + 1) : 0;
  return candidates.slice(start, start + wanted);
}

/**
 * How many of them are now ours. One update each, but sent as one: unlike a single update of many, these are sent again
 * after a failure without being done twice.
 */
async function take(
  grants: Grants,
  session: ClientSession,
  ids: string[],
  { now, leaseMs, leaseId }: Claim & { leaseId: string },
): Promise<number> {
  const update = [{ $set: { leaseId, leaseUntil: { $add: ['$$NOW', leaseMs] } } }];
  const updates = ids.map((_id) => ({ updateOne: { filter: { _id, ...claimable(now) }, update } }));
  const { matchedCount } = await grants.bulkWrite(updates, { session, ordered: false });
  return matchedCount;
}

/** Those that are ours still: what was saved in the meantime has given its lease back. */
async function held(
  grants: Grants,
  session: ClientSession,
  ids: string[],
  leaseId: string,
): Promise<Grant[]> {
  const found = await grants.find({ _id: { $in: ids }, leaseId }, { session }).toArray();
  const mostOverdueFirst = found.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || (a._id < b._id ? -1 : 1));
  return mostOverdueFirst.map(({ grant }) => grant);
}

/** The earliest work that nobody holds, unless work that is due before it comes free sooner. */
async function nextDue(grants: Grants, session: ClientSession): Promise<number | undefined> {
  const projection = { _id: 0, dueAt: 1 } as const;
  const [free] = await grants
    .find(unleased(), { session, projection })
    .sort({ dueAt: 1, _id: 1 })
    .limit(1)
    .toArray();
  const dueAt = free?.dueAt === undefined ? { $exists: true } : { $lt: free.dueAt };
  const leased = await grants
    .find(
      { dueAt, leaseUntil: { $gt: new Date(0) } },
      { session, projection: { ...projection, leaseUntil: 1 } },
    )
    .toArray();
  const instants = leased.map((it) => Math.max(it.dueAt ?? 0, it.leaseUntil?.getTime() ?? 0));
  const all = free?.dueAt === undefined ? instants : [...instants, free.dueAt];
  return all.length ? Math.min(...all) : undefined;
}

function unleased(): Filter<GrantDocument> {
  return { dueAt: { $exists: true }, leaseUntil: { $exists: false } };
}
