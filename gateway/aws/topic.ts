import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import type { SdkOptions } from './sdk.ts';

/** SNS's default gives up after about ninety seconds, and a lost exchange token cannot be had again: try for an hour. */
const DELIVERY_POLICY = {
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 1,
      maxDelayTarget: 60,
      numRetries: 68,
      numNoDelayRetries: 3,
      numMinDelayRetries: 5,
      numMaxDelayRetries: 50,
      backoffFunction: 'exponential',
    },
  },
};

/** Who may publish: IAM, for delegation requests; or everybody, for stacks, which publish as whoever starts them. */
export type Publisher = 'iam' | 'everybody';

/** Makes a topic; the same name gives the same topic. Gives its ARN. */
export async function createTopic(
  options: SdkOptions,
  name: string,
  publisher: Publisher = 'iam',
): Promise<string> {
  const client = new SNSClient(options);
  const { TopicArn: topicArn } = await client.send(new CreateTopicCommand({ Name: name }));
  if (!topicArn) throw new Error('AWS answered CreateTopic without an ARN.');
  const attributes = {
    Policy: JSON.stringify(policyFor(topicArn, publisher)),
    SignatureVersion: '2',
    DeliveryPolicy: JSON.stringify(DELIVERY_POLICY),
  };
  for (const [AttributeName, AttributeValue] of Object.entries(attributes))
    await client.send(new SetTopicAttributesCommand({ TopicArn: topicArn, AttributeName, AttributeValue }));
  client.destroy();
  return topicArn;
}

/** Subscribes the gateway's `/sns` to the topic; AWS then sends a confirmation there. */
export async function subscribe(options: SdkOptions, topicArn: string, endpoint: string): Promise<void> {
  const client = new SNSClient(options);
  const Protocol = new URL(endpoint).protocol.replace(':', '');
  await client.send(new SubscribeCommand({ TopicArn: topicArn, Protocol, Endpoint: endpoint }));
  client.destroy();
}

/** Whether the endpoint's subscription is confirmed: before that AWS tells nothing. */
export async function isSubscribed(
  options: SdkOptions,
  topicArn: string,
  endpoint: string,
): Promise<boolean> {
  const client = new SNSClient(options);
  const { Subscriptions = [] } = await client.send(
    new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }),
  );
  client.destroy();
  return Subscriptions.some((it) => it.Endpoint === endpoint && it.SubscriptionArn?.startsWith('arn:'));
}

const PRINCIPALS = {
  iam: { Service: 'iam.amazonaws.com' },
  everybody: { AWS: '*' },
} satisfies Record<Publisher, object>;

function policyFor(topicArn: string, publisher: Publisher) {
  const statement = {
    Effect: 'Allow',
    Principal: PRINCIPALS[publisher],
    Action: 'SNS:Publish',
    Resource: topicArn,
  };
  return { Version: '2012-10-17', Statement: [statement] };
}
