import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import { GatewayError } from '../../errors.ts';
import type { OpenedLink } from '../../flows/links.ts';
import type { Gateway } from '../../gateway.ts';
import { docsUrl } from '../answer.ts';
import { widgetIntegrity } from '../static.ts';
import { HOSTED_ICON, hostedPolicy, renderHostedPage } from './hosted-page.ts';

/** What the hosted page needs. */
export interface HostedParts {
  gateway: Gateway;
  log: Logger;
}

/** A link's token is some hundred characters; a larger body is nothing of ours, bytes. */
const BODY_LIMIT = 8_192;

/** The page's files, by the name under `/connect/`. */
const FILES = {
  'page.js': { file: 'connect-page.js', type: 'text/javascript; charset=utf-8' },
  'style.css': { file: 'connect-page.css', type: 'text/css; charset=utf-8' },
} as const;

const body = z.object({ token: z.string().min(1) });

/**
 * Serves `/connect`: the page that hand-off links and invitations lead to. The link's token is in the address's
 * fragment, which no server and no referrer ever sees; the page posts it to `/connect/session` for a session.
 */
export function serveHosted(app: FastifyInstance, parts: HostedParts): void {
  const { partner } = parts.gateway;
  const policy = hostedPolicy(partner.publicUrl);
  app.get('/connect', (_request, reply) =>
    guarded(reply)
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policy)
      .send(renderHostedPage({ partnerName: partner.name, integrity: widgetIntegrity() })),
  );
  for (const [name, { file, type }] of Object.entries(FILES)) {
    const content = readFileSync(new URL(file, import.meta.url));
    app.get(`/connect/${name}`, (_request, reply) =>
      reply.type(type).header('cache-control', 'no-cache').send(content),
    );
  }
  app.get('/connect/icon.svg', (_request, reply) => reply.type('image/svg+xml').send(HOSTED_ICON));
  app.post('/connect/session', { bodyLimit: BODY_LIMIT }, (request, reply) =>
    giveSession(parts, request, reply),
  );
}

/** Nobody keeps the page, finds it, or is told where its visitor came from. */
function guarded(reply: FastifyReply): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('x-robots-tag', 'noindex');
}

async function giveSession({ gateway, log }: HostedParts, request: FastifyRequest, reply: FastifyReply) {
  try {
    if (request.headers.origin !== gateway.partner.publicUrl) throw new GatewayError('ORIGIN_NOT_ALLOWED');
    const parsed = body.safeParse(request.body);
    if (!parsed.success)
      throw new GatewayError('INVALID_INPUT', 'token: the link’s own.', { field: 'token' });
    const opened = await gateway.openLink(parsed.data.token);
    return await guarded(reply).send(asJson(opened, gateway.partner.publicUrl));
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const { code, row } = error;
    // The cause holds what the token says; the code is enough.
    log.info({ code, requestId: request.id }, 'a link was not opened');
    const { meaning: message, retryable } = row;
    const failure = { code, message, retryable, docsUrl: docsUrl(gateway.partner.publicUrl, code) };
    return guarded(reply).status(row.status).send(failure);
  }
}

/** Instants as RFC 3339, null for what there is not: as GraphQL would have it. */
function asJson({ expiresAt, openUntil, accountId, ...rest }: OpenedLink, gateway: string) {
  return {
    ...rest,
    gateway,
    expiresAt: new Date(expiresAt).toISOString(),
    openUntil: openUntil === undefined ? null : new Date(openUntil).toISOString(),
    accountId: accountId ?? null,
  };
}
