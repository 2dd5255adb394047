import { verify as verifySignature } from 'node:crypto';
import { z } from 'zod';
import { GatewayError } from '../errors.ts';
import { createSnsCertificates } from './sns-certificate.ts';
import type { SnsCertificateOptions } from './sns-certificate.ts';

/** A message on one of our topics. `timestamp` is epoch milliseconds. */
export interface SnsNotification {
  type: 'Notification';
  messageId: string;
  topicArn: string;
  message: string;
  timestamp: number;
}

/** SNS asks whether to begin, or to end, sending to us; `token` says yes to the former, or undoes the latter. */
export interface SnsSubscriptionMessage {
  type: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation';
  messageId: string;
  topicArn: string;
  token: string;
  timestamp: number;
}

/** What SNS sends, verified. */
export type SnsMessage = SnsNotification | SnsSubscriptionMessage;

/** Tells SNS's own messages from others'. */
export interface SnsVerifier {
  /**
   * The message in this body, if AWS signed it for one of our topics lately. NOTIFICATION_INVALID, _TOPIC_REFUSED,
   * _STALE, _CERTIFICATE_REFUSED or _UNSIGNED if not; AWS_UNAVAILABLE if it cannot be told now: let SNS send it again.
   */
  verify(body: string): Promise<SnsMessage>;
}

/** What `createSnsVerifier` is given. */
export interface SnsVerifierOptions extends SnsCertificateOptions {
  topicArns: readonly string[];
  /** How old a message may be; 75 minutes where left out, since SNS tries for up to an hour. Milliseconds. */
  maxAgeMs?: number;
}

const MAX_AGE_MS = 4_500_000;
const MAX_AHEAD_MS = 300_000;

/** The digest of each `SignatureVersion`, under RSA ("Verifying the signatures of Amazon SNS messages", SNS guide). */
const DIGESTS = { '1': 'sha1', '2': 'sha256' } as const;

/** What is signed of each kind, in order (same page). */
const SIGNED = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const satisfies Record<SnsMessage['type'], readonly string[]>;

const line = z.string().regex(/^[^\r\n]{1,2048}$/);

const common = {
  MessageId: line,
  TopicArn: z.string(),
  Message: z.string(),
  Timestamp: z.iso.datetime({ offset: true }),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string(),
  SigningCertURL: z.string(),
};

const confirmation = { ...common, Token: line, SubscribeURL: line };

const envelope = z.discriminatedUnion('Type', [
  z.object({ ...common, Type: z.literal('Notification'), Subject: z.string().nullish() }),
  z.object({ ...confirmation, Type: z.literal('SubscriptionConfirmation') }),
  z.object({ ...confirmation, Type: z.literal('UnsubscribeConfirmation') }),
]);

type Envelope = z.output<typeof envelope>;

/** Builds a verifier. Topic and time are checked before anything is fetched. */
export function createSnsVerifier(options: SnsVerifierOptions): SnsVerifier {
  const topics = new Set(options.topicArns);
  const certificates = createSnsCertificates(options);
  return {
    verify: async (body) => {
      const sent = parseEnvelope(body);
      if (!topics.has(sent.TopicArn)) throw new GatewayError('NOTIFICATION_TOPIC_REFUSED');
      assertTimely(sent, options);
      const signed = Buffer.from(stringToSign(sent));
      const publicKey = await certificates.publicKey(sent.SigningCertURL);
      const signature = Buffer.from(sent.Signature, 'base64');
      if (!verifySignature(DIGESTS[sent.SignatureVersion], signed, publicKey, signature))
        throw new GatewayError('NOTIFICATION_UNSIGNED');
      return messageOf(sent);
    },
  };
}

/** No parser's error is kept as a cause: it quotes the text, which may hold an exchange token. */
function parseEnvelope(body: string): Envelope {
  const parsed = envelope.safeParse(json(body));
  if (parsed.success) return parsed.data;
  throw invalid(`its ${parsed.error.issues[0]?.path.join('.') || 'JSON'} cannot be used`);
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw invalid('it is not JSON');
  }
}

function assertTimely({ Timestamp }: Envelope, { now, maxAgeMs = MAX_AGE_MS }: SnsVerifierOptions): void {
  const age = now() - Date.parse(Timestamp);
  const isTimely = age <= maxAgeMs && age >= -MAX_AHEAD_MS;
  if (!isTimely) throw new GatewayError('NOTIFICATION_STALE');
}

function stringToSign(sent: Envelope): string {
  const fields: Partial<Record<string, string | null>> = sent;
  const text = SIGNED[sent.Type]
    .map((name) => ({ name, value: fields[name] }))
    .filter(({ value }) => value !== undefined && value !== null)
    .map(({ name, value }) => `${name}\n${value}\n`)
    .join('');
  // Half a surrogate pair becomes U+FFFD in UTF-8: the signature would hold for a text that was not signed.
  if (!text.isWellFormed()) throw invalid('it is not Unicode');
  return text;
}

function messageOf(sent: Envelope): SnsMessage {
  const base = { messageId: sent.MessageId, topicArn: sent.TopicArn, timestamp: Date.parse(sent.Timestamp) };
  return sent.Type === 'Notification'
    ? { ...base, type: sent.Type, message: sent.Message }
    : { ...base, type: sent.Type, token: sent.Token };
}

function invalid(why: string): GatewayError {
  return new GatewayError('NOTIFICATION_INVALID', `This is not an SNS message: ${why}.`);
}
