import type { Path } from '../domain/path.ts';

/** A path as one caller sees it: the request message names the customer. */
export interface PathView {
  path: Path;
  customerName?: string;
}
