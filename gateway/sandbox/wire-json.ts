import { AwsError } from './aws-error.ts';
import type { Reply } from './reply.ts';
import type { ReceivedRequest } from './signature-v4.ts';

/** One decoded call of an AWS JSON service: `X-Amz-Target: Prefix.Action`, its input as JSON. */
export interface JsonCall {
  prefix: string;
  action: string;
  input: Record<string, unknown>;
}

/** How the services that speak JSON call what the others call by these names. */
const NAMES: Readonly<Record<string, string>> = {
  AccessDenied: 'AccessDeniedException',
  ExpiredToken: 'ExpiredTokenException',
  IncompleteSignature: 'IncompleteSignatureException',
  InvalidAction: 'UnknownOperationException',
  InvalidClientTokenId: 'UnrecognizedClientException',
  MissingAuthenticationToken: 'MissingAuthenticationTokenException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
  Throttling: 'ThrottlingException',
  ValidationError: 'ValidationException',
};

/** How SQS called its errors when it spoke the query protocol; its clients are still told (`x-amzn-query-error`). */
const QUERY_NAMES: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
};

/** Whether a request is of the AWS JSON protocol, 1.0 or 1.1. */
export function isAwsJson({ headers }: ReceivedRequest): boolean {
  return headers['x-amz-target'] !== undefined;
}

/** Decodes a call. Throws SerializationException (400) where the body is not a JSON object. */
export function parseAwsJson({ headers, body }: ReceivedRequest): JsonCall {
  const [prefix = '', action = ''] = String(headers['x-amz-target']).split('.', 2);
  const input = objectIn(body.toString('utf8') || '{}');
  if (!input) throw new AwsError('SerializationException', 'The body is not a JSON object');
  return { prefix, action, input };
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** The answer to a call that succeeded, in the content type in which it was made. */
export function renderJsonAnswer(request: ReceivedRequest, requestId: string, output: unknown): Reply {
  return reply(request, requestId, 200, output ?? {});
}

/** The answer to a call that failed. */
export function renderJsonError(request: ReceivedRequest, requestId: string, error: AwsError): Reply {
  const known = NAMES[error.code];
  const status = known && error.status < 500 ? 400 : error.status;
  const answer = reply(request, requestId, status, { __type: known ?? error.code, message: error.message });
  if (request.headers['x-amzn-query-mode'] !== 'true') return answer;
  const fault = status >= 500 ? 'Receiver' : 'Sender';
  const headers = { 'x-amzn-query-error': `${QUERY_NAMES[error.code] ?? error.code};${fault}` };
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function reply(request: ReceivedRequest, requestId: string, status: number, body: unknown): Reply {
  const headers = {
    'content-type': request.headers['content-type'] ?? 'application/x-amz-json-1.1',
    'x-amzn-requestid': requestId,
    'cache-control': 'no-store',
  };
  return { status, headers, body: JSON.stringify(body) };
}
