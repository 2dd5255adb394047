import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  SetTopicAttributesCommand,
  SNSClient,
  UnsubscribeCommand,
  ListSubscriptionsByTopicCommand,
  SetSubscriptionAttributesCommand,
} from '@aws-sdk/client-sns';
import { DeleteQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_PATHS } from '../../gateway/default-paths.ts';
import { defaultPartner, otherPartner } from '../../gateway/sandbox/principals.ts';
import { startSandbox } from '../../gateway/sandbox/sandbox.ts';
import type { Sandbox } from '../../gateway/sandbox/sandbox.ts';
import { awsEnvironment, runGatewayProcess } from '../aws/gateway-process.ts';
import { until } from '../http/running-gateway.ts';
import { attributesOf, sqsOf } from '../sandbox/queue-scene.ts';

const main = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));
const QUEUE = 'queue arn:aws:sqs:us-east-1:999988887777:connect-with-aws';
const TOPIC_ARN = 'arn:aws:sns:us-east-1:999988887777:connect-with-aws';
/** Each run is a process of its own, on a machine that may have other things to do. */
const LONG = 300_000;

let sandbox: Sandbox;
let sns: SNSClient;
let folder: string;
beforeEach(async () => {
  sandbox = await startSandbox({ stepDelayMs: 20 });
  sns = new SNSClient({ region: 'us-east-1', endpoint: sandbox.url, credentials: defaultPartner });
  folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-setup-'));
});
afterEach(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

/** Runs `setup` as an operator would. */
function setup(args: string[] = [], settings: Record<string, string> = {}) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', ...awsEnvironment(sandbox.url), ...settings };
    const child = spawn(process.execPath, [main, 'setup', ...args], { cwd: folder, env, timeout: 60_000 });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** How often each call was made that changes something. */
async function changes(): Promise<Record<string, number>> {
  const answer = await fetch(`${sandbox.url}/sandbox/calls`);
  const { calls } = (await answer.json()) as { calls: Record<string, number> };
  return Object.fromEntries(Object.entries(calls).filter(([action]) => !/^(Get|List)/.test(action)));
}

const linesOf = ({ stdout }: { stdout: string }, word: string) =>
  stdout.split('\n').filter((line) => line.startsWith(word));
const sqs = () => sqsOf(sandbox.url, { region: 'us-east-1' });
const urlOf = (name: string) => `${sandbox.url}/999988887777/${name}`;
const setTopic = (AttributeName: string, AttributeValue: string) =>
  sns.send(new SetTopicAttributesCommand({ TopicArn: TOPIC_ARN, AttributeName, AttributeValue }));
async function subscriptionArn(): Promise<string> {
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC_ARN }));
  return Subscriptions[0]?.SubscriptionArn ?? '';
}

