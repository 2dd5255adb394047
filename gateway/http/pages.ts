import type { Grant } from '../domain/grant.ts';
import type { HistoryEntry } from '../domain/history.ts';
import { GatewayError } from '../errors.ts';
import type { GrantPage } from '../store/store.ts';

/** A page as Relay has it. */
interface Page<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor?: string; endCursor?: string };
}

/** A page of the store, as the schema has it. */
export function grantPage({ rows, hasNextPage }: GrantPage, after?: string | null): Page<Grant> {
  return page(
    rows.map(({ cursor, grant }) => ({ cursor, node: grant })),
    hasNextPage,
    after,
  );
}

/** A page of a grant's history; the cursor is the entry's number. `read` gives the entries after a number. */
export async function historyPage(
  read: (after: number, first: number) => Promise<HistoryEntry[]>,
  first: number,
  after?: string | null,
): Promise<Page<HistoryEntry>> {
  const rest = await read(after ? numberIn(after) : 0, first + 1);
  const edges = rest.slice(0, first).map((node) => ({ cursor: String(node.number), node }));
  return page(edges, rest.length > first, after);
}

function numberIn(cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw new GatewayError('INVALID_INPUT', 'after: this is not a cursor of a history.', { field: 'after' });
}

function page<T>(edges: Page<T>['edges'], hasNextPage: boolean, after?: string | null): Page<T> {
  const hasPreviousPage = Boolean(after) && edges.length > 0;
  return {
    edges,
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor,
      endCursor: edges.at(-1)?.cursor,
    },
  };
}
