import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { PublishCommand, SetSubscriptionAttributesCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { otherPartner } from '../../gateway/sandbox/principals.ts';
import { startSandbox } from '../../gateway/sandbox/sandbox.ts';
import { attributesOf, makeQueue, policyForSns, sqsOf } from './queue-scene.ts';
import { failure, startScene, until, type Scene } from './scene.ts';

let scene: Scene;
let sqs: SQSClient;
let queue: { url: string; arn: string };
beforeEach(async () => {
  scene = await startScene();
  sqs = sqsOf(scene.url);
  queue = await makeQueue(sqs, 'notices');
});
afterEach(() => scene.stop());

const send = (MessageBody: string, more: object = {}) =>
  sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody, ...more }));
async function receive(more: object = {}, QueueUrl = queue.url): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    MessageSystemAttributeNames: ['All'],
    ...more,
  });
  return (await sqs.send(command)).Messages ?? [];
}
const remove = (handles: Message[]) =>
  sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl: queue.url,
      Entries: handles.map((one, index) => ({ Id: String(index), ReceiptHandle: handleOf(one) })),
    }),
  );
const handleOf = (message: Message | undefined) => message?.ReceiptHandle ?? '';
const set = (Attributes: Record<string, string>, QueueUrl = queue.url) =>
  sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));

describe('a queue', () => {
  test('is made once with the same attributes, and refused with others', async () => {
    const make = (VisibilityTimeout: string) =>
      sqs.send(new CreateQueueCommand({ QueueName: 'second', Attributes: { VisibilityTimeout } }));
    const { QueueUrl } = await make('12');
    expect((await make('12')).QueueUrl).toBe(QueueUrl);
    expect(await failure(make('13'))).toBe('QueueAlreadyExists');
    expect((await sqs.send(new GetQueueUrlCommand({ QueueName: 'second' }))).QueueUrl).toBe(QueueUrl);
  });

  test('says what it is, what it has, and what is in it', async () => {
    await send('one');
    await send('two');
    await send('later', { DelaySeconds: 60 });
    await receive({ MaxNumberOfMessages: 1 });
    expect(await attributesOf(sqs, queue.url)).toMatchObject({
      QueueArn: 'arn:aws:sqs:eu-west-1:999988887777:notices',
      VisibilityTimeout: '30',
      MessageRetentionPeriod: '345600',
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
    });
  });

  test.each([
    ['CreateQueue', () => sqs.send(new CreateQueueCommand({ QueueName: 'a b' })), 'InvalidParameterValue'],
    ['an unknown attribute', () => set({ Colour: 'blue' }), 'InvalidAttributeName'],
    ['a visibility of 13 hours', () => set({ VisibilityTimeout: '46800' }), 'InvalidAttributeValue'],
    ['a policy that is none', () => set({ Policy: 'no' }), 'InvalidAttributeValue'],
    [
      'dead letters nowhere',
      () => set({ RedrivePolicy: redriveTo('arn:aws:sqs:eu-west-1:999988887777:x') }),
      'InvalidAttributeValue',
    ],
    [
      'an empty batch',
      () => sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries: [] })),
      'AWS.SimpleQueueService.EmptyBatchRequest',
    ],
    [
      'a handle that is none',
      () => sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: 'x' })),
      'ReceiptHandleIsInvalid',
    ],
  ])('refuses %s', async (_what, call, code) => {
    expect(await failure(call())).toBe(code);
  });

  test('that is not there is named so, also after it was deleted', async () => {
    await sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url }));
    const failed = await receive().catch((error: unknown) => error);
    expect(failed).toMatchObject({
      name: 'QueueDoesNotExist',
      Code: 'AWS.SimpleQueueService.NonExistentQueue',
    });
  });

  test('belongs to its account and Region alone', async () => {
    const others = sqsOf(scene.url, { credentials: otherPartner });
    const elsewhere = sqsOf(scene.url, { region: 'us-east-1' });
    expect(await failure(attributesOf(others, queue.url))).toBe('AccessDenied');
    expect(await failure(attributesOf(elsewhere, queue.url))).toBe('AWS.SimpleQueueService.NonExistentQueue');
    const forger = sqsOf(scene.url, { credentials: { ...otherPartner, secretAccessKey: 'guessed' } });
    expect(await failure(attributesOf(forger, queue.url))).toBe('SignatureDoesNotMatch');
  });

  test('is emptied by a purge', async () => {
    await send('one');
    await sqs.send(new PurgeQueueCommand({ QueueUrl: queue.url }));
    expect(await receive()).toEqual([]);
  });

  test('keeps what is in it over a restart, and no longer than its retention', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-sqs-'));
    const booksFile = join(folder, 'books.json');
    const first = await startSandbox({ booksFile });
    const { url } = await makeQueue(sqsOf(first.url), 'kept', { MessageRetentionPeriod: '60' });
    await sqsOf(first.url).send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'kept' }));
    await first.stop();
    const second = await startSandbox({ booksFile });
    const look = () =>
      sqsOf(second.url).send(new ReceiveMessageCommand({ QueueUrl: url, VisibilityTimeout: 0 }));
    expect((await look()).Messages?.[0]?.Body).toBe('kept');
    const body = JSON.stringify({ advanceSeconds: 61 });
    await fetch(`${second.url}/sandbox/clock`, { method: 'POST', body });
    expect((await look()).Messages).toBeUndefined();
    await second.stop();
    rmSync(folder, { recursive: true });
  });
});

