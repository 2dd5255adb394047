import type { ClientSession, Filter } from 'mongodb';
import { GatewayError } from '../errors.ts';
import { listCursor, positionOf } from './list-cursor.ts';
import type { Collections, GrantDocument } from './mongodb-collections.ts';
import type { GrantPage, GrantQuery } from './store.ts';

/** A page of grants, newest first. INVALID_INPUT if its size or its cursor is none. */
export async function page(
  grants: Collections['grants'],
  session: ClientSession,
  query: GrantQuery,
): Promise<GrantPage> {
  const { first } = query;
  const found = await pageCursor(grants, query, session).toArray();
  const rows = found.slice(0, first).map(({ grant }) => ({ cursor: listCursor(grant), grant }));
  return { rows, hasNextPage: found.length > first };
}

function pageCursor(grants: Collections['grants'], query: GrantQuery, session?: ClientSession) {
  const { first } = query;
  if (!Number.isInteger(first) || first < 1 || first > 100)
    throw new GatewayError('INVALID_INPUT', 'first: a page holds 1 to 100.', { field: 'first' });
  return grants
    .find(filterOf(query), { session, projection: { grant: 1 } })
    .sort({ createdAt: -1, _id: -1 })
    .limit(first + 1);
}

function filterOf({ after, customerId, status }: GrantQuery): Filter<GrantDocument> {
  return {
    ...(after !== undefined && afterRow(after)),
    ...(customerId !== undefined && { customerId }),
    ...(status && { status: { $in: [...status] } }),
  };
}

/** The first condition follows from the second; it is what bounds the index. */
function afterRow(cursor: string): Filter<GrantDocument> {
  const { createdAt, id } = positionOf(cursor);
  return {
    createdAt: { $lte: createdAt },
    $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: id } }],
  };
}
