import { ApolloServer, HeaderMap } from '@apollo/server';
import type { HTTPGraphQLRequest, HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { GatewayError } from '../errors.ts';
import type { Caller } from '../flows/caller.ts';
import type { Gateway } from '../gateway.ts';
import { bearerOf } from './authenticate.ts';
import type { Authenticate } from './authenticate.ts';
import type { RequestContext } from './context.ts';
import { asGraphQLError, formatError } from './graphql-errors.ts';
import type { ErrorFormat } from './graphql-errors.ts';
import { limitRules, LIMITS } from './limits.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** What GraphQL over HTTP and over a socket both need. */
export interface GraphQLParts {
  gateway: Gateway;
  schema: GraphQLSchema;
  authenticate: Authenticate;
  documents: TrustedDocuments;
  errors: ErrorFormat;
}

/** Serves `/graphql` over HTTP. Apollo's CSRF protection is on; its landing page, which is another site's script, is not. */
export async function serveGraphQL(app: FastifyInstance, parts: GraphQLParts): Promise<() => Promise<void>> {
  const apollo = new ApolloServer<RequestContext>({
    schema: parts.schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: limitRules,
    formatError: (formatted, error) => formatError(parts.errors, formatted, error),
    plugins: [
      {
        serverWillStart: () => Promise.resolve({ renderLandingPage: undefined }),
        requestDidStart: () => Promise.resolve({ didResolveOperation: refuseSubscriptions }),
      },
    ],
  });
  await apollo.start();
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: (request, reply) => handle(apollo, parts, request, reply),
  });
  return () => apollo.stop();
}

/** Apollo would run a subscription as if it were a query. */
function refuseSubscriptions({ operation }: { operation?: OperationDefinitionNode | null }): Promise<void> {
  if (operation?.operation !== 'subscription') return Promise.resolve();
  const extensions = { code: 'BAD_REQUEST', http: { status: 400 } };
  throw new GraphQLError('Subscribe over a WebSocket (graphql-transport-ws) at this address.', {
    extensions,
  });
}

async function handle(
  apollo: ApolloServer<RequestContext>,
  parts: GraphQLParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  try {
    const { authorization, origin } = request.headers;
    const caller = await parts.authenticate({ secret: bearerOf(authorization), origin });
    const context = { gateway: parts.gateway, caller, requestId: request.id };
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: asApolloRequest(request, caller, parts.documents),
      context: () => Promise.resolve(context),
    });
    return send(reply, response);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return reply.status(error.row.status).send({ errors: [asGraphQLError(parts.errors, error)] });
  }
}

/** A session's request runs a trusted document whatever text it brings; a partner's may name one or bring its own. */
function asApolloRequest(
  request: FastifyRequest,
  caller: Caller,
  documents: TrustedDocuments,
): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) if (value) headers.set(name, String(value));
  return {
    method: request.method,
    headers,
    search: new URL(request.url, 'http://localhost').search,
    body: asBody(request, caller, documents),
  };
}

function asBody({ body, method }: FastifyRequest, caller: Caller, documents: TrustedDocuments): unknown {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  const given: Record<string, unknown> = isObject ? { ...body } : {};
  if (caller.kind === 'PARTNER' && given['documentId'] === undefined) return body;
  if (method !== 'POST') throw new GatewayError('OPERATION_NOT_TRUSTED');
  const { documentId, query: _theirs, extensions: _unused, ...rest } = given;
  return { ...rest, query: documents.find(documentId).text };
}

async function send(
  reply: FastifyReply,
  { status, headers, body }: HTTPGraphQLResponse,
): Promise<FastifyReply> {
  for (const [name, value] of headers) reply.header(name, value);
  reply.header('cache-control', 'no-store').status(status ?? 200);
  if (body.kind === 'complete') return reply.send(body.string);
  throw new GatewayError('REQUEST_INVALID', 'Incremental delivery is not spoken here.');
}
