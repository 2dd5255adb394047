import type { Attributes } from '../aws/messaging.ts';
import { topicSettings } from '../aws/topic-settings.ts';
import type { Publisher } from '../aws/topic-settings.ts';

/** A thing that is to be in AWS, with the attributes that matter. */
export type Wanted =
  | { kind: 'topic'; arn: string; attributes: Attributes }
  | { kind: 'queue'; arn: string; attributes: Attributes }
  | { kind: 'subscription'; topicArn: string; protocol: string; endpoint: string; attributes: Attributes };

/** What is to be set up. */
export interface Outline {
  accountId: string;
  partition: string;
  /** Where the queue is, and AWS tells of delegation requests. */
  region: string;
  /** What all names begin with. */
  name: string;
  /** The topic for AWS's notices. */
  topicArn: string;
  /** The topics on which stacks report, one for each Region. */
  stackTopicArns: readonly string[];
  /** The address of `/sns`; undefined: nothing comes by HTTP. */
  httpEndpoint?: string;
  hasQueue: boolean;
}

/** As long as SQS keeps anything, seconds. */
const RETENTION_SECONDS = '1209600';

/** So often a message is tried before it is among the dead letters: at the intake's pace that is half a day. */
const MAX_RECEIVE_COUNT = 50;

/** Everything that is to be there, in an order in which it can be made. */
export function planOf(outline: Outline): Wanted[] {
  const { topicArn, stackTopicArns } = outline;
  const topics: { arn: string; publisher: Publisher }[] = [
    { arn: topicArn, publisher: 'iam' },
    ...stackTopicArns.map((arn) => ({ arn, publisher: 'everybody' as const })),
  ];
  const arns = topics.map(({ arn }) => arn);
  return [
    ...deadLetterQueues(outline, arns),
    ...(outline.hasQueue ? [mainQueue(outline, arns)] : []),
    ...topics.map(({ arn, publisher }) => topic(arn, publisher)),
    ...arns.flatMap((arn) => subscriptions(outline, arn)),
  ];
}

/** The queue that the gateway listens to. */
export function queueArnOf({ partition, region, accountId, name }: Outline): string {
  return `arn:${partition}:sqs:${region}:${accountId}:${name}`;
}

function topic(arn: string, publisher: Publisher): Wanted {
  return { kind: 'topic', arn, attributes: topicSettings(arn, publisher) };
}

/** A subscription's dead letters must be in its topic's Region: so there is one such queue in each. */
function deadLetterQueues(outline: Outline, topicArns: readonly string[]): Wanted[] {
  const regions = new Set([outline.region, ...topicArns.map(regionIn)]);
  return [...regions].map((region) => {
    const arn = deadLettersIn(outline, region);
    const local = topicArns.filter((it) => regionIn(it) === region);
    return queue(arn, local.length ? { Policy: policyForSns(arn, local) } : {});
  });
}

function mainQueue(outline: Outline, topicArns: readonly string[]): Wanted {
  const arn = queueArnOf(outline);
  const redrive = {
    deadLetterTargetArn: deadLettersIn(outline, outline.region),
    maxReceiveCount: MAX_RECEIVE_COUNT,
  };
  return queue(arn, { RedrivePolicy: JSON.stringify(redrive), Policy: policyForSns(arn, topicArns) });
}

function queue(arn: string, attributes: Attributes): Wanted {
  return { kind: 'queue', arn, attributes: { MessageRetentionPeriod: RETENTION_SECONDS, ...attributes } };
}

/** What is delivered raw is not signed, and is refused. */
function subscriptions(outline: Outline, topicArn: string): Wanted[] {
  const deadLetterTargetArn = deadLettersIn(outline, regionIn(topicArn));
  const attributes = {
    RawMessageDelivery: 'false',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn }),
  };
  const ends = [
    ...(outline.hasQueue ? [{ protocol: 'sqs', endpoint: queueArnOf(outline) }] : []),
    ...(outline.httpEndpoint
      ? [
          {
            protocol: new URL(outline.httpEndpoint).protocol.replace(':', ''),
            endpoint: outline.httpEndpoint,
          },
        ]
      : []),
  ];
  return ends.map((end) => ({ kind: 'subscription', topicArn, ...end, attributes }));
}

function deadLettersIn({ partition, accountId, name }: Outline, region: string): string {
  return `arn:${partition}:sqs:${region}:${accountId}:${name}-dead-letters`;
}

function policyForSns(queueArn: string, topicArns: readonly string[]): string {
  const statement = {
    Sid: 'ConnectWithAwsNotices',
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': topicArns } },
  };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

function regionIn(arn: string): string {
  return arn.split(':')[3] ?? '';
}
