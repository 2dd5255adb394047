import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ReceivedRequest } from './signature-v4.ts';

/** An answer to an HTTP request, before it is written. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const maxBodyBytes = 1_048_576;

/** Reads a request with its body; null when the body is larger than 1 MiB. */
export async function receive(request: IncomingMessage): Promise<ReceivedRequest | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBodyBytes) return null;
    chunks.push(chunk);
  }
  const { method = 'GET', url: target = '/', headers } = request;
  return { method, target, headers, body: Buffer.concat(chunks) };
}

/** Writes an answer. */
export function writeReply(response: ServerResponse, reply: Reply): void {
  const length = String(Buffer.byteLength(reply.body));
  response.writeHead(reply.status, { ...reply.headers, 'content-length': length }).end(reply.body);
}

/** A JSON answer, not to be cached. */
export function jsonReply(status: number, value: unknown): Reply {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers, body: `${JSON.stringify(value, null, 2)}\n` };
}

/** A plain-text answer. */
export function textReply(status: number, body: string, type = 'text/plain; charset=utf-8'): Reply {
  return { status, headers: { 'content-type': type, 'x-content-type-options': 'nosniff' }, body };
}
