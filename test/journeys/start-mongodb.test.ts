import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { freePorts } from '../mongodb/free-ports.ts';
import { mongodbHere } from '../mongodb/mongodb-here.ts';
import { runJourney } from '../soak/journey.ts';
import { startChild } from './child.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe.skipIf(!mongodbHere)('`npm run start:mongodb`', () => {
  test('connects a customer on one gateway whose notices the other takes in; stops, and goes on where it was', async () => {
    const [port = 0] = await freePorts(1);
    const folder = join(root, '.data', `mongodb-${port + 10}`);
    const journey = (customer: string) =>
      runJourney(
        `http://localhost:${port + 2}`,
        { customer, accountId: '100000000001', delayMs: 0, isCut: false },
        AbortSignal.timeout(40_000),
      );
    try {
      for (const customer of ['nimbus-retail', 'fabrikam']) {
        const demo = startChild([join(root, '.ci/start-mongodb.mjs')], {
          PORT: String(port),
          LOG_LEVEL: 'warn',
        });
        await demo.says(/Ctrl-C stops it all/);
        expect(await journey(customer)).toMatchObject({ status: 'ACTIVE' });
        await demo.end('SIGTERM');
        await expect(fetch(`http://localhost:${port}/readyz`)).rejects.toThrow(TypeError);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
