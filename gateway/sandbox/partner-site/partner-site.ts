import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import { lookAtAccess } from './aws-access.ts';
import { createCredentialCache } from './credential-cache.ts';
import { createGatewayClient } from './gateway-client.ts';
import type { GatewayClient } from './gateway-client.ts';
import { serveInvitations } from './invitations.ts';
import { renderPage } from './page.ts';
import { pagePolicy } from './page-policy.ts';
import { assertNotForeign, ownOrigin } from './same-site.ts';
import { Refusal } from './refusal.ts';
import { customerName, readVisit } from './visit.ts';

/** How the demo partner's site is to run. */
export interface PartnerSiteOptions {
  /** Where the site's backend calls `POST /graphql`: `http://127.0.0.1:4000`. */
  gatewayUrl: string;
  /** The vendor's name on the page. */
  partnerName: string;
  /** The key by which the gateway knows this backend. Secret. */
  partnerKey: string;
  /** Where the backend's STS is: the sandbox's address. */
  awsEndpoint: string;
  /** Where a person plays the customer's side. */
  consoleUrl: string;
  /**
   * The `integrity` of `/connect-with-aws.js`; the attribute is left out where this is. A function is asked for each
   * page, so that a script that was built anew meanwhile still runs.
   */
  integrity?: string | (() => string | undefined);
  /** The clock that credentials expire by, epoch milliseconds; the machine's own where left out. */
  now?: () => number;
}

/** The site's files, by the name under `/acme/`. */
const FILES = {
  'style.css': 'text/css; charset=utf-8',
  'staff.css': 'text/css; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'invitation.js': 'text/javascript; charset=utf-8',
  'mark.svg': 'image/svg+xml',
} as const;

/** A made-up vendor's onboarding page and its backend, which know the gateway by HTTP alone. */
export function partnerSite(options: PartnerSiteOptions): FastifyPluginAsync {
  return async (app) => {
    const gateway = createGatewayClient(options);
    app.setErrorHandler(tell);
    servePage(app, options);
    serveFiles(app);
    serveSession(app, gateway);
    serveAccess(app, gateway, options);
    await serveInvitations(app, options);
  };
}

function servePage(app: FastifyInstance, options: PartnerSiteOptions): void {
  app.get('/', (request, reply) => {
    const visit = readVisit(request.query);
    const integrity = typeof options.integrity === 'function' ? options.integrity() : options.integrity;
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', pagePolicy(request.host))
      .header('referrer-policy', 'same-origin')
      .header('cache-control', 'no-store')
      .send(renderPage({ ...options, integrity, visit }));
  });
}

function serveFiles(app: FastifyInstance): void {
  for (const [name, type] of Object.entries(FILES)) {
    const content = readFileSync(new URL(name, import.meta.url));
    app.get(`/acme/${name}`, (_request, reply) =>
      reply.type(type).header('cache-control', 'no-cache').send(content),
    );
  }
}

/**
 * Where a vendor's backend would look at who is signed in; here the address says it. The gateway is named by the page's
 * own origin: both are one server, which may be called localhost or 127.0.0.1.
 */
function serveSession(app: FastifyInstance, gateway: GatewayClient): void {
  app.post('/api/aws-session', async (request, reply) => {
    const origin = ownOrigin(request);
    const visit = readVisit(request.query);
    const { customer: customerId, account: accountId } = visit;
    const input = { customerId, customerName: customerName(visit), origin, accountId };
    const { sessionToken, expiresAt } = await gateway.mintSession(input);
    return reply.header('cache-control', 'no-store').send({ sessionToken, expiresAt, gateway: origin });
  });
}

function serveAccess(app: FastifyInstance, gateway: GatewayClient, options: PartnerSiteOptions): void {
  const credentials = createCredentialCache(gateway.credentials, options.now ?? Date.now);
  const parts = { gateway, credentials, awsEndpoint: options.awsEndpoint };
  app.get('/api/aws-access', async (request, reply) => {
    assertNotForeign(request);
    const { customer } = readVisit(request.query);
    const access = await lookAtAccess(parts, customer);
    return reply.header('cache-control', 'no-store').send(access);
  });
}

/** A sentence for what was foreseen, or is the visitor's doing; nothing of the inside for the rest. */
function tell(error: Error & { statusCode?: number }, _request: unknown, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  const isTold = error instanceof Refusal || status < 500;
  const message = isTold ? error.message : 'Something went wrong on this site.';
  return reply.status(status).header('cache-control', 'no-store').send({ message });
}
