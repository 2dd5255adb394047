import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Path } from '../../gateway/domain/path.ts';

/** Writes the paths into a folder, and gives the settings with which a gateway offers them. */
export function pathsFile(folder: string, paths: Path[]): { PATHS_FILE: string } {
  const PATHS_FILE = join(folder, 'paths.json');
  writeFileSync(PATHS_FILE, JSON.stringify(paths));
  return { PATHS_FILE };
}
