import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endGrant, moveTo, plan, record } from '../../gateway/domain/grant.ts';
import type { Grant } from '../../gateway/domain/grant.ts';
import { changeGrant } from '../../gateway/flows/change-grant.ts';
import { createLog } from '../../gateway/log.ts';
import { createWebhooks, GIVE_UP_AFTER_MS } from '../../gateway/observers/webhooks.ts';
import type { WebhooksOptions } from '../../gateway/observers/webhooks.ts';
import { createEmbeddedStore } from '../../gateway/store/embedded.ts';
import type { Store } from '../../gateway/store/store.ts';
import { NOON, sampleGrant } from '../store/sample-grant.ts';
import { startReceiver } from './receiver.ts';
import type { Received, Receiver } from './receiver.ts';

const secret = () => `whsec_${randomBytes(32).toString('base64')}`;

let folder: string;
let store: Store;
let receiver: Receiver;
let clock: number;
let logged: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-'));
  store = createEmbeddedStore({ file: join(folder, 'grants.db') });
  clock = NOON;
  logged = [];
});

afterEach(async () => {
  await receiver.stop();
  await store.close();
  rmSync(folder, { recursive: true });
});

function webhooks(change: Partial<WebhooksOptions> = {}) {
  const log = createLog('info', { write: (line) => logged.push(line) });
  return createWebhooks({
    store,
    url: receiver.url,
    secrets: [secret()],
    isProduction: false,
    now: () => clock,
    log,
    ...change,
  });
}

/** A stored grant that was approved and then taken back: two events, with much between them that is nobody's business. */
async function revokedGrant(announce: ReturnType<typeof webhooks>['announce']): Promise<string> {
  const { id } = sampleGrant();
  const sealed = { keyId: 'one', dataKey: 'sealed-data-key', box: 'sealed-exchange-token' } as unknown;
  const token = { sealed, expiresAt: NOON + 1000 } as Grant['token'];
  const request = {
    id: 'request-0123456789ab',
    state: 'ASSIGNED',
    stateSince: NOON,
    consoleDeepLink: 'https://link.example',
  };
  const delegationRequest = request as Grant['delegationRequest'];
  await store.insert(
    sampleGrant({
      id,
      due: [],
      token,
      delegationRequest,
      externalId: `${id}.unguessable`,
      accountId: '111122223333',
    }),
  );
  await changeGrant({ store, announce }, id, (it) =>
    record(moveTo(it, 'ACTIVE'), { at: NOON, type: 'GRANT_ACTIVATED' }),
  );
  await changeGrant({ store, announce }, id, (it) => record(it, { at: NOON, type: 'CREDENTIALS_ISSUED' }));
  await changeGrant({ store, announce }, id, (it) => endGrant(it, 'REVOKED', NOON, 'ACCESS_REVOKED'));
  return id;
}

/** Does what is due, as the worker does, until nothing is. Gives how often it claimed. */
async function work(announce: ReturnType<typeof webhooks>['announce']): Promise<number> {
  for (let claims = 0; ; claims++) {
    const [grant] = await store.claimDue({ now: clock, leaseMs: 30_000, limit: 1 });
    if (!grant) return claims;
    await announce(grant);
  }
}

const ids = () => receiver.received.map((it) => it.headers['webhook-id']);
const types = () => receiver.received.map((it) => it.event.type);

function isSigned({ headers, body }: Received, by: string): boolean {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const key = Buffer.from(by.slice('whsec_'.length), 'base64');
  const wanted = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(wanted);
}

