import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import type { Subscription } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { FoundSubscription, Messaging } from './messaging.ts';
import type { SdkOptions } from './sdk.ts';
import { explainSetup, isAbsence } from './setup-errors.ts';

/** The AWS SDK behind the port; each call goes to the Region of its ARN. */
export function createSdkMessaging({ stackAnswerOrigins: _no, ...options }: SdkOptions): Messaging {
  const sns = perRegion((region) => new SNSClient({ ...options, region }));
  const sqs = perRegion((region) => new SQSClient({ ...options, region }));
  return {
    async caller() {
      const answer = await call('sts:GetCallerIdentity', '', () =>
        new STSClient(options).send(new GetCallerIdentityCommand({})),
      );
      return { accountId: answer.Account ?? '', partition: answer.Arn?.split(':')[1] ?? 'aws' };
    },

    topic: (arn) =>
      ifThere(async () => {
        const command = new GetTopicAttributesCommand({ TopicArn: arn });
        const { Attributes } = await call('sns:GetTopicAttributes', arn, () => sns(arn).send(command));
        return Attributes ?? {};
      }),
    async createTopic(arn) {
      const command = new CreateTopicCommand({ Name: nameIn(arn) });
      await call('sns:CreateTopic', arn, () => sns(arn).send(command));
    },
    async setTopic(arn, AttributeName, AttributeValue) {
      const command = new SetTopicAttributesCommand({ TopicArn: arn, AttributeName, AttributeValue });
      await call('sns:SetTopicAttributes', arn, () => sns(arn).send(command));
    },

    queue: (arn) =>
      ifThere(async () => {
        const find = new GetQueueUrlCommand({ QueueName: nameIn(arn) });
        const { QueueUrl: url = '' } = await call('sqs:GetQueueUrl', arn, () => sqs(arn).send(find));
        const read = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] });
        const { Attributes = {} } = await call('sqs:GetQueueAttributes', arn, () => sqs(arn).send(read));
        return { url, attributes: Attributes };
      }),
    async createQueue(arn, Attributes) {
      const command = new CreateQueueCommand({ QueueName: nameIn(arn), Attributes });
      await call('sqs:CreateQueue', arn, () => sqs(arn).send(command));
    },
    async setQueue(url, arn, Attributes) {
      const command = new SetQueueAttributesCommand({ QueueUrl: url, Attributes });
      await call('sqs:SetQueueAttributes', arn, () => sqs(arn).send(command));
    },

    subscription: (topicArn, endpoint) => ifThere(() => findSubscription(sns(topicArn), topicArn, endpoint)),
    async subscribe(TopicArn, Protocol, Endpoint, Attributes) {
      const command = new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes });
      await call('sns:Subscribe', TopicArn, () => sns(TopicArn).send(command));
    },
    async setSubscription(SubscriptionArn, AttributeName, AttributeValue) {
      const command = new SetSubscriptionAttributesCommand({
        SubscriptionArn,
        AttributeName,
        AttributeValue,
      });
      await call('sns:SetSubscriptionAttributes', SubscriptionArn, () => sns(SubscriptionArn).send(command));
    },
  };
}

async function findSubscription(
  client: SNSClient,
  topicArn: string,
  endpoint: string,
): Promise<FoundSubscription | undefined> {
  let found: Subscription | undefined;
  let token: string | undefined;
  do {
    const command = new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, NextToken: token });
    const page = await call('sns:ListSubscriptionsByTopic', topicArn, () => client.send(command));
    found = page.Subscriptions?.find((it) => it.Endpoint === endpoint);
    token = page.NextToken;
  } while (!found && token);
  if (!found) return undefined;
  const SubscriptionArn = found.SubscriptionArn ?? '';
  if (!SubscriptionArn.startsWith('arn:')) return { attributes: {} };
  const read = new GetSubscriptionAttributesCommand({ SubscriptionArn });
  const { Attributes } = await call('sns:GetSubscriptionAttributes', topicArn, () => client.send(read));
  return { arn: SubscriptionArn, attributes: { RawMessageDelivery: 'false', ...Attributes } };
}

async function call<T>(action: string, resource: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw isAbsence(error) ? error : explainSetup(error, action, resource);
  }
}

async function ifThere<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

function perRegion<Client>(make: (region: string) => Client): (arn: string) => Client {
  const made = new Map<string, Client>();
  return (arn) => {
    const region = arn.split(':')[3] ?? '';
    const client = made.get(region) ?? make(region);
    made.set(region, client);
    return client;
  };
}

function nameIn(arn: string): string {
  return arn.split(':')[5] ?? '';
}
