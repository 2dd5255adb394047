import { verify, X509Certificate } from 'node:crypto';
import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultPartner, otherPartner } from '../../gateway/sandbox/principals.ts';
import { failure, startScene, until, type Post, type Scene } from './scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await startScene();
});
afterEach(() => scene.stop());

const signed: Record<string, string[]> = {
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
};

/** Checks an envelope as AWS's documentation tells a receiver to. */
async function isWellSigned({ envelope }: Post): Promise<boolean> {
  const pem = await (await fetch(envelope.SigningCertURL ?? '')).text();
  const text = (signed[envelope.Type ?? ''] ?? [])
    .filter((key) => envelope[key] !== undefined)
    .map((key) => `${key}\n${envelope[key]}\n`)
    .join('');
  const digest = envelope.SignatureVersion === '2' ? 'RSA-SHA256' : 'RSA-SHA1';
  const { publicKey } = new X509Certificate(pem);
  return verify(digest, Buffer.from(text), publicKey, Buffer.from(envelope.Signature ?? '', 'base64'));
}

const sns = () => scene.partner.sns;
const publish = (Message: string, more: object = {}) =>
  sns().send(new PublishCommand({ TopicArn: scene.topicArn, Message, ...more }));
const setTopic = (AttributeName: string, AttributeValue: string) =>
  sns().send(new SetTopicAttributesCommand({ TopicArn: scene.topicArn, AttributeName, AttributeValue }));
const arrived = (count: number) =>
  until(() => {
    const posts = scene.endpoint.posts.filter((one) => one.envelope.Type !== 'SubscriptionConfirmation');
    return posts.length >= count ? posts : undefined;
  });
const quiet = () =>
  new Promise((resolve) => {
    setTimeout(resolve, 150);
  });

const subscribe = (Protocol: string, Endpoint: string) =>
  failure(sns().send(new SubscribeCommand({ TopicArn: scene.topicArn, Protocol, Endpoint })));

