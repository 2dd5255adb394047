import type { SigningKey } from '../../gateway/sandbox/signing-key.ts';

/** An instant to count from, epoch milliseconds. */
export const NOON = Date.UTC(2026, 10, 22, 12);

/** The topic of the gateway under test. */
export const TOPIC = 'arn:aws:sns:us-east-1:111122223333:delegation';

/** The fields of a message as SNS posts it. */
export type Fields = Record<string, string | undefined>;

/** A notification as SNS makes it at NOON; not signed yet. */
export function notification(change: Fields = {}): Fields {
  return {
    Type: 'Notification',
    MessageId: '5f8c4d1e-0000-5000-8000-000000000001',
    TopicArn: TOPIC,
    Message: '{"Type":"StateChange"}',
    Timestamp: new Date(NOON).toISOString(),
    UnsubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe',
    ...change,
  };
}

/** A confirmation of either kind; not signed yet. */
export function confirmation(
  type: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation',
  change: Fields = {},
): Fields {
  const { UnsubscribeURL: _, ...fields } = notification({ Message: 'You have chosen to …', ...change });
  return {
    ...fields,
    Type: type,
    Token: 't'.repeat(240),
    SubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=…',
  };
}

/** The body that SNS posts: the fields, signed. What is in `after` is put in once the signature is made. */
export function signed(
  key: SigningKey,
  fields: Fields,
  { url, version = '2', after = {} }: { url: string; version?: '1' | '2'; after?: Fields },
): string {
  const names = Object.keys(fields).filter((name) => name !== 'UnsubscribeURL' && fields[name] !== undefined);
  const text = names.toSorted().map((name) => `${name}\n${fields[name]}\n`);
  const Signature = key.sign(version, text.join(''));
  return JSON.stringify({ ...fields, SignatureVersion: version, Signature, SigningCertURL: url, ...after });
}
