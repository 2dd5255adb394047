import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { grantActions, typesOf } from '../http/grant-actions.ts';
import { runGateway, until } from '../http/running-gateway.ts';
import type { RunningGateway } from '../http/running-gateway.ts';
import { startReceiver } from './receiver.ts';
import type { Receiver } from './receiver.ts';

/** As long as a delivery may hang. */
const DEADLINE_MS = 15_000;

let receiver: Receiver;
let running: RunningGateway;

afterEach(async () => {
  await receiver.stop();
  await running.stop();
});

async function scene(answer?: Parameters<typeof startReceiver>[0]) {
  receiver = await startReceiver(answer);
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  running = await runGateway({ webhook: { url: receiver.url, secret } });
  return grantActions(running);
}

const eventsOf = (id: string) =>
  receiver.received.map((it) => it.event).filter((it) => it.data['grantId'] === id);

describe('The partner’s backend', () => {
  test('hears that an administrator is asked, that access is there, and that it is over', async () => {
    const actions = await scene();
    const { id } = await actions.startPending();
    await actions.act(id, 'claim', 'DANA');
    await actions.act(id, 'forward', 'DANA');
    await until(() => eventsOf(id).length === 1);
    await actions.act(id, 'approve', 'ALEX');
    await actions.becomes(id, 'ACTIVE');
    await until(() => eventsOf(id).length === 2);
    await actions.travel(14_401);
    await until(() => eventsOf(id).length === 3);
    expect(eventsOf(id).map((it) => it.type)).toEqual([
      'grant.awaiting_admin',
      'grant.active',
      'grant.expired',
    ]);
    expect(eventsOf(id).map((it) => it.data['status'])).toEqual(['PENDING', 'ACTIVE', 'EXPIRED']);
    expect((await running.store.get(id))?.due).toEqual([]);
  });

  test('that never answers delays no grant', async () => {
    const actions = await scene(() => undefined);
    const ids = await Promise.all(Array.from({ length: 40 }, () => actions.startPending()));
    await Promise.all(ids.map(({ id }) => actions.act(id, 'claim', 'DANA')));
    await Promise.all(ids.map(({ id }) => actions.act(id, 'forward', 'DANA')));
    await until(() => receiver.received.length >= 12);
    const approvedAt = Date.now();
    await Promise.all(ids.map(({ id }) => actions.act(id, 'approve', 'ALEX')));
    for (const { id } of ids)
      expect(typesOf(await actions.becomes(id, 'ACTIVE'))).toContain('GRANT_ACTIVATED');
    expect(Date.now() - approvedAt).toBeLessThan(DEADLINE_MS);
  }, 60_000);
});
