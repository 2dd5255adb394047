import { SubscribeCommand, SNSClient } from '@aws-sdk/client-sns';
import { DeleteQueueCommand, SendMessageCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { createSnsVerifier } from '../../gateway/aws/sns-message.ts';
import { createSqsQueue } from '../../gateway/aws/sqs.ts';
import { startIntake } from '../../gateway/intake.ts';
import type { Intake } from '../../gateway/intake.ts';
import { createLog } from '../../gateway/log.ts';
import { takeIn } from '../../gateway/take-in.ts';
import { runGateway } from '../http/running-gateway.ts';
import type { GatewayOptions } from '../http/running-gateway.ts';
import { attributesOf, makeQueue, policyForSns, sqsOf } from '../sandbox/queue-scene.ts';

/** How often a message is given out before it is among the dead letters. */
const MAX_RECEIVE_COUNT = 4;

/** A gateway that hears from AWS by a queue alone, as soon as somebody listens; and a queue for its dead letters. */
export async function runQueuedGateway(options: GatewayOptions = {}) {
  const running = await runGateway({ isUnsubscribed: true, ...options });
  const sqs = sqsOf(running.sandbox.url, { region: 'us-east-1' });
  const dead = await makeQueue(sqs, 'dead-letters');
  const make = () =>
    makeQueue(sqs, 'notices', {
      Policy: policyForSns('arn:aws:sqs:us-east-1:999988887777:notices', running.topicArn),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: MAX_RECEIVE_COUNT }),
    });
  const queue = await make();
  const sns = new SNSClient(running.sdk);
  await sns.send(new SubscribeCommand({ TopicArn: running.topicArn, Protocol: 'sqs', Endpoint: queue.arn }));
  sns.destroy();
  const logged: string[] = [];
  const log = createLog('debug', { write: (line) => logged.push(line) });
  const verifier = createSnsVerifier({
    topicArns: [running.topicArn],
    certificateOrigins: [running.sandbox.url],
    now: () => running.sandbox.now(),
    maxAgeMs: 14 * 86_400_000,
  });
  const intakes: Intake[] = [];
  return {
    ...running,
    queue,
    dead,
    /** What the intake said, by line. */
    logged,
    /** Begins to listen; as often as it is called, so many gateways do. */
    listen(
      take: (body: string) => Promise<void> = (body) =>
        takeIn({ gateway: running.gateway, verifier, log }, body),
    ) {
      const intake = startIntake({ queues: [createSqsQueue(running.sdk, queue.url)], takeIn: take, log });
      intakes.push(intake);
      return intake;
    },
    send: (MessageBody: string) => sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody })),
    /** From now on nothing is put among the dead letters. */
    keepEverything: () =>
      sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { RedrivePolicy: '' } })),
    deleteQueue: () => sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url })),
    makeQueueAgain: make,
    /** How many messages wait, are in somebody's hands, and are dead. */
    async counts() {
      const [live, letters] = [await attributesOf(sqs, queue.url), await attributesOf(sqs, dead.url)];
      return {
        waiting: Number(live['ApproximateNumberOfMessages']),
        inHand: Number(live['ApproximateNumberOfMessagesNotVisible']),
        dead: Number(letters['ApproximateNumberOfMessages']),
      };
    },
    async stop() {
      await Promise.all(intakes.map((it) => it.stop()));
      await running.stop();
    },
  };
}

/** A gateway that hears by a queue. */
export type QueuedGateway = Awaited<ReturnType<typeof runQueuedGateway>>;
