import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** POSTs a text on a connection of its own and gives the HTTP status, or 0 when no answer came. Never throws. */
export function postText(
  url: string,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<number> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve) => {
    const sent = send(url, { method: 'POST', headers: { ...headers, ...length }, agent: false, signal });
    sent.on('response', (response) => {
      response.on('error', () => resolve(0)).on('close', () => resolve(response.statusCode ?? 0));
      response.resume();
    });
    sent.on('error', () => resolve(0));
    sent.end(body);
  });
}
