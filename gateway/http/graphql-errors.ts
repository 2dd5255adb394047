import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { ErrorCode } from '../../schema/types.generated.ts';
import { ERRORS, GatewayError } from '../errors.ts';
import { docsUrl } from './answer.ts';
import { TOO_COSTLY } from './limits.ts';

/** Apollo's and GraphQL's own words for requests that cannot be answered. */
const REQUEST_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'PERSISTED_QUERY_NOT_FOUND',
]);

/** The parser's own words; it writes "that" for "than". */
const TOO_LONG = /document contains more tha[nt] \d+ tokens/i;

/** How errors leave: a registered code, a sentence without internals, where to read on. */
export interface ErrorFormat {
  publicUrl: string;
  log: Logger;
}

/** An error of `errors[]` as it leaves; what nobody expected is logged with its cause and told as INTERNAL. */
export function formatError(
  { publicUrl, log }: ErrorFormat,
  formatted: GraphQLFormattedError,
  error: unknown,
): GraphQLFormattedError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const code = codeOf(original, formatted);
  const isOurs =
    original instanceof GatewayError || code === 'REQUEST_INVALID' || code === 'QUERY_TOO_COSTLY';
  if (ERRORS[code].status >= 500) log.error({ err: original, code }, 'a request failed');
  const message = isOurs ? formatted.message : `${ERRORS[code].meaning} ${ERRORS[code].remedy}`;
  const { locations, path } = formatted;
  const extensions = { code, retryable: ERRORS[code].retryable, docsUrl: docsUrl(publicUrl, code) };
  return { message, ...(locations && { locations }), ...(path && { path }), extensions };
}

function codeOf(original: unknown, formatted: GraphQLFormattedError): ErrorCode {
  if (original instanceof GatewayError) return original.code;
  if (formatted.message.startsWith(TOO_COSTLY) || TOO_LONG.test(formatted.message)) return 'QUERY_TOO_COSTLY';
  const code = String(formatted.extensions?.['code'] ?? '');
  return REQUEST_CODES.has(code) ? 'REQUEST_INVALID' : 'INTERNAL';
}

/** An error that ends a request before GraphQL sees it, as GraphQL would tell it. */
export function asGraphQLError({ publicUrl }: ErrorFormat, error: GatewayError): GraphQLFormattedError {
  const { code, message, row } = error;
  return { message, extensions: { code, retryable: row.retryable, docsUrl: docsUrl(publicUrl, code) } };
}