const redriveTo = (deadLetterTargetArn: string, maxReceiveCount = 2) =>
  JSON.stringify({ deadLetterTargetArn, maxReceiveCount });

describe('a message', () => {
  test('comes with what is known of it, whole', async () => {
    const { MessageId, MD5OfMessageBody } = await send('Größe\n');
    const [message] = await receive();
    const md5 = createHash('md5').update('Größe\n').digest('hex');
    expect(message).toMatchObject({ MessageId, Body: 'Größe\n', MD5OfBody: md5 });
    expect(message?.Attributes).toMatchObject({ ApproximateReceiveCount: '1' });
    expect(MD5OfMessageBody).toBe(md5);
  });

  test('in somebody’s hands is nobody else’s, until its time there is over', async () => {
    await send('one');
    const [first] = await receive();
    expect(await receive()).toEqual([]);
    await scene.control.advance(31);
    const [again] = await receive();
    expect(again).toMatchObject({
      MessageId: first?.MessageId,
      Attributes: { ApproximateReceiveCount: '2' },
    });
    expect(handleOf(again)).not.toBe(handleOf(first));
  });

  test('can be given back, or held longer', async () => {
    await send('one');
    const [message] = await receive();
    const change = (VisibilityTimeout: number) =>
      sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queue.url,
          ReceiptHandle: handleOf(message),
          VisibilityTimeout,
        }),
      );
    await change(100);
    await scene.control.advance(60);
    expect(await receive()).toEqual([]);
    await change(0);
    expect(await receive()).toHaveLength(1);
    expect(await failure(change(10))).toBe('AWS.SimpleQueueService.MessageNotInflight');
  });

  test('is gone once it is deleted by the newest of its handles', async () => {
    await send('one');
    await send('two');
    const old = await receive();
    await scene.control.advance(31);
    const fresh = await receive();
    await remove(old);
    await scene.control.advance(31);
    expect(await receive()).toHaveLength(2);
    await scene.control.advance(31);
    const newest = await receive();
    const { Successful, Failed } = await remove([...newest, { ReceiptHandle: 'nonsense' }]);
    expect([Successful?.length, Failed?.[0]?.Code]).toEqual([2, 'ReceiptHandleIsInvalid']);
    await scene.control.advance(31);
    expect(await receive()).toEqual([]);
    expect(fresh).toHaveLength(2);
  });

  test('is waited for, and had as soon as it comes', async () => {
    const waiting = receive({ WaitTimeSeconds: 20 });
    await send('at last');
    expect((await waiting)[0]?.Body).toBe('at last');
  });

  test('is not given to a receiver who has hung up', async () => {
    const hangUp = new AbortController();
    const command = new ReceiveMessageCommand({ QueueUrl: queue.url, WaitTimeSeconds: 20 });
    const waiting = sqs.send(command, { abortSignal: hangUp.signal }).catch((error: Error) => error.name);
    await until(async () => (await scene.control.get('/calls')).calls.ReceiveMessage);
    hangUp.abort();
    expect(await waiting).toBe('AbortError');
    await send('for the next');
    expect(await receive({ WaitTimeSeconds: 5 })).toHaveLength(1);
  });

  test('that comes back too often is among the dead letters', async () => {
    const dead = await makeQueue(sqs, 'dead');
    await set({ RedrivePolicy: redriveTo(dead.arn) });
    await send('poison');
    for (const expected of [1, 1, 0]) {
      expect(await receive({ VisibilityTimeout: 0 })).toHaveLength(expected);
    }
    const [letter] = await receive({}, dead.url);
    expect(letter).toMatchObject({
      Body: 'poison',
      Attributes: { DeadLetterQueueSourceArn: queue.arn, ApproximateReceiveCount: '1' },
    });
  });

  test('meets the faults that are set for its calls', async () => {
    await scene.control.post('/faults', { action: 'ReceiveMessage', code: 'ThrottlingException', times: 1 });
    expect(await failure(receive())).toBe('ThrottlingException');
    expect(await receive()).toEqual([]);
  });
});

