import { GatewayError } from '../errors.ts';

/** Where a row stands in a list of grants, newest first. `createdAt` is epoch milliseconds. */
export interface ListPosition {
  createdAt: number;
  id: string;
}

/** The opaque cursor of a row: it names a place in the order, not a row, so it outlives changes of any row. */
export function listCursor({ createdAt, id }: ListPosition): string {
  return Buffer.from(`${createdAt} ${id}`).toString('base64url');
}

/** The place that a cursor names; INVALID_INPUT if `listCursor` did not make it. */
export function positionOf(cursor: string): ListPosition {
  const [, createdAt, id] = /^(-?\d{1,15}) (.+)$/s.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const position = id === undefined ? undefined : { createdAt: Number(createdAt), id };
  if (position && listCursor(position) === cursor) return position;
  throw new GatewayError('INVALID_INPUT', 'after: this is not a cursor of a list of grants.', {
    field: 'after',
  });
}
