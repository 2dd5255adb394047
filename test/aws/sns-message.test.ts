import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSnsVerifier } from '../../gateway/aws/sns-message.ts';
import type { SnsVerifierOptions } from '../../gateway/aws/sns-message.ts';
import { GatewayError } from '../../gateway/errors.ts';
import { createSigningKey } from '../../gateway/sandbox/signing-key.ts';
import { confirmation, NOON, notification, signed, TOPIC } from './signed-envelope.ts';
import type { Fields } from './signed-envelope.ts';

const key = createSigningKey('sns.example');
const strangersKey = createSigningKey('stranger.example');
const url = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem';
const SECRET = 'eyJ-the-exchange-token';

/** A verifier that is given our certificate, whatever it asks for, and counts how often it asks. */
function verifier(options: Partial<SnsVerifierOptions> = {}) {
  const asked: string[] = [];
  const fetchCertificate = async (address: URL) => {
    asked.push(address.href);
    return key.certificate;
  };
  const { verify } = createSnsVerifier({ topicArns: [TOPIC], now: () => NOON, fetchCertificate, ...options });
  return { verify, asked };
}

describe('SNS messages', () => {
  test.each(['1', '2'] as const)(
    'of all three kinds are taken in with signature version %s',
    async (version) => {
      const { verify } = verifier();
      const base = { messageId: notification().MessageId, topicArn: TOPIC, timestamp: NOON };
      expect(await verify(signed(key, notification(), { url, version }))).toEqual({
        ...base,
        type: 'Notification',
        message: '{"Type":"StateChange"}',
      });
      for (const type of ['SubscriptionConfirmation', 'UnsubscribeConfirmation'] as const)
        expect(await verify(signed(key, confirmation(type), { url, version }))).toEqual({
          ...base,
          type,
          token: 't'.repeat(240),
        });
    },
  );

  test('are taken in with a subject, with any text, and with fields that are not signed', async () => {
    const { verify } = verifier();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        async (Subject, Message) => {
          const body = signed(key, notification({ Subject, Message }), {
            url,
            after: { MessageAttributes: '{}' },
          });
          expect(await verify(body)).toMatchObject({ message: Message });
        },
      ),
    );
  });

  test.each(['Message', 'MessageId', 'Subject', 'Timestamp', 'Signature'])(
    'are refused once their %s is another',
    async (name) => {
      const change: Fields = {
        Timestamp: new Date(NOON + 1).toISOString(),
        Signature: strangersKey.sign('2', 'something'),
      };
      const after = { [name]: change[name] ?? 'something else' };
      const body = signed(key, notification({ Subject: 'News' }), { url, after });
      await expect(verifier().verify(body)).rejects.toMatchObject({ code: 'NOTIFICATION_UNSIGNED' });
    },
  );

  test.each(['Token', 'SubscribeURL'])(
    'of a subscription are refused once their %s is another',
    async (name) => {
      const body = signed(key, confirmation('SubscriptionConfirmation'), {
        url,
        after: { [name]: 'https://evil' },
      });
      await expect(verifier().verify(body)).rejects.toMatchObject({ code: 'NOTIFICATION_UNSIGNED' });
    },
  );

  test.each([
    ['another key', signed(strangersKey, notification(), { url })],
    [
      'another version’s digest',
      signed(key, notification(), { url, version: '1', after: { SignatureVersion: '2' } }),
    ],
    ['a subject added', signed(key, notification(), { url, after: { Subject: 'Added' } })],
    [
      'a subject taken away',
      signed(key, notification({ Subject: 'News' }), { url, after: { Subject: undefined } }),
    ],
    ['no base64 in the signature', signed(key, notification(), { url, after: { Signature: '%%%' } })],
  ])('are refused with %s', async (_, body) => {
    await expect(verifier().verify(body)).rejects.toMatchObject({ code: 'NOTIFICATION_UNSIGNED' });
  });

  test('of a topic that is not ours are refused before anything is fetched', async () => {
    const { verify, asked } = verifier();
    for (const TopicArn of [`${TOPIC}-2`, TOPIC.toUpperCase(), ''])
      await expect(verify(signed(key, notification({ TopicArn }), { url }))).rejects.toMatchObject({
        code: 'NOTIFICATION_TOPIC_REFUSED',
      });
    expect(asked).toEqual([]);
  });

  test('are taken for 75 minutes and from 5 minutes ahead, and not a moment beyond', async () => {
    const body = signed(key, notification(), { url });
    const at = (minutes: number, ms = 0) => verifier({ now: () => NOON + minutes * 60_000 + ms });
    expect(await at(75).verify(body)).toBeDefined();
    expect(await at(-5).verify(body)).toBeDefined();
    for (const { verify, asked } of [at(75, 1), at(-5, -1)]) {
      await expect(verify(body)).rejects.toMatchObject({ code: 'NOTIFICATION_STALE' });
      expect(asked).toEqual([]);
    }
    const strict = verifier({ maxAgeMs: 1_000, now: () => NOON + 1_001 });
    await expect(strict.verify(body)).rejects.toMatchObject({ code: 'NOTIFICATION_STALE' });
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'Message=hello'],
    ['a list', '[]'],
    ['null', 'null'],
    ['the bare message, as raw delivery posts it', '{"Type":"StateChange","State":"ACCEPTED"}'],
    ['another kind', signed(key, notification({ Type: 'Greeting' }), { url })],
    ['another signature version', signed(key, notification(), { url, after: { SignatureVersion: '3' } })],
    ['no time', signed(key, notification(), { url, after: { Timestamp: 'yesterday' } })],
    ['a message that is no text', JSON.stringify({ ...notification(), Message: { Type: 'StateChange' } })],
    ['a field of two lines', signed(key, notification({ MessageId: 'a\nSubject\nb' }), { url })],
  ])('are refused as invalid: %s', async (_, body) => {
    await expect(verifier().verify(body)).rejects.toMatchObject({ code: 'NOTIFICATION_INVALID' });
  });

  test('half a character does not pass for the replacement character that was signed', async () => {
    const body = signed(key, notification({ Message: '\ufffd' }), { url, after: { Message: '\ud800' } });
    await expect(verifier().verify(body)).rejects.toMatchObject({ code: 'NOTIFICATION_INVALID' });
  });

  test(
    'however mangled, they are refused with a code, and no refusal holds the message',
    { timeout: 30_000 },
    async () => {
      const { verify } = verifier();
      const body = signed(key, notification({ Message: JSON.stringify({ ExchangeToken: SECRET }) }), { url });
      const genuine = await verify(body);
      const cut = fc.record({
        at: fc.nat(body.length),
        length: fc.nat(8),
        put: fc.string({ unit: 'binary' }),
      });
      await fc.assert(
        fc.asyncProperty(cut, async ({ at, length, put }) => {
          const mangled = body.slice(0, at) + put + body.slice(at + length);
          const outcome: unknown = await verify(mangled).catch((error: unknown) => error);
          expect(isSafeRefusal(outcome) || isDeepStrictEqual(outcome, genuine)).toBe(true);
        }),
        { numRuns: 500 },
      );
    },
  );

  test('any JSON at all is refused with a code', async () => {
    const { verify } = verifier();
    const envelope = fc.record(
      Object.fromEntries(
        [...Object.keys(notification()), 'SigningCertURL', 'Signature', 'SignatureVersion'].map((name) => [
          name,
          fc.oneof(fc.constant(notification()[name]), fc.jsonValue()),
        ]),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), envelope), async (value) => {
        const body = JSON.stringify(value) ?? '';
        await expect(verify(body)).rejects.toBeInstanceOf(GatewayError);
      }),
      { numRuns: 300 },
    );
  });
});

function isSafeRefusal(outcome: unknown): boolean {
  if (!(outcome instanceof GatewayError) || outcome.code === 'INTERNAL') return false;
  return !`${outcome.message} ${outcome.stack} ${String(outcome.cause)}`.includes('exchange-token');
}