describe('connect-with-aws setup', { timeout: LONG }, () => {
  test('from nothing: says what it would do, does it once, and finds it right', async () => {
    const dry = await setup(['--dry-run']);
    expect([dry.code, linesOf(dry, 'would make').length, await changes()]).toEqual([0, 6, {}]);
    const checked = await setup(['--check']);
    expect([checked.code, linesOf(checked, 'missing').length, await changes()]).toEqual([1, 6, {}]);
    const first = await setup();
    expect([first.code, linesOf(first, 'made').length, first.stderr]).toEqual([0, 6, '']);
    const made = await changes();
    const [again, right] = [await setup(), await setup(['--check'])];
    expect([again.code, linesOf(again, 'right').length]).toEqual([0, 6]);
    expect([right.code, linesOf(right, 'right').length]).toEqual([0, 6]);
    expect(await changes()).toEqual(made);
  });

  const broken: [string, string, () => Promise<unknown>][] = [
    ['the topic’s signature', 'SignatureVersion is 1, not 2', () => setTopic('SignatureVersion', '1')],
    ['the topic’s policy', 'Policy lacks', () => setTopic('Policy', '{"Statement":[]}')],
    [
      'the topic’s patience',
      'DeliveryPolicy is',
      () =>
        setTopic(
          'DeliveryPolicy',
          JSON.stringify({ http: { defaultHealthyRetryPolicy: { numRetries: 3 } } }),
        ),
    ],
    [
      'how long the queue keeps',
      'MessageRetentionPeriod is 60',
      () =>
        sqs().send(
          new SetQueueAttributesCommand({
            QueueUrl: urlOf('connect-with-aws'),
            Attributes: { MessageRetentionPeriod: '60' },
          }),
        ),
    ],
    [
      'the queue’s dead letters',
      'RedrivePolicy is not set',
      () =>
        sqs().send(
          new SetQueueAttributesCommand({
            QueueUrl: urlOf('connect-with-aws'),
            Attributes: { RedrivePolicy: '' },
          }),
        ),
    ],
    [
      'that the queue lets SNS send',
      'Policy lacks',
      () =>
        sqs().send(
          new SetQueueAttributesCommand({ QueueUrl: urlOf('connect-with-aws'), Attributes: { Policy: '' } }),
        ),
    ],
    ['the queue', QUEUE, () => sqs().send(new DeleteQueueCommand({ QueueUrl: urlOf('connect-with-aws') }))],
    [
      'the subscription',
      'subscription of arn',
      async () => sns.send(new UnsubscribeCommand({ SubscriptionArn: await subscriptionArn() })),
    ],
    [
      'raw delivery',
      'RawMessageDelivery is true, not false',
      async () =>
        sns.send(
          new SetSubscriptionAttributesCommand({
            SubscriptionArn: await subscriptionArn(),
            AttributeName: 'RawMessageDelivery',
            AttributeValue: 'true',
          }),
        ),
    ],
  ];

  test('finds and mends whatever was broken since, one thing at a time', async () => {
    await setup();
    for (const [what, told, breakIt] of broken) {
      await breakIt();
      const checked = await setup(['--check']);
      expect([what, checked.code, checked.stdout.includes(told)]).toEqual([what, 1, true]);
      expect([what, linesOf(checked, 'right').length]).toEqual([what, 5]);
      expect((await setup()).code).toBe(0);
      expect([what, (await setup(['--check'])).code]).toEqual([what, 0]);
    }
  });

  test('leaves a policy alone that somebody else wrote, and adds to it if told to', async () => {
    const own = {
      Sid: 'Alarms',
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'SNS:Publish',
      Resource: TOPIC_ARN,
    };
    await setup();
    await setTopic('Policy', JSON.stringify({ Version: '2012-10-17', Statement: [own] }));
    const left = await setup();
    expect([left.code, linesOf(left, `left alone topic ${TOPIC_ARN}`).length]).toEqual([1, 1]);
    expect(left.stdout).toContain('cloudwatch.amazonaws.com');
    expect((await setup(['--check'])).code).toBe(1);
    expect((await setup(['--force'])).code).toBe(0);
    const checked = await setup(['--check']);
    expect(checked.code).toBe(0);
    const added = await setup();
    expect(linesOf(added, 'right')).toHaveLength(6);
  });

  test('its printed settings connect a grant, by the queue alone', async () => {
    const { stdout } = await setup();
    const settings = Object.fromEntries(
      stdout.split('\n').flatMap((line) => {
        const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
        return name ? [[name, value ?? '']] : [];
      }),
    );
    expect(Object.keys(settings)).toEqual(['SNS_TOPIC_ARN', 'SQS_QUEUE_URLS']);
    const gateway = await runGatewayProcess(sandbox.url, settings);
    const id = await gateway.startGrant('100000000001');
    await until(async () => (await gateway.readGrant(id)).status === 'ACTIVE', 60_000);
    expect(await changes()).not.toHaveProperty('ConfirmSubscription');
    expect(gateway.output()).not.toContain('not taken in');
    await gateway.stop();
  });

  test('subscribes PUBLIC_URL too, and says so while the gateway has not confirmed', async () => {
    const settings = { PUBLIC_URL: 'http://127.0.0.1:9' };
    expect(linesOf(await setup([], settings), 'made')).toHaveLength(8);
    const checked = await setup(['--check'], settings);
    expect([checked.code, linesOf(checked, 'not confirmed').length]).toEqual([1, 2]);
    expect(linesOf(await setup([], settings), 'asked again to confirm')).toHaveLength(2);
    expect((await setup(['--check', '--no-http'], settings)).code).toBe(0);
  });

  test('makes a topic in each Region of stacks, with dead letters there', async () => {
    const { stdout } = await setup([
      '--name',
      'acme',
      '--stack-region',
      'eu-west-1',
      '--stack-region',
      'us-east-1',
    ]);
    const topics = /"topics": (.*)$/m.exec(stdout)?.[1] ?? '';
    expect(JSON.parse(topics)).toEqual([
      { region: 'eu-west-1', arn: 'arn:aws:sns:eu-west-1:999988887777:acme-stacks' },
      { region: 'us-east-1', arn: 'arn:aws:sns:us-east-1:999988887777:acme-stacks' },
    ]);
    const { Policy = '' } = await attributesOf(sqsOf(sandbox.url), urlOf('acme-dead-letters'));
    expect(Policy).toContain('arn:aws:sns:eu-west-1:999988887777:acme-stacks');
    // Named in the paths, they are known without being told of.
    const file = join(folder, 'paths.json');
    const paths = DEFAULT_PATHS.filter((it) => it.kind === 'ROLE_BY_CLOUDFORMATION').map((it) => ({
      ...it,
      extendsWith: undefined,
      upgradesTo: undefined,
      stack: {
        templateUrl: 'https://s3.amazonaws.com/acme/template.json',
        topics: JSON.parse(topics) as { region: string; arn: string }[],
      },
    }));
    writeFileSync(file, JSON.stringify(paths));
    const known = await setup(['--name', 'acme', '--check'], { PATHS_FILE: file });
    expect([known.code, known.stderr, linesOf(known, 'right').length]).toEqual([0, '', 9]);
  });
});