describe('subscribing', () => {
  test('is pending until the endpoint confirms; nothing is delivered before', async () => {
    const input = { TopicArn: scene.topicArn, Protocol: 'http', Endpoint: scene.endpoint.url };
    const { SubscriptionArn } = await sns().send(new SubscribeCommand(input));
    expect(SubscriptionArn).toBe('pending confirmation');
    await publish('too early');
    const ask = await until(() => scene.endpoint.posts[0]);
    expect(ask.headers).toMatchObject({
      'content-type': 'text/plain; charset=UTF-8',
      'user-agent': 'Amazon Simple Notification Service Agent',
      'x-amz-sns-message-type': 'SubscriptionConfirmation',
      'x-amz-sns-message-id': ask.envelope.MessageId,
      'x-amz-sns-topic-arn': scene.topicArn,
    });
    expect(ask.headers).not.toHaveProperty('x-amz-sns-subscription-arn');
    expect(await isWellSigned(ask)).toBe(true);
    const { Token } = ask.envelope;
    const made = await sns().send(new ConfirmSubscriptionCommand({ TopicArn: scene.topicArn, Token }));
    expect(made.SubscriptionArn).toMatch(`${scene.topicArn}:`);
    await publish('now');
    const [first] = await arrived(1);
    expect(first?.envelope.Message).toBe('now');
    expect(scene.endpoint.posts).toHaveLength(2);
  });

  test('twice with the same endpoint is one subscription', async () => {
    const arn = await scene.subscribe();
    const again = await sns().send(
      new SubscribeCommand({ TopicArn: scene.topicArn, Protocol: 'http', Endpoint: scene.endpoint.url }),
    );
    expect(again.SubscriptionArn).toBe(arn);
    const list = await sns().send(new ListSubscriptionsByTopicCommand({ TopicArn: scene.topicArn }));
    expect(list.Subscriptions).toEqual([
      expect.objectContaining({ SubscriptionArn: arn, Protocol: 'http', Endpoint: scene.endpoint.url }),
    ]);
  });

  test('refuses a wrong token and one older than two days', async () => {
    const input = { TopicArn: scene.topicArn, Protocol: 'http', Endpoint: scene.endpoint.url };
    await sns().send(new SubscribeCommand(input));
    const ask = await until(() => scene.endpoint.posts[0]);
    const confirm = (Token: string) =>
      sns().send(new ConfirmSubscriptionCommand({ TopicArn: scene.topicArn, Token }));
    expect(await failure(confirm('0'.repeat(128)))).toBe('InvalidParameter');
    await scene.control.advance(2 * 86_400);
    expect(await failure(confirm(ask.envelope.Token ?? ''))).toBe('InvalidParameter');
  });

  test('refuses what it cannot deliver to', async () => {
    expect(await subscribe('sqs', 'arn:aws:sqs:eu-west-1:999988887777:q')).toBe('InvalidParameter');
    expect(await subscribe('https', 'http://127.0.0.1/')).toBe('InvalidParameter');
    expect(await subscribe('http', 'nowhere')).toBe('InvalidParameter');
  });

  test('ends by the API at once, and by the link with a word of farewell that leads back', async () => {
    const arn = await scene.subscribe();
    await publish('hello');
    const [hello] = await arrived(1);
    await fetch(hello?.envelope.UnsubscribeURL ?? '');
    const [, farewell] = await arrived(2);
    expect(farewell?.envelope.Type).toBe('UnsubscribeConfirmation');
    expect(farewell && (await isWellSigned(farewell))).toBe(true);
    await publish('lost');
    await fetch(farewell?.envelope.SubscribeURL ?? '');
    await publish('back');
    const [, , back] = await arrived(3);
    expect(back?.envelope.Message).toBe('back');
    await sns().send(new UnsubscribeCommand({ SubscriptionArn: arn }));
    await publish('lost too');
    await quiet();
    expect(await arrived(3)).toHaveLength(3);
  });

  test('with AuthenticateOnUnsubscribe the link alone does not unsubscribe', async () => {
    await sns().send(
      new SubscribeCommand({ TopicArn: scene.topicArn, Protocol: 'http', Endpoint: scene.endpoint.url }),
    );
    const ask = await until(() => scene.endpoint.posts[0]);
    const { Token } = ask.envelope;
    await sns().send(
      new ConfirmSubscriptionCommand({ TopicArn: scene.topicArn, Token, AuthenticateOnUnsubscribe: 'true' }),
    );
    await publish('hello');
    const [hello] = await arrived(1);
    expect((await fetch(hello?.envelope.UnsubscribeURL ?? '')).status).toBe(403);
  });
});

describe('a notification', () => {
  test.each(['1', '2'])('is signed so that its receiver can check it, version %s', async (version) => {
    await setTopic('SignatureVersion', version);
    await scene.subscribe();
    await publish('{"text":"Größe\\n"}', { Subject: 'About you' });
    const [post] = await arrived(1);
    expect(post?.envelope).toMatchObject({
      Type: 'Notification',
      Subject: 'About you',
      SignatureVersion: version,
    });
    expect(post && (await isWellSigned(post))).toBe(true);
    const spoiled = post && { ...post, envelope: { ...post.envelope, Message: 'something else' } };
    expect(spoiled && (await isWellSigned(spoiled))).toBe(false);
  });

  test('carries its attributes and its addresses, and is JSON under text/plain', async () => {
    const arn = await scene.subscribe();
    const Colour = { DataType: 'String', StringValue: 'blue' };
    const { MessageId } = await publish('hello', { MessageAttributes: { Colour } });
    const [post] = await arrived(1);
    expect(post?.headers['content-type']).toBe('text/plain; charset=UTF-8');
    expect(post?.headers['x-amz-sns-subscription-arn']).toBe(arn);
    expect(post?.envelope).toMatchObject({
      MessageId,
      TopicArn: scene.topicArn,
      MessageAttributes: { Colour: { Type: 'String', Value: 'blue' } },
    });
    expect(post?.envelope.SigningCertURL).toMatch(
      new RegExp(`^${scene.url}/SimpleNotificationService-[0-9a-f]{32}\\.pem$`),
    );
  });

  test('is the bare message with raw delivery', async () => {
    const SubscriptionArn = await scene.subscribe();
    await sns().send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn,
        AttributeName: 'RawMessageDelivery',
        AttributeValue: 'true',
      }),
    );
    await publish('bare');
    const [post] = await arrived(1);
    expect(post?.text).toBe('bare');
    expect(post?.headers['x-amz-sns-rawdelivery']).toBe('true');
    const { Attributes } = await sns().send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    expect(Attributes).toMatchObject({ RawMessageDelivery: 'true', PendingConfirmation: 'false' });
  });

  test('over 256 KiB is refused', async () => {
    expect(await failure(publish('x'.repeat(262_145)))).toBe('InvalidParameter');
  });
});