const subscribeQueue = async (Attributes: Record<string, string> = {}) => {
  const command = new SubscribeCommand({
    TopicArn: scene.topicArn,
    Protocol: 'sqs',
    Endpoint: queue.arn,
    Attributes,
  });
  return (await scene.partner.sns.send(command)).SubscriptionArn ?? '';
};
const publish = (Message: string) =>
  scene.partner.sns.send(new PublishCommand({ TopicArn: scene.topicArn, Message }));

describe('a queue that is subscribed to a topic', () => {
  test('gets the signed envelope, without having to confirm', async () => {
    await set({ Policy: policyForSns(queue.arn, scene.topicArn) });
    expect(await subscribeQueue()).toMatch(/^arn:aws:sns:/);
    const { MessageId } = await publish('hello');
    const [message] = await receive({ WaitTimeSeconds: 5 });
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({
      Type: 'Notification',
      MessageId,
      Message: 'hello',
      Signature: expect.any(String),
    });
    const { deliveries } = await scene.control.get('/deliveries');
    expect(deliveries).toMatchObject([{ endpoint: queue.arn, status: 200, attempt: 1 }]);
  });

  test('gets the bare message with raw delivery', async () => {
    await set({ Policy: policyForSns(queue.arn, scene.topicArn) });
    await subscribeQueue({ RawMessageDelivery: 'true' });
    await publish('bare');
    expect((await receive({ WaitTimeSeconds: 5 }))[0]?.Body).toBe('bare');
  });

  test.each([
    ['it has no policy', () => Promise.resolve()],
    [
      'its policy is for another topic',
      () => set({ Policy: policyForSns(queue.arn, `${scene.topicArn}-other`) }),
    ],
    [
      'its policy is for another queue',
      () => set({ Policy: policyForSns(`${queue.arn}-other`, scene.topicArn) }),
    ],
  ])('gets nothing where %s', async (_why, arrange) => {
    await arrange();
    await subscribeQueue();
    await publish('hello');
    const [attempt] = await until(async () => {
      const { deliveries } = await scene.control.get('/deliveries');
      return deliveries.length ? deliveries : undefined;
    });
    expect(attempt.status).toBe(403);
    expect(await receive()).toEqual([]);
  });

  test('must be there', async () => {
    const command = new SubscribeCommand({
      TopicArn: scene.topicArn,
      Protocol: 'sqs',
      Endpoint: `${queue.arn}-none`,
    });
    expect(await failure(scene.partner.sns.send(command))).toBe('InvalidParameter');
  });
});

describe('what an endpoint does not take', () => {
  test('goes to the dead letters of its subscription, as it was signed', async () => {
    await set({ Policy: policyForSns(queue.arn, scene.topicArn) });
    const SubscriptionArn = await scene.subscribe();
    const AttributeValue = JSON.stringify({ deadLetterTargetArn: queue.arn });
    await scene.partner.sns.send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn,
        AttributeName: 'RedrivePolicy',
        AttributeValue,
      }),
    );
    scene.endpoint.statuses.push(400);
    const { MessageId } = await publish('refused');
    const [letter] = await receive({ WaitTimeSeconds: 5 });
    expect(JSON.parse(letter?.Body ?? '')).toMatchObject({
      MessageId,
      Message: 'refused',
      Type: 'Notification',
    });
  });
});
