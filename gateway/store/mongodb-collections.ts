import { MongoServerError } from 'mongodb';
import type { Collection, CollectionOptions, Db, IndexDescription } from 'mongodb';
import type { Grant } from '../domain/grant.ts';
import type { HistorySegment } from '../domain/history.ts';
import { GatewayError } from '../errors.ts';
import { storeFailure } from './store-failure.ts';

/** A grant as it is kept: itself, and beside it what is looked for. Instants are epoch milliseconds. */
export interface GrantDocument {
  /** The grant's id. */
  _id: string;
  version: number;
  customerId: string;
  status: Grant['status'];
  createdAt: number;
  /** Its earliest work; not there if nothing is due. */
  dueAt?: number;
  /** Whose work it is for now, and until when by the server's clock; not there after a save. */
  leaseId?: string;
  leaseUntil?: Date;
  grant: Grant;
}

/** A part of a history as it is kept. */
export interface SegmentDocument {
  /** `<grant id>.<first entry>` */
  _id: string;
  segment: HistorySegment;
}

/** What is acknowledged is on the disks of most nodes; what is read is what could be acknowledged. */
const SAFE = {
  writeConcern: { w: 'majority', journal: true },
  readConcern: { level: 'majority' },
  readPreference: 'primary',
  ignoreUndefined: true,
} as const satisfies CollectionOptions;

/** Every index of `grants` besides that of `_id`, each with the query it serves. */
const INDEXES: IndexDescription[] = [
  // list: all grants, newest first. The status at its end spares reading documents that a filter leaves out.
  { name: 'newest', key: { createdAt: -1, _id: -1, status: 1 } },
  // list: a customer's grants, and the newest of them when the button asks where things stand.
  { name: 'of_customer', key: { customerId: 1, createdAt: -1, _id: -1, status: 1 } },
  // list: the grants of some statuses, each of which is read in order and merged.
  { name: 'of_status', key: { status: 1, createdAt: -1, _id: -1 } },
  // claimDue, nextDue: what is due, most overdue first, past those that somebody holds; ended grants are not in it.
  {
    name: 'due',
    key: { dueAt: 1, _id: 1, leaseUntil: 1 },
    partialFilterExpression: { dueAt: { $exists: true } },
  },
];

/** MongoDB's error codes for an index that is there already, and is another. */
const INDEX_DIFFERS = [85, 86];

/** MongoDB's error code for something a user may not do. */
const UNAUTHORIZED = 13;

/** The collections of a store. */
export interface Collections {
  grants: Collection<GrantDocument>;
  /** The same one, without a deadline: for following its changes. */
  changes: Collection<GrantDocument>;
  segments: Collection<SegmentDocument>;
}

/** The collections of this database, not yet made. An operation may take `deadlineMs` with all its retries. */
export function collectionsOf(database: Db, deadlineMs: number): Collections {
  const bounded = { ...SAFE, timeoutMS: deadlineMs };
  return {
    grants: database.collection<GrantDocument>('grants', bounded),
    changes: database.collection<GrantDocument>('grants', SAFE),
    segments: database.collection<SegmentDocument>('history_segments', bounded),
  };
}

/**
 * Makes the indexes that are missing. CONFIG_INVALID if one of the same name is another, or the user may make none;
 * STORE_UNAVAILABLE if the server fails.
 */
export async function prepareCollections({ changes }: Collections): Promise<void> {
  try {
    // Without a deadline: on a collection of millions this takes as long as it takes, once.
    await changes.createIndexes(INDEXES);
  } catch (error) {
    throw indexFailure(changes.namespace, error);
  }
}

function indexFailure(namespace: string, cause: unknown): GatewayError {
  const { code, message } = cause instanceof MongoServerError ? cause : {};
  if (code === UNAUTHORIZED)
    return new GatewayError(
      'CONFIG_INVALID',
      `The user in MONGODB_URI may not make the indexes of ${namespace}. Give it the role readWrite on that database.`,
      { cause },
    );
  if (typeof code === 'number' && INDEX_DIFFERS.includes(code))
    return new GatewayError(
      'CONFIG_INVALID',
      `An index of ${namespace} differs from the one that this version needs: drop it, and the gateway makes its own at the next start. MongoDB says: ${message}`,
      { cause },
    );
  return storeFailure(cause);
}

/** The grant as it is kept: a copy, without a lease. */
export function documentOf(grant: Grant): GrantDocument {
  return {
    _id: grant.id,
    version: grant.version,
    customerId: grant.customer.id,
    status: grant.status,
    createdAt: grant.createdAt,
    ...(grant.due.length > 0 && { dueAt: Math.min(...grant.due.map(({ at }) => at)) }),
    grant: structuredClone(grant),
  };
}
