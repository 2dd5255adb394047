import { SubscribeCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTopic } from '../../gateway/aws/topic.ts';
import { defaultPartner } from '../../gateway/sandbox/principals.ts';
import { startSandbox } from '../../gateway/sandbox/sandbox.ts';
import type { Sandbox } from '../../gateway/sandbox/sandbox.ts';
import { until } from '../http/running-gateway.ts';
import { attributesOf, makeQueue, policyForSns, sqsOf } from '../sandbox/queue-scene.ts';
import { runGatewayProcess } from './gateway-process.ts';
import type { GatewayProcess } from './gateway-process.ts';

let sandbox: Sandbox;
let gateway: GatewayProcess;
let queueUrl: string;

beforeEach(async () => {
  sandbox = await startSandbox({ stepDelayMs: 20 });
  const sdk = { region: 'us-east-1', endpoint: sandbox.url, credentials: defaultPartner };
  const topicArn = await createTopic(sdk, 'connect-with-aws');
  const queueArn = 'arn:aws:sqs:us-east-1:999988887777:notices';
  const Policy = policyForSns(queueArn, topicArn);
  queueUrl = (await makeQueue(sqsOf(sandbox.url, { region: 'us-east-1' }), 'notices', { Policy })).url;
  const sns = new SNSClient(sdk);
  await sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: queueArn }));
  sns.destroy();
  gateway = await runGatewayProcess(sandbox.url, { SNS_TOPIC_ARN: topicArn, SQS_QUEUE_URLS: queueUrl });
}, 60_000);
afterEach(async () => {
  await gateway.stop();
  await sandbox.stop();
}, 60_000);

const control = (path: string, body: object) =>
  fetch(`${sandbox.url}/sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) });
async function calls(): Promise<Record<string, number>> {
  const answer = await fetch(`${sandbox.url}/sandbox/calls`);
  return ((await answer.json()) as { calls: Record<string, number> }).calls;
}
const messagesLeft = async () =>
  (await inQueue('ApproximateNumberOfMessages')) + (await inQueue('ApproximateNumberOfMessagesNotVisible'));
const inQueue = async (name: string) =>
  Number((await attributesOf(sqsOf(sandbox.url, { region: 'us-east-1' }), queueUrl))[name]);

test(
  'A gateway that is killed between saving a message and deleting it meets it again, and nothing changes',
  { timeout: 120_000 },
  async () => {
    // The first deletion is held, so that the kill comes after the save and before it.
    await control('faults', { action: 'DeleteMessageBatch', latencyMs: 60_000, times: 1 });
    const id = await gateway.startGrant('100000000001');
    await until(async () => (await calls()).DeleteMessageBatch, 30_000);
    await gateway.kill();
    expect(await inQueue('ApproximateNumberOfMessagesNotVisible')).toBeGreaterThan(0);
    await gateway.start();
    await control('clock', { advanceSeconds: 61 });
    await until(async () => (await gateway.readGrant(id)).status === 'ACTIVE', 30_000);
    await until(async () => (await messagesLeft()) === 0, 30_000);
    const { types, states } = await gateway.readGrant(id);
    // A queue keeps no order: what comes after the token says nothing new. Nothing stands twice.
    expect(['ACCEPTED', 'ASSIGNED', 'FINALIZED']).toEqual(expect.arrayContaining(states));
    expect(new Set(states).size).toBe(states.length);
    for (const once of ['EXCHANGE_TOKEN_RECEIVED', 'GRANT_ACTIVATED'])
      expect(types.filter((it) => it === once)).toHaveLength(1);
  },
);
