import type { FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

/** The origin of the page that asks; Refusal 403 unless it is a page of this very host. */
export function ownOrigin({ headers }: FastifyRequest): string {
  const { origin = '', host } = headers;
  if (URL.canParse(origin) && new URL(origin).origin === origin && new URL(origin).host === host)
    return origin;
  throw new Refusal(403, 'Only a page of this site may ask for that.');
}

/** Refuses (403) what another site's page asks for; a request without any word of its page is let through. */
export function assertNotForeign(request: FastifyRequest): void {
  if (request.headers.origin !== undefined) ownOrigin(request);
  const site = request.headers['sec-fetch-site'] ?? 'none';
  if (site !== 'none' && site !== 'same-origin')
    throw new Refusal(403, 'Only a page of this site may ask for that.');
}