describe('connect-with-aws setup says in a sentence', { timeout: LONG }, () => {
  test('which action it may not call', async () => {
    for (const [action, code] of [
      ['CreateQueue', 'AccessDenied'],
      ['CreateTopic', 'AuthorizationError'],
    ] as const) {
      const body = JSON.stringify({ action, code, times: 1 });
      await fetch(`${sandbox.url}/sandbox/faults`, { method: 'POST', body });
      const { code: exit, stderr } = await setup();
      expect([exit, stderr]).toEqual([
        1,
        expect.stringContaining(
          `does not let these credentials call ${action === 'CreateTopic' ? 'sns' : 'sqs'}:${action} on arn:aws:`,
        ),
      ]);
    }
  });

  test.each([
    [[], { AWS_SECRET_ACCESS_KEY: 'wrong' }, 'AWS does not accept these credentials: SignatureDoesNotMatch'],
    [
      [],
      {
        AWS_ACCESS_KEY_ID: '',
        AWS_SECRET_ACCESS_KEY: '',
        AWS_EC2_METADATA_DISABLED: 'true',
        HOME: '/nowhere',
      },
      'There are no AWS credentials',
    ],
    [['--no-queue'], {}, 'Nothing would be subscribed'],
    [['--name', 'a b'], {}, 'a name is letters, digits'],
    [['--nonsense'], {}, '--dry-run'],
    [[], { SNS_TOPIC_ARN: 'arn:aws:sns:us-east-1:888877776666:theirs' }, 'not of account 999988887777'],
    [
      [],
      {
        AWS_ACCESS_KEY_ID: otherPartner.accessKeyId,
        AWS_SECRET_ACCESS_KEY: otherPartner.secretAccessKey,
        SNS_TOPIC_ARN: TOPIC_ARN,
      },
      'not of account 888877776666',
    ],
    [[], { SNS_TOPIC_ARN: 'nonsense' }, 'SNS_TOPIC_ARN'],
  ])('what is wrong with %j and %j', async (args: string[], settings: Record<string, string>, sentence) => {
    const { code, stderr } = await setup(args, settings);
    expect([code, stderr.includes(sentence)]).toEqual([1, true]);
  });

  test('how it is used', async () => {
    const { code, stdout } = await setup(['--help']);
    expect([code, stdout.includes('--dry-run')]).toEqual([0, true]);
  });
});
