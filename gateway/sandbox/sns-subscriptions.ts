import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from './aws-error.ts';
import type { Subscription } from './books.ts';
import type { Caller } from './caller.ts';
import { assertSubscriptionDeliveryPolicy } from './delivery-policy.ts';
import { operation, wireBoolean, wireList, type Operation } from './operation.ts';
import { assertOwnRegion, ownTopic } from './own-topic.ts';
import { makeConfirmationToken } from './secrets.ts';
import { sendConfirmation } from './sns-delivery.ts';
import { isRedrivePolicy } from './sns-to-queue.ts';
import { queueByArn } from './sqs/queues.ts';
import type { World } from './world.ts';

const tokenLifeMs = 2 * 86_400_000;
const attributeEntry = z.object({ key: z.string(), value: z.string() });

/** The attributes one may set on a subscription, each with its check. */
const subscriptionAttributes: Record<string, (value: string) => void> = {
  DeliveryPolicy: (value) => assertSubscriptionDeliveryPolicy(value || '{}'),
  RedrivePolicy: (value) => assertGood(!value || isRedrivePolicy(value), 'RedrivePolicy'),
  RawMessageDelivery: (value) => assertGood(['true', 'false'].includes(value), 'RawMessageDelivery'),
};

/** The operations of SNS on subscriptions to HTTP endpoints and queues. */
export const subscriptionOperations = {
  Subscribe: operation(
    z.object({
      TopicArn: z.string(),
      Protocol: z.string(),
      Endpoint: z.string().default(''),
      ReturnSubscriptionArn: wireBoolean.optional(),
      Attributes: wireList(attributeEntry, 100).optional(),
    }),
    ({ world, caller, input }) => {
      const { arn: topicArn } = ownTopic(world, caller, input.TopicArn);
      const protocol = protocolOf(world, input.Protocol, input.Endpoint);
      const subscription =
        subscriptionAt(world, topicArn, input.Endpoint) ??
        newSubscription(world, topicArn, caller.accountId, protocol, input.Endpoint);
      for (const { key, value } of input.Attributes ?? []) setAttribute(subscription, key, value);
      world.books.pages.subscriptions[subscription.arn] = subscription;
      world.books.changed();
      // Whoever owns both topic and queue need not be asked.
      subscription.confirmed ||= queueByArn(world, input.Endpoint)?.accountId === caller.accountId;
      if (!subscription.confirmed) askForConfirmation(world, subscription, 'SubscriptionConfirmation');
      const showsArn = subscription.confirmed || input.ReturnSubscriptionArn;
      return { SubscriptionArn: showsArn ? subscription.arn : 'pending confirmation' };
    },
  ),
  ConfirmSubscription: operation(
    z.object({ TopicArn: z.string(), Token: z.string(), AuthenticateOnUnsubscribe: z.string().optional() }),
    ({ world, caller, input }) => {
      assertOwnRegion(caller, input.TopicArn);
      const subscription = Object.values(world.books.pages.subscriptions).find(
        (one) => one.topicArn === input.TopicArn && one.token === input.Token,
      );
      assertGood(subscription && subscription.tokenExpiresAt > world.clock.now(), 'Token');
      subscription.confirmed = true;
      subscription.authenticateOnUnsubscribe = input.AuthenticateOnUnsubscribe === 'true';
      world.books.changed();
      return { SubscriptionArn: subscription.arn };
    },
  ),
  ListSubscriptionsByTopic: operation(z.object({ TopicArn: z.string() }), ({ world, caller, input }) => {
    const { arn } = ownTopic(world, caller, input.TopicArn);
    const all = Object.values(world.books.pages.subscriptions).filter((one) => one.topicArn === arn);
    return { Subscriptions: all.map(describe) };
  }),
  GetSubscriptionAttributes: operation(
    z.object({ SubscriptionArn: z.string() }),
    ({ world, caller, input }) => {
      const { SubscriptionArn, ...rest } = describe(ownSubscription(world, caller, input.SubscriptionArn));
      const { confirmed, attributes } = ownSubscription(world, caller, input.SubscriptionArn);
      const shown = { ...rest, SubscriptionArn, ...attributes, PendingConfirmation: String(!confirmed) };
      return { Attributes: new Map(Object.entries(shown)) };
    },
  ),
  SetSubscriptionAttributes: operation(
    z.object({
      SubscriptionArn: z.string(),
      AttributeName: z.string(),
      AttributeValue: z.string().default(''),
    }),
    ({ world, caller, input }) => {
      setAttribute(
        ownSubscription(world, caller, input.SubscriptionArn),
        input.AttributeName,
        input.AttributeValue,
      );
      world.books.changed();
    },
  ),
  Unsubscribe: operation(z.object({ SubscriptionArn: z.string() }), ({ world, caller, input }) => {
    const { arn } = ownSubscription(world, caller, input.SubscriptionArn);
    delete world.books.pages.subscriptions[arn];
    world.books.changed();
  }),
} satisfies Record<string, Operation>;