const retries = (numRetries: number) => ({ minDelayTarget: 1, maxDelayTarget: 1, numRetries });

describe('delivery', () => {
  test('is tried three times more, twenty seconds apart, with the same message id', async () => {
    await scene.subscribe();
    scene.endpoint.statuses.push(500, 503, 500);
    await publish('again');
    const posts = await arrived(4);
    expect(new Set(posts.map((one) => one.envelope.MessageId)).size).toBe(1);
    const gaps = posts.slice(1).map((one, i) => one.at - (posts[i]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(19);
    const { deliveries } = await scene.control.get('/deliveries');
    expect(deliveries.slice(1)).toMatchObject([
      { attempt: 1, status: 500, kind: 'Notification', endpoint: scene.endpoint.url },
      { attempt: 2, status: 503 },
      { attempt: 3, status: 500 },
      { attempt: 4, status: 200 },
    ]);
  });

  test('is given up after that', async () => {
    await scene.subscribe();
    scene.endpoint.statuses.push(500, 500, 500, 500);
    await publish('lost');
    await arrived(4);
    await quiet();
    expect(await arrived(4)).toHaveLength(4);
  });

  test('is given up at once after a 4xx', async () => {
    await scene.subscribe();
    scene.endpoint.statuses.push(400);
    await publish('refused');
    await arrived(1);
    await quiet();
    expect(await arrived(1)).toHaveLength(1);
  });

  test('to where nobody listens counts as failed, and goes on', async () => {
    const arn = await scene.subscribe();
    await scene.endpoint.stop();
    await publish('into the void');
    const failed = await until(async () => {
      const { deliveries } = await scene.control.get('/deliveries');
      const unanswered = deliveries.filter((one: { status: number }) => one.status === 0);
      return unanswered.length === 4 ? unanswered : undefined;
    });
    expect(failed[0].subscriptionArn).toBe(arn);
  });

  test("follows the topic's policy, and the subscription's before it", async () => {
    const SubscriptionArn = await scene.subscribe();
    await setTopic('DeliveryPolicy', JSON.stringify({ http: { defaultHealthyRetryPolicy: retries(1) } }));
    scene.endpoint.statuses.push(500, 500);
    await publish('by the topic');
    await arrived(2);
    await quiet();
    expect(await arrived(2)).toHaveLength(2);
    await sns().send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn,
        AttributeName: 'DeliveryPolicy',
        AttributeValue: JSON.stringify({
          healthyRetryPolicy: retries(5),
          requestPolicy: { headerContentType: 'application/json' },
        }),
      }),
    );
    scene.endpoint.statuses.push(500, 500, 500, 500, 500);
    await publish('by the subscription');
    const posts = await arrived(8);
    expect(posts.at(-1)?.headers['content-type']).toBe('application/json');
  });

  test.each([
    'nonsense',
    '{"http":{"defaultHealthyRetryPolicy":{"numRetries":101}}}',
    '{"http":{"defaultHealthyRetryPolicy":{"numRetries":2,"numNoDelayRetries":3}}}',
    '{"http":{"defaultHealthyRetryPolicy":{"numRetries":100,"minDelayTarget":60,"maxDelayTarget":60}}}',
  ])('refuses the policy %s', async (policy) => {
    expect(await failure(setTopic('DeliveryPolicy', policy))).toBe('InvalidParameter');
  });
});

