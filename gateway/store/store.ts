import type { Grant } from '../domain/grant.ts';
import type { HistorySegment } from '../domain/history.ts';
import type { GrantStatus } from '../../schema/types.generated.ts';

/** What `list` is asked for. Newest first: by `createdAt` descending, then `id` descending. */
export interface GrantQuery {
  /** Page size, 1 to 100. */
  first: number;
  /** The `cursor` of the row before the page, as `list` gave it. A malformed one is INVALID_INPUT. */
  after?: string;
  customerId?: string;
  status?: readonly GrantStatus[];
}

/** A row of a page: the grant and where it stands in the list. The cursor is opaque and stays valid when rows come and go. */
export interface GrantRow {
  cursor: string;
  grant: Grant;
}

/** A page of grants. */
export interface GrantPage {
  rows: GrantRow[];
  hasNextPage: boolean;
}

/** A committed change. `cursor` is opaque; watching on after it misses none. */
export interface Change {
  cursor: string;
  grant: Grant;
}

/** How work is claimed. */
export interface Claim {
  /** The present, epoch milliseconds. */
  now: number;
  /** How long the claimed grants are nobody else's, milliseconds. */
  leaseMs: number;
  /** At most so many. */
  limit: number;
}

/**
 * Where grants live: one grant, one document, one write. What a call acknowledged survives a kill at any instant.
 * Failures of the store itself are STORE_UNAVAILABLE. Grants go in and out by value: changing one changes nothing here.
 */
export interface Store {
  /** Stores a new grant; false if its id is taken (nothing is written). */
  insert(grant: Grant): Promise<boolean>;
  /** The grant; undefined where there is none. */
  get(id: string): Promise<Grant | undefined>;
  /**
   * Writes the grant in place of the version before it (`grant.version - 1`); false if the stored version is another
   * (nothing is written). Also gives back the lease, if any.
   */
  save(grant: Grant): Promise<boolean>;
  /**
   * Keeps a part of a grant's history beside it, under the grant's id and the part's `first`. The same one again changes
   * nothing. It is no change of the grant: nobody who watches hears of it.
   */
  putSegment(segment: HistorySegment): Promise<void>;
  /** The part of a grant's history that begins with this entry; undefined where none does. */
  getSegment(grantId: string, first: number): Promise<HistorySegment | undefined>;
  /** A page of grants. */
  list(query: GrantQuery): Promise<GrantPage>;
  /**
   * Takes grants whose earliest due work (`min(due[].at)`) is at or before `now` and that nobody holds, most overdue
   * first; each goes to one claimer alone until its lease ends or it is saved (or the claimer is known to be gone). `now` decides
   * what is due. A store of several processes, whose clocks may differ, ends leases by a clock of its own; the store of
   * one process by the next claim's `now`. Does not change `version`.
   */
  claimDue(claim: Claim): Promise<Grant[]>;
  /** When the next unclaimed work is due, epoch ms (in the past if overdue); undefined if there is none. */
  nextDue(): Promise<number | undefined>;
  /**
   * Every change after the cursor, in order; a grant that changed often in between may come once, at its newest. Ends
   * when the signal aborts. INVALID_INPUT (`field: 'after'`) if the cursor is not this store's, or so old that changes
   * since are forgotten: then read anew what matters, from a `cursor()` taken before.
   */
  watch(options: { after: string; signal: AbortSignal }): AsyncIterable<Change>;
  /** Where to watch from to hear of what comes after this call, and of nothing that was acknowledged before it. Cheap: it also says that the store answers. */
  cursor(): Promise<string>;
  close(): Promise<void>;
}
