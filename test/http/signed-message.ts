import { randomUUID } from 'node:crypto';
import { snsSigningKey } from '../../gateway/sandbox/sns-envelope.ts';
import type { SigningKey } from '../../gateway/sandbox/signing-key.ts';
import type { RunningGateway } from './running-gateway.ts';

const SIGNED = {
  Notification: ['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
} as const;

/** A message as SNS would send it to this gateway, signed; with other fields where they are given. */
export function signedMessage(
  running: RunningGateway,
  fields: Record<string, string>,
  {
    key = snsSigningKey(),
    certificateOrigin = running.sandbox.url,
  }: { key?: SigningKey; certificateOrigin?: string } = {},
): Record<string, string> {
  const message: Record<string, string> = {
    Type: 'Notification',
    MessageId: randomUUID(),
    TopicArn: running.topicArn,
    Timestamp: new Date(running.sandbox.now()).toISOString(),
    SignatureVersion: '2',
    SigningCertURL: `${certificateOrigin}/${key.fileName}`,
    ...fields,
  };
  const names =
    message['Type'] === 'SubscriptionConfirmation' ? SIGNED.SubscriptionConfirmation : SIGNED.Notification;
  const text = names.map((name) => `${name}\n${message[name] ?? ''}\n`).join('');
  return { Signature: key.sign('2', text), ...message };
}
