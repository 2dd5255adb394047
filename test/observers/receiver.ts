import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came in. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  /** The body's `data`, taken apart. */
  event: { type: string; timestamp: string; data: Record<string, unknown> };
}

/** A partner's endpoint on this machine. */
export interface Receiver {
  url: string;
  received: Received[];
  stop(): Promise<void>;
}

/** Starts an endpoint that answers as it is told: a status, or whatever it does with the response itself. */
export async function startReceiver(
  answer: (nth: number, response: ServerResponse) => number | undefined = () => 204,
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      received.push({ headers: request.headers, body, event: JSON.parse(body) as Received['event'] });
      const status = answer(received.length, response);
      if (status !== undefined) response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
