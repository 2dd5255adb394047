import type { OutgoingMessage, Topic } from './books.ts';
import { signingKeyNamed, type SignatureVersion, type SigningKey } from './signing-key.ts';
import type { World } from './world.ts';

/** The JSON that SNS posts to an endpoint. */
export type SnsEnvelope = Record<string, string | object | undefined>;

/** Which fields are signed, in the order in which they are. Source: SNS guide, "Verifying signatures". */
const signedFields = {
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
} satisfies Record<OutgoingMessage['kind'], string[]>;

const foreignTopic = 'arn:aws:sns:us-east-1:666666666666:not-the-topic-you-are-looking-for';

/** The key that signs what the sandbox's SNS sends. */
export function snsSigningKey(): SigningKey {
  return signingKeyNamed('sns.sandbox');
}

/** A key of nobody's, for forged messages. */
export function forgersKey(): SigningKey {
  return signingKeyNamed('sns.forged.sandbox');
}

/** The signed envelope of a message, made anew for each attempt. */
export function envelopeOf(world: World, message: OutgoingMessage, topic: Topic | undefined): SnsEnvelope {
  const version: SignatureVersion = topic?.attributes.SignatureVersion === '2' ? '2' : '1';
  const forged = message.forgery === 'other-key';
  const key = forged ? forgersKey() : snsSigningKey();
  const fields = unsignedFields(world, message);
  const signature = key.sign(version, stringToSign(message.kind, fields));
  return {
    ...fields,
    SignatureVersion: version,
    Signature: message.forgery === 'bad-signature' ? spoil(signature) : signature,
    SigningCertURL: `${forged ? strangersUrl(world.url) : world.url}/${key.fileName}`,
    ...trailer(world, message),
  };
}

function unsignedFields(world: World, message: OutgoingMessage): SnsEnvelope {
  const { kind, token } = message;
  const topicArn = message.forgery === 'other-topic' ? foreignTopic : message.topicArn;
  const confirm = new URLSearchParams({
    Action: 'ConfirmSubscription',
    TopicArn: topicArn,
    Token: token ?? '',
  });
  return {
    Type: kind,
    MessageId: message.messageId,
    ...(kind === 'Notification' ? {} : { Token: token, SubscribeURL: `${world.url}/?${confirm}` }),
    TopicArn: topicArn,
    Subject: message.subject,
    Message: message.message,
    Timestamp: new Date(message.timestamp).toISOString(),
  };
}

function trailer(world: World, message: OutgoingMessage): SnsEnvelope {
  if (message.kind !== 'Notification') return {};
  const leave = new URLSearchParams({ Action: 'Unsubscribe', SubscriptionArn: message.subscriptionArn });
  return { UnsubscribeURL: `${world.url}/?${leave}`, MessageAttributes: message.attributes };
}

function stringToSign(kind: OutgoingMessage['kind'], fields: SnsEnvelope): string {
  return signedFields[kind]
    .filter((name) => fields[name] !== undefined)
    .map((name) => `${name}\n${String(fields[name])}\n`)
    .join('');
}

function spoil(signature: string): string {
  return (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
}

/** The same server under another host name, as a stranger's certificate would stand at another host. */
function strangersUrl(url: string): string {
  const stranger = new URL(url);
  stranger.hostname = stranger.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  return stranger.origin;
}
