import { setTimeout as rest } from 'node:timers/promises';
import { createChance } from '../soak/chance.ts';
import { startCluster } from '../soak/cluster.ts';
import type { Cluster } from '../soak/cluster.ts';
import { createWidgetClient } from '../soak/widget-client.ts';
import { quantile, table } from './figures.ts';

/*
 * From AWS's notice to "Connected" on the page: the gateway that AWS told holds the page's socket, beside another
 * gateway, another process, holding it. Both on one replica set, in turn, in one run.
 */
const ROUNDS = 60;
const DEADLINE_MS = 240_000;

/** From the instant at which AWS released the token to the frame that says ACTIVE, milliseconds. */
async function noticeToConnected(cluster: Cluster, customer: string, holder: number): Promise<number> {
  const deadline = AbortSignal.timeout(30_000);
  const query = new URLSearchParams({ customer, account: '100000000001' });
  const [told = '', other = ''] = cluster.urls;
  const grant = await createWidgetClient(told, query, deadline).startGrant({
    idempotencyKey: `press-of-${customer}`,
    pathId: 'quick-start-demo',
  });
  const page = createWidgetClient(holder === 0 ? told : other, query, deadline);
  for await (const event of page.follow(grant.id, 0, deadline)) {
    if (event.grant.status !== 'ACTIVE') continue;
    const arrived = performance.timeOrigin + performance.now();
    return arrived - Date.parse(event.grant.delegationRequest?.stateSince ?? '');
  }
  throw new Error('The subscription ended before the grant was active.');
}

const deadline = Date.now() + DEADLINE_MS;
const cluster = await startCluster({ gateways: 2, nodes: 1, stepDelayMs: 60, noticesTo: 0 }, createChance(1));
const samples: [number[], number[]] = [[], []];
try {
  for (const holder of [0, 1]) await noticeToConnected(cluster, `warm-up-${holder}`, holder);
  for (let round = 0; round < ROUNDS && Date.now() < deadline; round++)
    for (const [holder, taken] of samples.entries()) {
      taken.push(await noticeToConnected(cluster, `bench-${round}-${holder}`, holder));
      await rest(20);
    }
} finally {
  await cluster.stop();
}

const [same, another] = samples;
const row = (name: string, values: number[]) => [
  name,
  ...[0.5, 0.99].map((it) => quantile(values, it).toFixed(1)),
  `${(quantile(values, 0.5) / quantile(same, 0.5)).toFixed(2)}×`,
];
process.stdout.write(`\nNotice to connected on MongoDB, milliseconds, ${same.length} grants each, in turn\n`);
table(
  ['the page’s socket is held by', 'p50', 'p99', 'p50 ratio'],
  [row('the process that AWS told', same), row('another process', another)],
);
