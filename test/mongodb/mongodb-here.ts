import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const FINDER = fileURLToPath(new URL('find-mongod.mjs', import.meta.url));

/**
 * Whether there is a mongod for the tests, fetched if need be. Where there is none the tests that need it are left out,
 * with a line that says so; with CI set, that is an error.
 */
export const mongodbHere: boolean = isHere();

function isHere(): boolean {
  try {
    execFileSync(process.execPath, [FINDER], { stdio: ['ignore', 'ignore', 'inherit'] });
    return true;
  } catch (cause) {
    const sentence =
      'There is no mongod, and none could be fetched: the tests of the MongoDB store are left out. Name one: MONGOD_PATH=/path/to/mongod npm test';
    if (process.env.CI) throw new Error(sentence, { cause });
    process.stderr.write(`\n!!! ${sentence}\n\n`);
    return false;
  }
}
