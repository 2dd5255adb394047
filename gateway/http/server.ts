import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Logger } from 'pino';
import type { SnsVerifier } from '../aws/sns-message.ts';
import { GatewayError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import type { IdentityTokens } from '../identity-tokens.ts';
import type { Authenticate } from './authenticate.ts';
import { closeServer } from './close-server.ts';
import { asGraphQLError } from './graphql-errors.ts';
import { serveGraphQL } from './graphql.ts';
import { serveGraphQLSocket } from './graphql-socket.ts';
import { serveHealth } from './health.ts';
import { serveHosted } from './hosted/hosted.ts';
import { serveOidc } from './oidc.ts';
import { executableSchema } from './schema.ts';
import { serveSns } from './sns.ts';
import { serveStackTemplates } from './stack-templates.ts';
import { serveStatic } from './static.ts';
import { readTrustedDocuments } from './trusted-documents.ts';

/** What the server puts before the world. */
export interface ServerParts {
  gateway: Gateway;
  authenticate: Authenticate;
  snsVerifier: SnsVerifier;
  identityTokens: IdentityTokens;
  log: Logger;
  /** More pages of the same address: the demo partner's. */
  pages?: FastifyPluginAsync;
}

/** A listening server. */
export interface RunningServer {
  /** The port it got. */
  port: number;
  /** From now on `/readyz` says 503; everything else goes on. */
  announceStop(): void;
  /** Takes no more requests, tells sockets to go elsewhere, and is done when what is under way is. */
  stop(): Promise<void>;
}

/** The largest GraphQL request, bytes. */
const BODY_LIMIT = 65_536;

/** Serves everything on one port: `/graphql`, `/sns`, `/connect-with-aws.js`, `/connect`, `/healthz`, `/readyz`, `/docs/errors`. */
export async function startServer(
  parts: ServerParts,
  { host, port }: { host: string; port: number },
): Promise<RunningServer> {
  const app = newApp(parts);
  const { gateway, authenticate, log } = parts;
  const errors = { publicUrl: gateway.partner.publicUrl, log };
  const graphql = {
    gateway,
    authenticate,
    errors,
    schema: executableSchema(),
    documents: readTrustedDocuments(),
  };
  await app.register(cors, {
    origin: [...gateway.partner.allowedOrigins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'accept'],
    maxAge: 600,
  });
  const stopApollo = await serveGraphQL(app, graphql);
  await serveSns(app, { gateway, verifier: parts.snsVerifier, log });
  serveOidc(app, parts.identityTokens);
  serveStackTemplates(app, gateway);
  serveHosted(app, { gateway, log });
  serveStatic(app);
  const announceStop = serveHealth(app, gateway);
  if (parts.pages) await app.register(parts.pages);
  const closeSockets = serveGraphQLSocket(app.server, graphql);
  await app.listen({ host, port });
  return {
    port: portOf(app),
    announceStop,
    async stop() {
      announceStop();
      await Promise.all([closeSockets(), closeServer(app.server, () => app.close())]);
      await stopApollo();
    },
  };
}

function newApp({ gateway, log }: ServerParts): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
  });
  app.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const isClients = error.statusCode !== undefined && error.statusCode < 500;
    if (!isClients) log.error({ err: error, requestId: request.id }, 'a request failed');
    const told = isClients
      ? new GatewayError('REQUEST_INVALID', error.message)
      : new GatewayError('INTERNAL');
    const body = asGraphQLError({ publicUrl: gateway.partner.publicUrl, log }, told);
    return reply.status(error.statusCode ?? 500).send({ errors: [body] });
  });
  return app;
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
