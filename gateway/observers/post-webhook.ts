import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { assertLiteralWithinReach, guardedLookup, reachOf } from './egress-guard.ts';

/** How much of an answer is read, bytes: enough to end it politely, never enough to hurt. */
const READ_AT_MOST = 1024;

/** Where and how long. */
export interface PostOptions {
  url: URL;
  headers: Record<string, string>;
  body: string;
  /** The whole exchange, milliseconds. */
  deadlineMs: number;
  isProduction: boolean;
}

/** Posts JSON and gives the status of the answer; follows no redirect. Rejected where nobody answers in time. */
export async function postWebhook({
  url,
  headers,
  body,
  deadlineMs,
  isProduction,
}: PostOptions): Promise<number> {
  const reach = reachOf(url, isProduction);
  assertLiteralWithinReach(url, reach);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'connect-with-aws',
      },
      lookup: guardedLookup(reach),
      // One socket for one delivery: none is left open to an address that was checked long ago.
      agent: false,
      signal: AbortSignal.timeout(deadlineMs),
    });
    request.on('error', reject);
    request.on('response', (response) => {
      readBriefly(response);
      resolve(response.statusCode ?? 0);
    });
    request.end(body);
  });
}

function readBriefly(response: IncomingMessage): void {
  let length = 0;
  response.on('error', () => response.destroy());
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > READ_AT_MOST) response.destroy();
  });
}
