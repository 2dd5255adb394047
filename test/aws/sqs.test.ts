import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GatewayError } from '../../gateway/errors.ts';
import { grantActions, typesOf } from '../http/grant-actions.ts';
import { until } from '../http/running-gateway.ts';
import { signedMessage } from '../http/signed-message.ts';
import { runQueuedGateway } from './queued-gateway.ts';
import type { QueuedGateway } from './queued-gateway.ts';

let queued: QueuedGateway;
let actions: ReturnType<typeof grantActions>;

beforeEach(async () => {
  queued = await runQueuedGateway();
  actions = grantActions(queued);
});
afterEach(() => queued.stop());

const LONG = 60_000;
const EMPTY = { waiting: 0, inHand: 0, dead: 0 };
const isEmpty = async () => {
  const { waiting, inHand } = await queued.counts();
  return waiting + inHand === 0;
};
const noticeOf = (id: string, State = 'ASSIGNED') =>
  JSON.stringify({
    Type: 'StateChange',
    RequestId: 'dr-1',
    RequestorWorkflowId: `${id}.1`,
    State,
    UpdatedAt: new Date(queued.sandbox.now()).toISOString(),
  });
/** An envelope as SNS puts it into a queue. */
const envelope = (fields: Record<string, string>, more: object = {}) =>
  JSON.stringify(signedMessage(queued, fields, more));
const linesWith = (text: string) => queued.logged.filter((line) => line.includes(text));
const tries = (count: number) => until(() => linesWith('"code":"AWS_UNAVAILABLE"').length === count, 30_000);
const activations = (types: string[]) => types.filter((it) => it === 'GRANT_ACTIVATED').length;

describe('By a queue alone', { timeout: LONG }, () => {
  test('a grant becomes active, and the queue is empty afterwards', async () => {
    queued.listen();
    const { id, status } = await actions.startActive();
    expect([status, await actions.calls('ConfirmSubscription')]).toEqual(['ACTIVE', 0]);
    await until(isEmpty);
    expect(await queued.counts()).toEqual(EMPTY);
    expect((await actions.read(id)).delegationRequest?.state).toBe('FINALIZED');
  });

  test.each([
    ['100000000007', 'every notice comes twice', 0],
    ['100000000008', 'notices come newest first', 0],
    ['100000000010', 'forged ones come first', 3],
    ['100000000012', 'EXPIRED comes after FINALIZED', 0],
    ['100000000017', 'only the token comes', 0],
  ])('customer %s is connected once, though %s', async (accountId, _how, dead) => {
    queued.listen();
    const { id } = await actions.startPending({ accountId });
    const grant = await actions.becomes(id, 'ACTIVE');
    await until(isEmpty, 40_000);
    expect(activations(typesOf(await actions.read(id)))).toBe(1);
    expect([grant.failure, (await queued.counts()).dead]).toEqual([null, dead]);
  });

  test('several gateways at one queue do everything once, with duplicates and all', async () => {
    for (let count = 0; count < 4; count++) queued.listen();
    const started = await Promise.all(
      Array.from({ length: 6 }, () => actions.startPending({ accountId: '100000000007' })),
    );
    for (const { id } of started) {
      const types = typesOf(await actions.becomes(id, 'ACTIVE'));
      expect(activations(types)).toBe(1);
      expect(types.filter((it) => it === 'EXCHANGE_TOKEN_RECEIVED')).toHaveLength(1);
    }
    await until(isEmpty);
  });

  test('what waited for three hours is taken in all the same', async () => {
    const { id } = await actions.startPending();
    await actions.act(id, 'claim');
    await actions.travel(3 * 3600);
    queued.listen();
    await until(async () => (await actions.read(id)).delegationRequest?.state === 'ASSIGNED');
    await until(isEmpty);
    expect(await queued.counts()).toEqual(EMPTY);
  });
});

describe('A message that cannot be taken in', { timeout: LONG }, () => {
  const poison: [string, string, (id: string) => string][] = [
    [
      'is forged',
      'NOTIFICATION_UNSIGNED',
      (id) =>
        JSON.stringify({
          ...signedMessage(queued, { Message: noticeOf(id) }),
          Message: noticeOf(id, 'REJECTED'),
        }),
    ],
    [
      'is of another topic',
      'NOTIFICATION_TOPIC_REFUSED',
      (id) => envelope({ Message: noticeOf(id), TopicArn: `${queued.topicArn}-other` }),
    ],
    ['is delivered raw, so that nothing is signed', 'NOTIFICATION_INVALID', noticeOf],
    [
      'is about nobody’s request',
      'NOTIFICATION_GRANT_UNKNOWN',
      () => envelope({ Message: noticeOf('grant_00000000000000000000000000') }),
    ],
    ['is nothing at all', 'NOTIFICATION_INVALID', () => 'Hello'],
  ];

  test.each(poison)(
    'because it %s is left to the dead letters, and holds up no other',
    async (_why, code, bodyOf) => {
      const { id } = await actions.startPending();
      for (let count = 0; count < 12; count++) await queued.send(bodyOf(id));
      await queued.send(envelope({ Message: noticeOf(id) }));
      queued.listen();
      await until(async () => (await actions.read(id)).delegationRequest?.state === 'ASSIGNED');
      await until(async () => {
        await actions.travel(3);
        return (await queued.counts()).dead === 12;
      }, 30_000);
      expect((await actions.read(id)).status).toBe('PENDING');
      // It is told of once for each message, not each time.
      const told = linesWith(`"code":"${code}"`).filter((line) => line.includes('"level":40'));
      expect(told).toHaveLength(12);
      expect(linesWith('ExchangeToken')).toEqual([]);
    },
  );

  test('now is left for later, and later each time', async () => {
    const { id } = await actions.startPending();
    const fileName = 'SimpleNotificationService-none.pem';
    const { snsSigningKey } = await import('../../gateway/sandbox/sns-envelope.ts');
    await queued.send(envelope({ Message: noticeOf(id) }, { key: { ...snsSigningKey(), fileName } }));
    queued.listen();
    await tries(1);
    await until(async () => (await queued.counts()).inHand === 1);
    await actions.travel(6);
    await tries(2);
    await actions.travel(6);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await queued.counts()).inHand).toBe(1);
    await actions.travel(6);
    await tries(3);
  });
});

