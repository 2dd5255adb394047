/** What is known of an error code. */
export interface ErrorRow {
  /** The HTTP status where the code ends a whole request. */
  status: number;
  /** Whether the same call may succeed later, unchanged. */
  retryable: boolean;
  /** What it means, in a sentence. */
  meaning: string;
  /** What to do, in a sentence. */
  remedy: string;
}
