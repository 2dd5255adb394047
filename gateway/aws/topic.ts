import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import type { SdkOptions } from './sdk.ts';
import { topicSettings } from './topic-settings.ts';
import type { Publisher } from './topic-settings.ts';

/** Makes a topic; the same name gives the same topic. Gives its ARN. */
export async function createTopic(
  options: SdkOptions,
  name: string,
  publisher: Publisher = 'iam',
): Promise<string> {
  const client = new SNSClient(options);
  const { TopicArn: topicArn } = await client.send(new CreateTopicCommand({ Name: name }));
  if (!topicArn) throw new Error('AWS answered CreateTopic without an ARN.');
  const attributes = topicSettings(topicArn, publisher);
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
