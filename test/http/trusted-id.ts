import { readFileSync } from 'node:fs';

/** The documents that the widget ships with, by id. */
export const TRUSTED = JSON.parse(readFileSync('schema/trusted-documents.json', 'utf8')) as Record<
  string,
  string
>;

/** Operations of the widget that tests run. */
export type Operation =
  'Session' | 'StartGrant' | 'CancelGrant' | 'EndGrant' | 'CreateHandOff' | 'GrantStatus' | 'GrantUpdated';

/** The id of the trusted document with this operation. */
export function trustedId(operation: Operation): string {
  const found = Object.entries(TRUSTED).find(([, text]) =>
    new RegExp(`^(query|mutation|subscription) ${operation}\\b`).test(text),
  );
  if (!found) throw new Error(`The widget ships with no document ${operation}.`);
  return found[0];
}