/** Unsubscribing by the unsigned link in a notification: the endpoint is told, and may come back by its token. */
export function unsubscribeByLink(world: World, subscriptionArn: string): void {
  const { subscriptions } = world.books.pages;
  const subscription = Object.hasOwn(subscriptions, subscriptionArn)
    ? subscriptions[subscriptionArn]
    : undefined;
  if (!subscription) throw new AwsError('NotFound', 'Subscription does not exist');
  if (subscription.authenticateOnUnsubscribe) {
    throw new AwsError('AuthorizationError', 'Unsubscribing from this subscription needs a signed call');
  }
  subscription.confirmed = false;
  askForConfirmation(world, subscription, 'UnsubscribeConfirmation');
}

function askForConfirmation(
  world: World,
  subscription: Subscription,
  kind: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation',
): void {
  subscription.token = makeConfirmationToken();
  subscription.tokenExpiresAt = world.clock.now() + tokenLifeMs;
  world.books.changed();
  sendConfirmation(world, subscription, kind);
}

function protocolOf(world: World, protocol: string, endpoint: string): Subscription['protocol'] {
  if (protocol === 'sqs') {
    assertGood(queueByArn(world, endpoint), 'SQS endpoint ARN');
    return protocol;
  }
  const isHttp = protocol === 'http' || protocol === 'https';
  assertGood(isHttp, 'Protocol: the sandbox delivers by http, https and sqs');
  assertGood(URL.canParse(endpoint) && new URL(endpoint).protocol === `${protocol}:`, 'Endpoint');
  return protocol;
}

function subscriptionAt(world: World, topicArn: string, endpoint: string): Subscription | undefined {
  return Object.values(world.books.pages.subscriptions).find(
    (one) => one.topicArn === topicArn && one.endpoint === endpoint,
  );
}

function newSubscription(
  world: World,
  topicArn: string,
  accountId: string,
  protocol: Subscription['protocol'],
  endpoint: string,
): Subscription {
  return {
    arn: `${topicArn}:${randomUUID()}`,
    topicArn,
    accountId,
    protocol,
    endpoint,
    confirmed: false,
    authenticateOnUnsubscribe: false,
    token: '',
    tokenExpiresAt: world.clock.now(),
    attributes: {},
  };
}

function ownSubscription(world: World, caller: Caller, arn: string): Subscription {
  const { subscriptions } = world.books.pages;
  const subscription = Object.hasOwn(subscriptions, arn) ? subscriptions[arn] : undefined;
  if (!subscription) throw new AwsError('NotFound', 'Subscription does not exist');
  ownTopic(world, caller, subscription.topicArn);
  return subscription;
}

function setAttribute(subscription: Subscription, name: string, value: string): void {
  const check = Object.hasOwn(subscriptionAttributes, name) ? subscriptionAttributes[name] : undefined;
  assertGood(check, `the sandbox knows no attribute ${name}`);
  check(value);
  if (value) subscription.attributes[name] = value;
  else delete subscription.attributes[name];
}

function describe({ arn, accountId, confirmed, protocol, endpoint, topicArn }: Subscription) {
  return {
    SubscriptionArn: confirmed ? arn : 'PendingConfirmation',
    Owner: accountId,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  };
}

function assertGood(good: unknown, what: string): asserts good {
  if (!good) throw new AwsError('InvalidParameter', `Invalid parameter: ${what}`);
}
