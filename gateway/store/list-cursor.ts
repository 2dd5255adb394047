import { GatewayError } from '../errors.ts';

/** Where a row stands in a list of grants, newest first. `createdAt` is epoch milliseconds. */
export interface ListPosition {
  createdAt: number;
  id: string;
}

/** The opaque cursor of a row: it names a place in the order, not a row, so it outlives changes of any row. */
export function listCursor({ createdAt, id }: ListPosition): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString('base64url');
}

/** The place that a cursor names; INVALID_INPUT if `listCursor` did not make it. */
export function positionOf(cursor: string): ListPosition {
  const position = parsed(cursor);
  if (position && listCursor(position) === cursor) return position;
  throw new GatewayError('INVALID_INPUT', 'after: this is not a cursor of a list of grants.', {
    field: 'after',
  });
}

function parsed(cursor: string): ListPosition | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(value) || value.length !== 2) return undefined;
    const [createdAt, id]: unknown[] = value;
    return Number.isSafeInteger(createdAt) && typeof id === 'string'
      ? { createdAt: Number(createdAt), id }
      : undefined;
  } catch {
    return undefined;
  }
}