describe('A queue out of reach', { timeout: LONG }, () => {
  test('is named in a sentence, once, and heard again when it is back', async () => {
    await queued.deleteQueue();
    queued.listen();
    const calls = await actions.calls('ReceiveMessage');
    await until(async () => (await actions.calls('ReceiveMessage')) >= calls + 4, 20_000);
    const [said, ...more] = linesWith('the queue cannot be read');
    expect(said).toContain(`The queue ${queued.queue.url} is not there`);
    expect(more).toEqual([]);
    await queued.makeQueueAgain();
    const { id } = await actions.startPending();
    await queued.send(envelope({ Message: noticeOf(id) }));
    await until(async () => (await actions.read(id)).delegationRequest?.state === 'ASSIGNED', 30_000);
    expect(linesWith('the queue can be read again')).not.toEqual([]);
  });

  test('that refuses us is told with the actions to allow', async () => {
    await actions.fault({ action: 'ReceiveMessage', code: 'AccessDenied', times: 2 });
    queued.listen();
    await actions.startActive();
    const [said, ...more] = linesWith('the queue cannot be read');
    expect(said).toContain('allow its role sqs:ReceiveMessage, sqs:DeleteMessage');
    expect(more).toEqual([]);
  });

  test('for deletions gives the messages again, and they change nothing', async () => {
    await actions.fault({ action: 'DeleteMessageBatch', code: 'AccessDenied', times: 1000 });
    queued.listen();
    const { id } = await actions.startActive();
    await until(async () => (await actions.read(id)).delegationRequest?.state === 'FINALIZED');
    const { historyNumber } = await actions.read(id);
    await until(() => linesWith('saved messages not deleted').length > 0);
    const before = await actions.calls('DeleteMessageBatch');
    await actions.travel(61);
    await until(async () => (await actions.calls('DeleteMessageBatch')) > before, 20_000);
    expect((await actions.read(id)).historyNumber).toBe(historyNumber);
  });
});

describe('An intake', { timeout: LONG }, () => {
  test('has no more in hand than twenty messages, and gets through all', async () => {
    const all = Array.from({ length: 70 }, () => randomUUID());
    for (const body of all) await queued.send(body);
    let [inHand, most] = [0, 0];
    const taken: string[] = [];
    queued.listen(async (body) => {
      inHand += 1;
      most = Math.max(most, inHand);
      await new Promise((resolve) => setTimeout(resolve, 50));
      taken.push(body);
      inHand -= 1;
    });
    await until(isEmpty, 30_000);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(20);
    expect(taken.toSorted()).toEqual(all.toSorted());
  });

  test('of a queue without dead letters sees what is refused ever more rarely', async () => {
    await queued.keepEverything();
    let refused = 0;
    const taken: string[] = [];
    queued.listen(async (body) => {
      if (body === 'junk') refused += 1;
      taken.push(body);
      throw new GatewayError(body === 'junk' ? 'NOTIFICATION_INVALID' : 'AWS_UNAVAILABLE');
    });
    await queued.send('junk');
    const comesAgain = async (seconds: number) => {
      const before = refused;
      await until(async () => (await actions.calls('ChangeMessageVisibility')) === before);
      await actions.travel(seconds);
      await until(() => refused === before + 1);
    };
    await until(() => refused === 1);
    for (let times = 1; times < 50; times++) await comesAgain(3);
    for (let times = 50; times < 55; times++) await comesAgain(60);
    await until(async () => (await actions.calls('ChangeMessageVisibility')) === refused);
    await actions.travel(30);
    await queued.send('another');
    await until(() => taken.includes('another'));
    expect(refused).toBe(55);
  });

  test('that is told to stop finishes what is in hand, and receives nothing more', async () => {
    const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
    const taken: string[] = [];
    const intake = queued.listen(async (body) => {
      taken.push(body);
      await finished;
    });
    await queued.send('in hand');
    await until(() => taken.length === 1);
    let isStopped = false;
    const stopped = intake.stop().then(() => (isStopped = true));
    await queued.send('too late');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isStopped).toBe(false);
    finish();
    await stopped;
    expect(await queued.counts()).toEqual({ waiting: 1, inHand: 0, dead: 0 });
    expect(taken).toEqual(['in hand']);
  });
});
