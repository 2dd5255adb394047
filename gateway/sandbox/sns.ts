import { z } from 'zod';
import { AwsError } from './aws-error.ts';
import type { Topic } from './books.ts';
import { assertTopicDeliveryPolicy } from './delivery-policy.ts';
import { operation, wireList, type Operation } from './operation.ts';
import { ownTopic } from './own-topic.ts';
import { publish } from './sns-delivery.ts';
import { subscriptionOperations } from './sns-subscriptions.ts';
import { parseTopicPolicy } from './sns-topic-policy.ts';

const attributeEntry = z.object({ key: z.string(), value: z.string() });
const messageAttribute = z.object({
  Name: z.string(),
  Value: z.object({ DataType: z.string(), StringValue: z.string() }),
});
const topicArn = z.string();
const maxMessageBytes = 262_144;

/** The attributes one may set on a topic, each with its check. */
const topicAttributes: Record<string, (value: string) => void> = {
  Policy: (value) => void parseTopicPolicy(value),
  DeliveryPolicy: (value) => assertTopicDeliveryPolicy(value || '{"http":{}}'),
  DisplayName: (value) => assertOneOf('DisplayName', value.length <= 100),
  SignatureVersion: (value) => assertOneOf('SignatureVersion', value === '1' || value === '2'),
};

/** SNS, API version 2010-03-31. */
export const snsOperations = {
  CreateTopic: operation(
    z.object({ Name: z.string(), Attributes: wireList(attributeEntry, 100).optional() }),
    ({ world, caller, input }) => {
      if (!/^[\w-]{1,256}$/.test(input.Name))
        throw new AwsError('InvalidParameter', 'Invalid parameter: Topic Name');
      const arn = `arn:aws:sns:${caller.region}:${caller.accountId}:${input.Name}`;
      const topic = world.books.pages.topics[arn] ?? { arn, accountId: caller.accountId, attributes: {} };
      for (const { key, value } of input.Attributes ?? []) setAttribute(topic, key, value);
      world.books.pages.topics[arn] = topic;
      world.books.changed();
      return { TopicArn: arn };
    },
  ),
  DeleteTopic: operation(z.object({ TopicArn: topicArn }), ({ world, caller, input }) => {
    const { arn } = ownTopic(world, caller, input.TopicArn);
    const { topics, subscriptions } = world.books.pages;
    delete topics[arn];
    for (const one of Object.values(subscriptions)) if (one.topicArn === arn) delete subscriptions[one.arn];
    world.books.changed();
  }),
  ListTopics: operation(z.object({}), ({ world, caller }) => {
    const own = Object.values(world.books.pages.topics).filter((one) => one.accountId === caller.accountId);
    return { Topics: own.map(({ arn }) => ({ TopicArn: arn })) };
  }),
  GetTopicAttributes: operation(z.object({ TopicArn: topicArn }), ({ world, caller, input }) => {
    const topic = ownTopic(world, caller, input.TopicArn);
    const shown = { TopicArn: topic.arn, Owner: topic.accountId, ...topic.attributes };
    return { Attributes: new Map(Object.entries({ SignatureVersion: '1', ...shown })) };
  }),
  SetTopicAttributes: operation(
    z.object({ TopicArn: topicArn, AttributeName: z.string(), AttributeValue: z.string().default('') }),
    ({ world, caller, input }) => {
      setAttribute(ownTopic(world, caller, input.TopicArn), input.AttributeName, input.AttributeValue);
      world.books.changed();
    },
  ),
  Publish: operation(
    z.object({
      TopicArn: topicArn.optional(),
      TargetArn: topicArn.optional(),
      Message: z.string().min(1),
      Subject: z.string().min(1).max(100).optional(),
      MessageAttributes: wireList(messageAttribute, 10).optional(),
    }),
    ({ world, caller, input }) => {
      const topic = ownTopic(world, caller, input.TopicArn ?? input.TargetArn ?? '');
      if (Buffer.byteLength(input.Message) > maxMessageBytes) {
        throw new AwsError('InvalidParameter', 'Invalid parameter: Message too long');
      }
      const attributes = input.MessageAttributes && namedAttributes(input.MessageAttributes);
      const { messageId } = publish(world, topic, {
        message: input.Message,
        subject: input.Subject,
        attributes,
      });
      return { MessageId: messageId };
    },
  ),
  ...subscriptionOperations,
} satisfies Record<string, Operation>;

function setAttribute(topic: Topic, name: string, value: string): void {
  const check = Object.hasOwn(topicAttributes, name) ? topicAttributes[name] : undefined;
  if (!check)
    throw new AwsError('InvalidParameter', `Invalid parameter: the sandbox knows no attribute ${name}`);
  check(value);
  if (value) topic.attributes[name] = value;
  else delete topic.attributes[name];
}

function assertOneOf(name: string, good: boolean): void {
  if (!good) throw new AwsError('InvalidParameter', `Invalid parameter: ${name}`);
}

function namedAttributes(list: z.output<typeof messageAttribute>[]) {
  return Object.fromEntries(
    list.map(({ Name, Value }) => [Name, { Type: Value.DataType, Value: Value.StringValue }]),
  );
}