describe('topics', () => {
  test('are found in their own region alone, as their subscriptions are', async () => {
    await sns().send(
      new SubscribeCommand({ TopicArn: scene.topicArn, Protocol: 'http', Endpoint: scene.endpoint.url }),
    );
    const { envelope } = await until(() => scene.endpoint.posts[0]);
    const { TopicArn = '', Token = '' } = envelope;
    const abroad = new SNSClient({ endpoint: scene.url, region: 'us-east-1', credentials: defaultPartner });
    expect(await failure(abroad.send(new GetTopicAttributesCommand({ TopicArn })))).toBe('InvalidParameter');
    const confirm = new ConfirmSubscriptionCommand({ TopicArn, Token });
    expect(await failure(abroad.send(confirm))).toBe('InvalidParameter');
    expect((await sns().send(confirm)).SubscriptionArn).toContain(':eu-west-1:');
    abroad.destroy();
  });

  test('are made once, listed, described and deleted', async () => {
    const make = () =>
      sns().send(new CreateTopicCommand({ Name: 'second', Attributes: { SignatureVersion: '2' } }));
    const { TopicArn } = await make();
    expect(TopicArn).toBe('arn:aws:sns:eu-west-1:999988887777:second');
    expect((await make()).TopicArn).toBe(TopicArn);
    const { Attributes } = await sns().send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({ TopicArn, Owner: '999988887777', SignatureVersion: '2' });
    expect((await sns().send(new ListTopicsCommand({}))).Topics).toHaveLength(2);
    await sns().send(new DeleteTopicCommand({ TopicArn }));
    expect(await failure(sns().send(new GetTopicAttributesCommand({ TopicArn })))).toBe('NotFound');
  });

  test('belong to their account alone', async () => {
    const other = scene.withKeys(otherPartner).sns;
    const read = other.send(new GetTopicAttributesCommand({ TopicArn: scene.topicArn }));
    expect(await failure(read)).toBe('AuthorizationError');
  });

  test('refuse wrong names and attributes', async () => {
    expect(await failure(sns().send(new CreateTopicCommand({ Name: 'a b' })))).toBe('InvalidParameter');
    expect(await failure(setTopic('Policy', 'no policy'))).toBe('InvalidParameter');
    expect(await failure(setTopic('SignatureVersion', '3'))).toBe('InvalidParameter');
    expect(await failure(setTopic('toString', 'x'))).toBe('InvalidParameter');
  });
});

describe('IAM publishes only where the topic policy lets it', () => {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'iam.amazonaws.com' },
    Action: 'SNS:Publish',
    Resource: '*',
  };
  const policies: [string, object[], number][] = [
    ['allowed by name', [statement], 1],
    ['allowed to all by a pattern', [{ ...statement, Principal: '*', Action: 'sns:*' }], 1],
    ['no statement', [], 0],
    ['another service', [{ ...statement, Principal: { Service: 's3.amazonaws.com' } }], 0],
    ['another action', [{ ...statement, Action: 'SNS:Subscribe' }], 0],
    ['another topic', [{ ...statement, Resource: 'arn:aws:sns:eu-west-1:999988887777:other' }], 0],
    ['denied besides', [statement, { ...statement, Effect: 'Deny' }], 0],
    ['under a condition', [{ ...statement, Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }], 0],
  ];

  test.each(policies)('%s', async (_name, Statement, expected) => {
    await scene.subscribe();
    await setTopic('Policy', JSON.stringify({ Version: '2012-10-17', Statement }));
    const id = await scene.create();
    await scene.control.act(id, 'claim', 'arn:aws:iam::111122223333:user/dana');
    await quiet();
    expect(scene.notices()).toHaveLength(expected);
  });
});
