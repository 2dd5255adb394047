import type { Server } from 'node:http';
import { GraphQLError, parse, validate } from 'graphql';
import type { DocumentNode, ExecutionArgs, GraphQLFormattedError } from 'graphql';
import { CloseCode } from 'graphql-ws';
import type { SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { GatewayError } from '../errors.ts';
import type { Caller } from '../flows/caller.ts';
import { asGraphQLError, formatError } from './graphql-errors.ts';
import type { GraphQLParts } from './graphql.ts';
import { limitRules, LIMITS } from './limits.ts';

/** What is kept of a socket. */
interface SocketExtra extends Record<PropertyKey, unknown> {
  caller?: Caller;
  expiry?: NodeJS.Timeout;
}

/** RFC 6455’s registry: Service Restart. No client takes it for the end. */
const SERVICE_RESTART = 1012;

/** The largest frame a client may send, bytes. */
const MAX_PAYLOAD = 65_536;

/** How long a socket that is told to go may take to answer, milliseconds; then it is cut. */
const GOODBYE_MS = 2000;

/** The longest delay a timer takes, milliseconds. */
const LONGEST_TIMER_MS = 2_147_483_647;

/**
 * Serves `/graphql` over graphql-transport-ws on the same port. `connection_init` carries `{ sessionToken }` or
 * `{ partnerKey }`; a socket is closed with 4403 when its session token ends, and clients come back with a new one.
 * Returns how to close all with 1012, upon which clients come back at once, elsewhere.
 */
export function serveGraphQLSocket(server: Server, parts: GraphQLParts): () => Promise<void> {
  const sockets = new WebSocketServer({
    server,
    path: '/graphql',
    maxPayload: MAX_PAYLOAD,
    perMessageDeflate: false,
  });
  const disposable = useServer<Record<string, unknown>, SocketExtra>(
    {
      schema: parts.schema,
      connectionInitWaitTimeout: 10_000,
      onConnect: async ({ connectionParams, extra }) => {
        const caller = await admit(parts, connectionParams, extra.request.headers.origin);
        if (!caller) return false;
        extra.caller = caller;
        if (caller.kind === 'SESSION') {
          const left = Math.min(caller.claims.expiresAt - parts.gateway.now(), LONGEST_TIMER_MS);
          extra.expiry = setTimeout(
            () => extra.socket.close(CloseCode.Forbidden, 'Session expired'),
            left,
          ).unref();
        }
        return true;
      },
      onClose: ({ extra }) => clearTimeout(extra.expiry),
      onSubscribe: ({ extra }, id, payload) => prepare(parts, extra.caller, id, payload),
      onNext: (_context, _id, _payload, _args, result) =>
        result.errors && { ...result, errors: result.errors.map((it) => asFormatted(parts, it)) },
      onError: (_context, _id, _payload, errors) => errors.map((it) => asFormatted(parts, it)),
    },
    sockets,
  );
  return async () => {
    const cutting = setTimeout(() => sockets.clients.forEach((it) => it.terminate()), GOODBYE_MS);
    sockets.clients.forEach((it) => it.close(SERVICE_RESTART, 'Service Restart'));
    await disposable.dispose();
    clearTimeout(cutting);
  };
}

async function admit(
  { authenticate, errors }: GraphQLParts,
  params: Record<string, unknown> | undefined,
  origin: string | undefined,
): Promise<Caller | undefined> {
  const secret = params?.['sessionToken'] ?? params?.['partnerKey'];
  try {
    return await authenticate({ secret: typeof secret === 'string' ? secret : undefined, origin });
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    errors.log.info({ code: error.code }, 'socket not admitted');
    return undefined;
  }
}

/** A session runs trusted documents alone, parsed and validated once for all sockets; a partner brings its own. */
function prepare(
  parts: GraphQLParts,
  caller: Caller | undefined,
  requestId: string,
  payload: SubscribePayload,
): ExecutionArgs | readonly GraphQLError[] {
  try {
    if (!caller) throw new GatewayError('UNAUTHENTICATED');
    const document = documentOf(parts, caller, payload);
    if (!('kind' in document)) return document;
    const { operationName, variables: variableValues } = payload;
    const contextValue = { gateway: parts.gateway, caller, requestId };
    return { schema: parts.schema, document, operationName, variableValues, contextValue };
  } catch (error) {
    return [
      error instanceof GraphQLError
        ? asInvalid(error)
        : new GraphQLError('', { originalError: error as Error }),
    ];
  }
}

function documentOf(
  { documents, schema }: GraphQLParts,
  caller: Caller,
  { query, extensions }: SubscribePayload,
): DocumentNode | readonly GraphQLError[] {
  const documentId = extensions?.['documentId'];
  if (caller.kind === 'SESSION' || documentId !== undefined) return documents.find(documentId).document;
  const document = parse(query, { maxTokens: LIMITS.tokens });
  const problems = validate(schema, document, undefined, { maxErrors: 10 });
  const tooCostly = problems.length ? [] : validate(schema, document, limitRules);
  return problems.length || tooCostly.length ? [...problems, ...tooCostly].map(asInvalid) : document;
}

function asInvalid(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, { ...error, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
}

function asFormatted(
  { errors }: GraphQLParts,
  error: GraphQLError | GraphQLFormattedError,
): GraphQLFormattedError {
  const original = error instanceof GraphQLError ? error.originalError : undefined;
  if (original instanceof GatewayError) return asGraphQLError(errors, original);
  const formatted = error instanceof GraphQLError ? error.toJSON() : error;
  return formatError(errors, formatted, error);
}
