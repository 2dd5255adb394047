import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's own folder: this file lies at one depth in the source tree and at another when built. */
const ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)));

/** A file of the package, by its path from the package's folder. */
export function fileOf(path: string): string {
  return join(ROOT, path);
}

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'schema', 'schema.graphql'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The package is not whole: schema/schema.graphql is missing.');
  return rootAbove(parent);
}
