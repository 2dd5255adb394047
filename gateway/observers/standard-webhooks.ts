import { createHmac } from 'node:crypto';
import { GatewayError } from '../errors.ts';

/** `whsec_` and the base64 of 24 to 64 bytes. */
const SECRET = /^whsec_([A-Za-z0-9+/]{32,86}={0,2})$/;

/** What is signed. */
export interface SignedParts {
  /** The message's own id: the same whenever it is sent again. */
  id: string;
  /** When this attempt is made, seconds since the epoch. */
  timestamp: number;
  body: string;
}

/** The key inside a `whsec_` secret; CONFIG_INVALID if it is none, without saying what it was. */
export function webhookKey(secret: string): Buffer {
  const key = Buffer.from(SECRET.exec(secret)?.[1] ?? '', 'base64');
  if (key.length >= 24 && key.length <= 64) return key;
  throw new GatewayError(
    'CONFIG_INVALID',
    'A webhook secret is whsec_ and the base64 of 24 to 64 random bytes.',
  );
}

/** The headers that the Standard Webhooks specification asks for; each key adds a signature, so that keys can be rotated. */
export function webhookHeaders(
  { id, timestamp, body }: SignedParts,
  keys: readonly Buffer[],
): Record<string, string> {
  const signatures = keys.map((key) => {
    const digest = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    return `v1,${digest}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
