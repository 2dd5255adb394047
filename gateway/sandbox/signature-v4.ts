import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from './aws-error.ts';

/** A request as it came in, before anything was decoded. */
export interface ReceivedRequest {
  method: string;
  /** Path and query exactly as on the request line. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Fires when nobody waits for the answer any more. */
  gone?: AbortSignal;
}

/** What an Authorization header says of its sender, not yet verified. */
export interface ClaimedSignature {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
}

const authorizationForm =
  /^AWS4-HMAC-SHA256\s+Credential=([\w]+)\/(\d{8})\/([\w-]+)\/([\w-]+)\/aws4_request,\s*SignedHeaders=([\w;-]+),\s*Signature=([0-9a-f]{64})$/;

/** Reads the Authorization header. Throws MissingAuthenticationToken (403) or IncompleteSignature (400). */
export function readSignature(request: ReceivedRequest): ClaimedSignature {
  const header = request.headers.authorization;
  if (!header) throw new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token');
  const parts = authorizationForm.exec(header);
  if (!parts)
    throw new AwsError('IncompleteSignature', 'The Authorization header is not an AWS Signature V4');
  const [, accessKeyId = '', date = '', region = '', service = '', signed = '', signature = ''] = parts;
  return { accessKeyId, date, region, service, signedHeaders: signed.split(';'), signature };
}

/**
 * Throws SignatureDoesNotMatch (403) unless the request was signed with this secret key.
 * The signing time is not compared with the clock: the sandbox's clock travels, the caller's does not.
 */
export function assertSigned(request: ReceivedRequest, claimed: ClaimedSignature, secretKey: string): void {
  const expected = signatureOf(request, claimed, secretKey);
  const signsHost = claimed.signedHeaders.includes('host');
  if (signsHost && timingSafeEqual(Buffer.from(expected), Buffer.from(claimed.signature))) return;
  throw new AwsError(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided.',
  );
}

function signatureOf(request: ReceivedRequest, claimed: ClaimedSignature, secretKey: string): string {
  const { date, region, service } = claimed;
  const text = [
    'AWS4-HMAC-SHA256',
    headerText(request.headers['x-amz-date']) || headerText(request.headers.date),
    `${date}/${region}/${service}/aws4_request`,
    sha256(canonicalRequest(request, claimed.signedHeaders)),
  ].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretKey}`);
  return hmac(key, text).toString('hex');
}

function canonicalRequest(request: ReceivedRequest, signedHeaders: string[]): string {
  const [path = '/', query = ''] = request.target.split('?', 2);
  const headers = signedHeaders.map((name) => `${name}:${headerText(request.headers[name])}\n`).join('');
  return [
    request.method,
    path.split('/').map(encode).join('/'),
    canonicalQuery(query),
    headers,
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
}

function canonicalQuery(query: string): string {
  return [...new URLSearchParams(query)]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
}

function headerText(value: string | string[] | undefined): string {
  return [value ?? ''].flat().join(',').trim().replace(/ +/g, ' ');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
