import type { ReceivedRequest } from './signature-v4.ts';

const loopbackHost = /^(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;
const ownSite = new Set([undefined, 'same-origin', 'none']);

/**
 * Why a request to the console or the control API is refused, undefined when it is not: its Host must be this
 * machine or the sandbox's public address (DNS rebinding), and what changes something must not come from a page of
 * another origin.
 */
export function refusalOfBrowser(request: ReceivedRequest, publicUrl: string): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site } = request.headers;
  if (!loopbackHost.test(host) && host !== new URL(publicUrl).host) {
    return 'This part of the sandbox answers only under a loopback address';
  }
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const foreignOrigin = origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
  if (foreignOrigin || !ownSite.has(site?.toString()))
    return 'This request comes from a page of another origin';
  return undefined;
}
