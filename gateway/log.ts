import pino from 'pino';
import type { DestinationStream, Logger } from 'pino';

/** Names under which a secret could ever be logged by mistake. */
const SECRETS = [
  'token',
  'sessionToken',
  'exchangeToken',
  'secretAccessKey',
  'accessKeyId',
  'credentials',
  'authorization',
  'partnerKey',
  'sealed',
];

/** Structured logs, one JSON object a line; whatever is named like a secret is blotted out, three levels deep. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const options = { level, redact: { paths, censor: '[secret]' }, base: { service: 'connect-with-aws' } };
  return destination ? pino(options, destination) : pino(options);
}
