import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webhookHeaders, webhookKey } from '../../gateway/observers/standard-webhooks.ts';
import type { Chance } from './chance.ts';

/** A partner's endpoint that keeps what it takes. */
export interface WebhookReceiver {
  url: string;
  /** What signs what comes here. */
  secret: string;
  /** History numbers by grant, in the order in which each was first taken. */
  taken: ReadonlyMap<string, readonly number[]>;
  /** How many came again after they were taken. */
  repeats(): number;
  /** How many did not bear the signature. */
  forged(): number;
  stop(): Promise<void>;
}

/** The share of deliveries that this endpoint fails, to be tried again. */
const FAILING = 0.02;

/** Starts an endpoint on 127.0.0.1 that now and then answers 500. */
export async function startWebhookReceiver(chance: Chance): Promise<WebhookReceiver> {
  const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
  const taken = new Map<string, number[]>();
  const counts = { repeats: 0, forged: 0 };

  function take(headers: Record<string, unknown>, body: string): number {
    const parts = {
      id: String(headers['webhook-id']),
      timestamp: Number(headers['webhook-timestamp']),
      body,
    };
    const expected = webhookHeaders(parts, [webhookKey(secret)])['webhook-signature'];
    if (headers['webhook-signature'] !== expected) return (counts.forged++, 401);
    if (chance.next() < FAILING) return 500;
    const { grantId, historyNumber } = (
      JSON.parse(body) as { data: { grantId: string; historyNumber: number } }
    ).data;
    const numbers = taken.get(grantId) ?? [];
    if (numbers.includes(historyNumber)) counts.repeats++;
    else taken.set(grantId, [...numbers, historyNumber]);
    return 200;
  }

  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => response.writeHead(take(request.headers, body)).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    secret,
    taken,
    repeats: () => counts.repeats,
    forged: () => counts.forged,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
