import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { GatewayError } from '../errors.ts';

/** The hosts at which CloudFormation takes answers: S3, in a bucket of its own. */
const RESPONSE_HOST =
  /^cloudformation-custom-resource-response-[a-z0-9]+\.s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com(?:\.cn)?$/;

/** CloudFormation takes no more, bytes. */
const MAX_BYTES = 4096;

const DEADLINE_MS = 10_000;

/**
 * Answers a custom resource: PUT, an empty content type (the presigned address was made without one), the exact length.
 * STACK_INVALID if the address is not S3's: nobody shall make the gateway call elsewhere. AWS_UNAVAILABLE: try again.
 */
export async function putStackAnswer(
  responseUrl: string,
  answer: object,
  extraOrigins: readonly string[],
): Promise<void> {
  const url = new URL(responseUrl);
  const isAws =
    url.protocol === 'https:' && url.port === '' && !url.username && RESPONSE_HOST.test(url.hostname);
  if (!isAws && !extraOrigins.includes(url.origin))
    throw new GatewayError(
      'STACK_INVALID',
      'The stack names an address for the answer that is not CloudFormation’s.',
    );
  const body = Buffer.from(JSON.stringify(answer));
  if (body.length > MAX_BYTES)
    throw new GatewayError('STACK_INVALID', 'The answer is longer than CloudFormation takes.');
  const status = await put(url, body);
  if (status >= 200 && status < 300) return;
  throw new GatewayError(
    status >= 500 ? 'AWS_UNAVAILABLE' : 'STACK_INVALID',
    `CloudFormation took no answer: HTTP ${status}.`,
  );
}

function put(url: URL, body: Buffer): Promise<number> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const headers = { 'content-type': '', 'content-length': body.length };
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const request = send(url, { method: 'PUT', headers, signal }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', (cause) =>
      reject(new GatewayError('AWS_UNAVAILABLE', 'CloudFormation does not answer.', { cause })),
    );
    request.end(body);
  });
}
