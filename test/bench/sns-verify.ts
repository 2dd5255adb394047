import { createPublicKey, verify } from 'node:crypto';
import { createSnsVerifier } from '../../gateway/aws/sns-message.ts';
import { createSigningKey } from '../../gateway/sandbox/signing-key.ts';
import { NOON, notification, signed, TOPIC } from '../aws/signed-envelope.ts';
import { medianRatios } from './rounds.ts';

/*
 * The whole way of an SNS message (parse, topic, time, certificate, signature) beside the bare RSA verification that
 * it cannot do without, and beside one that parses the certificate each time. `node test/bench/sns-verify.ts`; seconds.
 */
const ROUNDS = 9;
const COUNT = 5_000;

const key = createSigningKey('sns.example');
const url = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem';
const message = JSON.stringify({
  RequestorWorkflowId: 'grant_0123456789abcdefghijklmnop.1',
  Type: 'StateChange',
  RequestId: 'dr-0123456789abcdef',
  State: 'ACCEPTED',
  OwnerAccountId: '012345678901',
  UpdatedAt: '2026-11-22T10:30:00.123Z',
});
const body = signed(key, notification({ Message: message }), { url });
const { verify: verifyMessage } = createSnsVerifier({
  topicArns: [TOPIC],
  now: () => NOON,
  fetchCertificate: async () => key.certificate,
});
const publicKey = createPublicKey(key.certificate);
const text = Buffer.from(`Message\n${message}\n${'x'.repeat(160)}`);
const signature = Buffer.from(key.sign('2', text.toString()), 'base64');

function repeat(check: () => boolean) {
  return async (count: number) => {
    for (let done = 0; done < count; done++) if (!check()) throw new Error('The signature is not right.');
  };
}

console.log(`Node ${process.version}, median of ${ROUNDS} rounds`);
console.table(
  await medianRatios(
    {
      'bare RSA, key kept': { count: COUNT, run: repeat(() => verify('sha256', text, publicKey, signature)) },
      'bare RSA, certificate parsed each time': {
        count: COUNT / 5,
        run: repeat(() => verify('sha256', text, createPublicKey(key.certificate), signature)),
      },
      'the whole message': {
        count: COUNT,
        run: async (count) => {
          for (let done = 0; done < count; done++) await verifyMessage(body);
        },
      },
    },
    ROUNDS,
  ),
);
