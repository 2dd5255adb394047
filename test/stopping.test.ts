import { request as startRequest } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../gateway/log.ts';
import { drain } from '../gateway/draining.ts';
import { newPartnerKey } from '../gateway/partner-key.ts';
import { until } from './http/running-gateway.ts';
import { startChild } from './journeys/child.ts';
import type { Child } from './journeys/child.ts';
import { freePort } from './journeys/processes.ts';

const { key: partnerKey, hashed } = newPartnerKey('test');
const QUESTION = JSON.stringify({ query: '{ paths { id } }' });

let folder: string;
let children: Child[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-stopping-'));
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map((it) => it.end('SIGKILL')));
  rmSync(folder, { recursive: true });
});

async function startGateway(settings: Record<string, string>) {
  const port = await freePort();
  const env = {
    PORT: String(port),
    STORE_FILE: join(folder, 'grants.db'),
    PARTNER_KEYS: hashed,
    ...settings,
  };
  const child = startChild(['gateway/main.ts', 'start'], env);
  children.push(child);
  const statusOf = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      ({ status }) => status,
      () => 0,
    );
  await until(async () => (await statusOf('/readyz')) === 200, 30_000);
  return { port, child, statusOf };
}

/** A question on its way, whose last byte is kept back until `finish`. */
async function slowQuestion(port: number) {
  const { promise: answered, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  const headers = {
    authorization: `Bearer ${partnerKey}`,
    'content-type': 'application/json',
    'content-length': QUESTION.length,
  };
  const asked = startRequest({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers });
  asked.on('error', reject).on('response', (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
  });
  await new Promise<void>((resolve) => asked.write(QUESTION.slice(0, -1), () => resolve()));
  return { answered, finish: () => asked.end(QUESTION.slice(-1)) };
}

describe('A gateway that gets SIGTERM', { timeout: 90_000 }, () => {
  test('says so to load balancers, goes on serving, and ends with 0', async () => {
    const { child, statusOf } = await startGateway({ STOP_PAUSE_SECONDS: '3' });
    child.signal('SIGTERM');
    await until(async () => (await statusOf('/readyz')) === 503);
    expect(await statusOf('/healthz')).toBe(200);
    expect(await statusOf('/docs/errors')).toBe(200);
    expect(await child.exit).toBe(0);
    expect(child.output()).toContain('"msg":"stopped"');
  });

  test('answers the request under way, though it takes no more', async () => {
    const { port, child, statusOf } = await startGateway({});
    const question = await slowQuestion(port);
    await until(async () => (await statusOf('/healthz')) === 200);
    child.signal('SIGTERM');
    await until(async () => (await statusOf('/healthz')) === 0);
    question.finish();
    const { status, text } = await question.answered;
    expect(status).toBe(200);
    expect(JSON.parse(text)).toHaveProperty('data.paths');
    expect(await child.exit).toBe(0);
  });

  test('ends at its deadline whatever is under way, and says so', async () => {
    const { port, child, statusOf } = await startGateway({ STOP_DEADLINE_SECONDS: '1' });
    const question = await slowQuestion(port);
    question.answered.catch(() => undefined);
    await until(async () => (await statusOf('/healthz')) === 200);
    child.signal('SIGTERM');
    expect(await child.exit).toBe(0);
    expect(child.output()).toContain('not everything was finished by the deadline');
  });

  test('ends at once with the second', async () => {
    const { child, statusOf } = await startGateway({
      STOP_PAUSE_SECONDS: '300',
      STOP_DEADLINE_SECONDS: '600',
    });
    child.signal('SIGTERM');
    await until(async () => (await statusOf('/readyz')) === 503);
    child.signal('SIGTERM');
    expect(await child.exit).toBe(1);
  });
});

describe('Stopping', () => {
  const log = createLog('silent');
  const times = { pauseMs: 30, deadlineMs: 60_000 };

  test('announces it, pauses, finishes everything, and only then closes the store', async () => {
    const steps: string[] = [];
    const step = (name: string) => async () => {
      steps.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      steps.push(`${name} ends`);
    };
    const began = performance.now();
    await drain(
      {
        announce: () => steps.push('announced'),
        finish: [step('server'), step('worker')],
        close: step('store'),
      },
      times,
      log,
    );
    expect(performance.now() - began).toBeGreaterThan(25);
    expect(steps).toEqual([
      'announced',
      'server begins',
      'worker begins',
      'server ends',
      'worker ends',
      'store begins',
      'store ends',
    ]);
  });

  test('that fails is told', async () => {
    const finish = [() => Promise.reject(new Error('the server broke'))];
    const steps = { announce: () => undefined, finish, close: () => Promise.resolve() };
    await expect(drain(steps, { ...times, pauseMs: 0 }, log)).rejects.toThrow('the server broke');
  });
});
