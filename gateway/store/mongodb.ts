import { MongoServerError } from 'mongodb';
import { GatewayError } from '../errors.ts';
import { changesAfter, cursorAt } from './mongodb-changes.ts';
import { claims } from './mongodb-claims.ts';
import { collectionsOf, documentOf, prepareCollections } from './mongodb-collections.ts';
import type { Collections } from './mongodb-collections.ts';
import { connect, databaseIn } from './mongodb-connection.ts';
import { page } from './mongodb-pages.ts';
import { causalSessions } from './mongodb-sessions.ts';
import type { InSession } from './mongodb-sessions.ts';
import { storeFailure } from './store-failure.ts';
import type { Store } from './store.ts';

/** MongoDB's error code for an id that is taken. */
const DUPLICATE_KEY = 11_000;

/** How long an operation may take with all its retries, milliseconds: an election is over in that time. */
const DEADLINE_MS = 12_000;

/** Where the store is. */
export interface MongodbStoreOptions {
  /** `mongodb://` or `mongodb+srv://`, with the database in it or without. */
  uri: string;
  /** How long an operation may take before it is STORE_UNAVAILABLE, milliseconds. */
  deadlineMs?: number;
}

/**
 * The store in MongoDB, for any number of processes: a replica set or a sharded cluster, the database that the address
 * names or `connect_with_aws`. A write is acknowledged when it is on the disks of most nodes. CONFIG_INVALID if the
 * address, the credentials, a standalone server or an index of another kind stand in the way, STORE_UNAVAILABLE if no
 * primary is reached.
 */
export async function openMongodbStore(options: MongodbStoreOptions): Promise<Store> {
  const { uri, deadlineMs = DEADLINE_MS } = options;
  const client = await connect(uri);
  const collections = collectionsOf(client.db(databaseIn(uri)), deadlineMs);
  try {
    await prepareCollections(collections);
  } catch (error) {
    await client.close();
    throw error;
  }
  const inSession = causalSessions(client, deadlineMs);
  const closing = new AbortController();
  return {
    ...grantsIn(collections, inSession),
    ...segmentsIn(collections, inSession),
    ...claims(collections.grants, inSession),
    watch: ({ after, signal }) =>
      changesAfter(collections.changes, after, AbortSignal.any([signal, closing.signal])),
    close: async () => {
      closing.abort();
      await client.close();
    },
  };
}

function grantsIn(
  { grants }: Collections,
  inSession: InSession,
): Pick<Store, 'insert' | 'get' | 'save' | 'list' | 'cursor'> {
  return {
    insert: async (grant) => {
      const document = documentOf(grant);
      return inSession((session) => unlessTaken(grants.insertOne(document, { session })));
    },
    save: async (grant) => {
      const document = documentOf(grant);
      const before = { _id: grant.id, version: grant.version - 1 };
      const { matchedCount } = await inSession((session) => grants.replaceOne(before, document, { session }));
      return matchedCount === 1;
    },
    get: async (id) => {
      const projection = { grant: 1 } as const;
      const found = await inSession((session) => grants.findOne({ _id: id }, { session, projection }));
      return found?.grant;
    },
    list: (query) => inSession((session) => page(grants, session, query)),
    cursor: () =>
      inSession(async (session) => {
        // Any majority read says until when the set has committed; this one touches nothing.
        await grants.findOne({ _id: '' }, { session, projection: { _id: 1 } });
        if (session.operationTime) return cursorAt(session.operationTime);
        throw new GatewayError('STORE_UNAVAILABLE');
      }),
  };
}

function segmentsIn(
  { segments }: Collections,
  inSession: InSession,
): Pick<Store, 'putSegment' | 'getSegment'> {
  return {
    putSegment: async (segment) => {
      const document = { _id: segmentId(segment.grantId, segment.first), segment: structuredClone(segment) };
      await inSession((session) => unlessTaken(segments.insertOne(document, { session })));
    },
    getSegment: async (grantId, first) => {
      const found = await inSession((session) =>
        segments.findOne({ _id: segmentId(grantId, first) }, { session }),
      );
      return found?.segment;
    },
  };
}

function segmentId(grantId: string, first: number): string {
  return `${grantId}.${first}`;
}

/** Whether it was inserted; false if its id is taken. */
async function unlessTaken(inserting: Promise<unknown>): Promise<boolean> {
  try {
    await inserting;
    return true;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return false;
    throw storeFailure(error);
  }
}
