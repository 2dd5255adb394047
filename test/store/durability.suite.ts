import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sampleGrant } from './sample-grant.ts';
import type { OpenedStore, Opened } from './store.suite.ts';

const WRITER = fileURLToPath(new URL('restless-writer.ts', import.meta.url));

/** Lets another process write and kills it without warning once it has had `lines` acknowledgements; gives them. */
async function acknowledgedBeforeKill(
  { elsewhere }: OpenedStore,
  lines: number,
): Promise<Map<string, number>> {
  const { module, factory, options } = elsewhere;
  const child = spawn(process.execPath, [WRITER, module, factory, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (text.split('\n').length > lines) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'close');
  expect(signal).toBe('SIGKILL');
  const complete = text.slice(0, text.lastIndexOf('\n')).split('\n');
  return new Map(complete.map((line) => [line.split(' ')[0] ?? '', Number(line.split(' ')[1])]));
}

/** What was acknowledged survives. */
export function durabilityTests(opened: Opened): void {
  test('what was acknowledged is there after a restart', async () => {
    const { store, reopen } = opened();
    const grants = Array.from({ length: 20 }, () => sampleGrant());
    await Promise.all(grants.map((grant) => store.insert(grant)));
    const again = await reopen();
    for (const grant of grants) expect(await again.get(grant.id)).toEqual(grant);
  });

  test(
    'every write that was acknowledged before a kill -9 is there afterwards',
    { timeout: 60_000 },
    async () => {
      const it = opened();
      await it.store.close();
      for (const lines of [50, 500, 2_000]) {
        const acknowledged = await acknowledgedBeforeKill(it, lines);
        expect(acknowledged.size).toBeGreaterThan(lines / 8);
        const store = await it.reopen();
        for (const [id, version] of acknowledged)
          expect((await store.get(id))?.version).toBeGreaterThanOrEqual(version);
        await store.close();
      }
    },
  );

  test('a closed store refuses with STORE_UNAVAILABLE', async () => {
    const { store } = opened();
    await store.close();
    await expect(store.get('grant_x')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(store.insert(sampleGrant())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await store.close();
  });
}