describe('Webhooks', () => {
  test('tell what a backend cares about, in order, once each, and are then done', async () => {
    receiver = await startReceiver();
    const { announce } = webhooks();
    const id = await revokedGrant(announce);
    await work(announce);
    expect(types()).toEqual(['grant.active', 'grant.revoked']);
    expect(ids()).toEqual([`${id}.2`, `${id}.4`]);
    expect(await store.get(id)).toMatchObject({ delivered: 4, due: [] });
    expect(await work(announce)).toBe(0);
  });

  test('carry what is needed to act, and no secret', async () => {
    receiver = await startReceiver();
    const { announce } = webhooks();
    const id = await revokedGrant(announce);
    await work(announce);
    const last = receiver.received[1];
    expect(last?.event).toEqual({
      type: 'grant.revoked',
      timestamp: new Date(NOON).toISOString(),
      data: {
        grantId: id,
        customerId: 'customer-1',
        status: 'REVOKED',
        accountId: '111122223333',
        pathId: 'quick-start',
        historyNumber: 4,
        at: new Date(NOON).toISOString(),
        message: 'Access was taken back in AWS.',
        code: 'ACCESS_REVOKED',
      },
    });
    const sent = receiver.received.map((it) => it.body).join();
    expect(sent).not.toMatch(/sealed|link\.example|unguessable|fingerprint|request-0123/);
  });

  test('are signed by every secret, so that one can be taken out of use', async () => {
    receiver = await startReceiver();
    const [older, newer] = [secret(), secret()];
    const { announce } = webhooks({ secrets: [newer, older] });
    await revokedGrant(announce);
    await work(announce);
    for (const it of receiver.received) {
      expect([isSigned(it, newer), isSigned(it, older), isSigned(it, secret())]).toEqual([true, true, false]);
      expect(it.headers['webhook-timestamp']).toBe(String(NOON / 1000));
    }
  });

  test.each([500, 302, 404])(
    'answered with %i are tried again later, and what comes after waits',
    async (status) => {
      receiver = await startReceiver((nth) => (nth <= 2 ? status : 200));
      const { announce } = webhooks();
      const id = await revokedGrant(announce);
      expect(await work(announce)).toBe(1);
      clock += 5000;
      expect(await work(announce)).toBe(1);
      expect((await store.get(id))?.due).toMatchObject([{ kind: 'DELIVER', attempts: 2 }]);
      clock += 300_000;
      await work(announce);
      expect(ids()).toEqual([`${id}.2`, `${id}.2`, `${id}.2`, `${id}.4`]);
      expect(receiver.received[0]?.body).toBe(receiver.received[2]?.body);
    },
  );

  test('tried by several at the same time counts as one try', async () => {
    receiver = await startReceiver(() => 503);
    const { announce } = webhooks();
    const id = await revokedGrant(announce);
    const claimed = (await store.get(id)) as Grant;
    await Promise.all(Array.from({ length: 5 }, () => announce(claimed)));
    expect(receiver.received).toHaveLength(5);
    expect((await store.get(id))?.due).toMatchObject([{ kind: 'DELIVER', attempts: 1 }]);
  });

  test('are given up five days after what they tell of, and the next one has its turn', async () => {
    receiver = await startReceiver(() => 503);
    const { announce } = webhooks();
    const id = await revokedGrant(announce);
    for (let tries = 0; tries < 60 && (await store.get(id))?.due.length; tries++) {
      clock = (await store.nextDue()) ?? clock;
      await work(announce);
    }
    expect(new Set(ids())).toEqual(new Set([`${id}.2`, `${id}.4`]));
    expect(ids().filter((it) => it === `${id}.2`).length).toBeGreaterThan(9);
    expect(clock - NOON).toBeGreaterThan(GIVE_UP_AFTER_MS / 2);
    expect(clock - NOON).toBeLessThanOrEqual(GIVE_UP_AFTER_MS);
    expect(await store.get(id)).toMatchObject({ delivered: 4, due: [] });
    expect(logged.filter((it) => it.includes('given up'))).toHaveLength(2);
  });

  test('stop at 410 Gone', async () => {
    receiver = await startReceiver(() => 410);
    const { announce } = webhooks();
    const id = await revokedGrant(announce);
    await work(announce);
    const second = await revokedGrant(announce);
    await work(announce);
    expect(receiver.received).toHaveLength(1);
    expect((await store.get(id))?.due).toEqual([]);
    expect((await store.get(second))?.due).toEqual([]);
  });

  test('wait for nobody longer than the deadline, and read little of an answer', async () => {
    receiver = await startReceiver((nth, response) => {
      if (nth === 2) response.writeHead(200).write('x'.repeat(1_000_000));
      return undefined;
    });
    const { announce } = webhooks({ deadlineMs: 100 });
    const id = await revokedGrant(announce);
    await work(announce);
    expect((await store.get(id))?.due).toMatchObject([{ attempts: 1 }]);
    clock += 5000;
    await work(announce);
    expect((await store.get(id))?.delivered).toBe(2);
  });

  test('leave the worker free: beyond twelve at once they wait without a claim', async () => {
    receiver = await startReceiver(() => undefined);
    const { announce } = webhooks({ deadlineMs: 500 });
    for (let n = 0; n < 15; n++) await revokedGrant(announce);
    const grants = await store.claimDue({ now: clock, leaseMs: 30_000, limit: 32 });
    const done = await Promise.all(grants.map((it) => announce(it)));
    expect(done).toHaveLength(15);
    expect(receiver.received).toHaveLength(12);
    expect(await store.nextDue()).toBeGreaterThan(clock + 4000);
  });

  test('outlive the end of their grant', () => {
    const due = plan(sampleGrant(), 'DELIVER', NOON, 3).due;
    expect(endGrant(sampleGrant({ due }), 'CANCELLED', NOON).due).toEqual([
      { kind: 'DELIVER', at: NOON, attempts: 3 },
    ]);
  });

  test('are sent again under the same id when the process dies between delivery and record', async () => {
    let child: ChildProcess | undefined;
    receiver = await startReceiver((nth) => {
      if (nth > 1) return 200;
      child?.kill('SIGKILL');
      return undefined;
    });
    const { announce } = webhooks();
    const id = await revokedGrant(announce);
    await store.close();
    const script = fileURLToPath(new URL('announcing-process.ts', import.meta.url));
    const file = join(folder, 'grants.db');
    const announcing = spawn(process.execPath, [script, file, receiver.url, secret(), String(clock)], {
      stdio: 'inherit',
    });
    child = announcing;
    const signal = await new Promise((resolve) => announcing.on('exit', (_code, by) => resolve(by)));
    expect(signal).toBe('SIGKILL');
    store = createEmbeddedStore({ file });
    clock += 30_000;
    await work(webhooks().announce);
    expect(ids()).toEqual([`${id}.2`, `${id}.2`, `${id}.4`]);
  });
});
