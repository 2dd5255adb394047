import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '../../gateway/domain/grant.ts';
import { changeGrant } from '../../gateway/flows/change-grant.ts';
import { newPartnerKey } from '../../gateway/partner-key.ts';
import { startBalancer } from '../soak/balancer.ts';
import type { Balancer } from '../soak/balancer.ts';
import { sampleGrant } from '../store/sample-grant.ts';
import { startNeighbour } from './neighbour.ts';
import type { Neighbour, SharedKeys } from './neighbour.ts';
import { openSocket } from './open-socket.ts';
import { runGateway, until } from './running-gateway.ts';
import type { RunningGateway } from './running-gateway.ts';

const PAGES = 12;
const SUBSCRIPTION = `subscription ($id: ID!, $after: Int!) {
  grantUpdated(id: $id, after: $after) { entries { number } }
}`;

const { key: partnerKey, hashed } = newPartnerKey('shared');
const KEYS: SharedKeys = {
  partner: [hashed],
  session: [{ id: 'one', key: new Uint8Array(randomBytes(32)) }],
  wrapping: [{ id: 'one', key: new Uint8Array(32).fill(9) }],
  identity: [{ id: 'one', key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }],
};

let running: RunningGateway;
let neighbours: Neighbour[];
let balancer: Balancer;
beforeAll(async () => {
  running = await runGateway();
  neighbours = [await startNeighbour(running, KEYS), await startNeighbour(running, KEYS)];
  balancer = await startBalancer(neighbours.map((it) => it.port));
});
afterAll(async () => {
  await balancer.stop();
  await Promise.all(neighbours.map((it) => it.stop()));
  await running.stop();
});

/** A page that follows one grant, and comes back after the last number it has seen whenever its socket is closed. */
function followThrough(url: string, id: string) {
  const numbers: number[] = [];
  const codes: number[] = [];
  const state = { isOver: false };
  async function follow(): Promise<void> {
    const socket = openSocket({ url }, { partnerKey }, null);
    const variables = { id, after: numbers.at(-1) ?? 0 };
    try {
      for await (const { data } of socket.ask({ query: SUBSCRIPTION, variables })) {
        const { grantUpdated } = data as unknown as { grantUpdated: { entries: { number: number }[] } };
        numbers.push(...grantUpdated.entries.map((it) => it.number));
        if (state.isOver) break;
      }
    } catch (error) {
      codes.push((error as { code?: number }).code ?? 0);
    }
    await socket.close();
  }
  const done = (async () => {
    while (!state.isOver) await follow();
  })();
  return {
    numbers,
    codes,
    leave() {
      state.isOver = true;
      return done;
    },
  };
}

test('gateways restarted one after another drop no update and no answer', { timeout: 90_000 }, async () => {
  const grant = sampleGrant({ due: [], createdAt: running.sandbox.now() });
  await running.store.insert(grant);
  const url = `http://127.0.0.1:${balancer.port}`;
  const pages = Array.from({ length: PAGES }, () => followThrough(url, grant.id));

  const write = async () =>
    (await changeGrant({ store: running.store }, grant.id, (it) =>
      record(it, { at: running.sandbox.now(), type: 'CREDENTIALS_ISSUED' }),
    )) ?? grant;
  const writing = { isOver: false, failures: [] as unknown[] };
  const written = (async () => {
    while (!writing.isOver) {
      await write();
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  })();

  for (let round = 0; round < 4; round++) {
    const index = round % neighbours.length;
    const seen = pages.map((it) => it.numbers.length);
    await until(() => pages.every((it, page) => it.numbers.length > (seen[page] ?? 0) + 5), 30_000);
    const old = neighbours[index];
    await old?.stop();
    neighbours[index] = await startNeighbour(running, KEYS, old?.port);
  }
  writing.isOver = true;
  await written;
  const last = (await write()).history.at(-1)?.number ?? 0;

  await until(() => pages.every((it) => it.numbers.at(-1) === last), 30_000);
  const leaving = pages.map((it) => it.leave());
  await write();
  await Promise.all(leaving);
  for (const { numbers } of pages)
    expect(numbers.slice(0, last)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
  const codes = pages.flatMap((it) => it.codes);
  expect(codes.filter((it) => it === 1012).length).toBeGreaterThanOrEqual(PAGES);
  expect(last).toBeGreaterThan(20);
});
