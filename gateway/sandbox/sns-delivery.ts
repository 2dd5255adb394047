import { randomUUID } from 'node:crypto';
import type { OutgoingMessage, Subscription, Topic } from './books.ts';
import { deliveryPlan, type DeliveryPlan } from './delivery-policy.ts';
import { postText } from './post-text.ts';
import { envelopeOf } from './sns-envelope.ts';
import { deadLetterQueueOf, sendToQueue } from './sns-to-queue.ts';
import type { World } from './world.ts';

/** What is to be published. A message id is given only to publish the same message twice. */
export type Publication = Pick<OutgoingMessage, 'message' | 'subject' | 'attributes' | 'forgery'> & {
  messageId?: string;
};

const attemptTimeoutMs = 15_000;
const keptAttempts = 10_000;

/** Sends a message to every confirmed subscription; `attempted` resolves when each was tried once. */
export function publish(
  world: World,
  topic: Topic,
  publication: Publication,
): { messageId: string; attempted: Promise<void> } {
  const messageId = publication.messageId ?? randomUUID();
  const attempts = Object.values(world.books.pages.subscriptions)
    .filter((one) => one.topicArn === topic.arn && one.confirmed)
    .map((one) => deliver(world, one, { ...publication, messageId, kind: 'Notification' }));
  return { messageId, attempted: Promise.all(attempts).then(() => undefined) };
}

/** Asks an endpoint to confirm that it is, or is no longer, subscribed. */
export function sendConfirmation(
  world: World,
  subscription: Subscription,
  kind: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation',
): void {
  const { topicArn, arn, token } = subscription;
  const message =
    kind === 'SubscriptionConfirmation'
      ? `You have chosen to subscribe to the topic ${topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`
      : `You have chosen to deactivate subscription ${arn}.\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in this message.`;
  void deliver(world, subscription, { kind, message, token, messageId: randomUUID() });
}

/** Takes up, after a restart, what was not delivered. */
export function resumeDeliveries(world: World): void {
  for (const message of Object.values(world.books.pages.outbox)) void attempt(world, message);
}

function deliver(
  world: World,
  subscription: Subscription,
  content: Pick<OutgoingMessage, 'kind' | 'message' | 'messageId' | 'token'> & Publication,
): Promise<void> {
  const message: OutgoingMessage = {
    ...content,
    id: randomUUID(),
    topicArn: subscription.topicArn,
    subscriptionArn: subscription.arn,
    timestamp: world.clock.now(),
    attempts: 0,
  };
  world.books.pages.outbox[message.id] = message;
  world.books.changed();
  return attempt(world, message);
}

async function attempt(world: World, message: OutgoingMessage): Promise<void> {
  const { subscriptions, topics } = world.books.pages;
  const subscription = subscriptions[message.subscriptionArn];
  if (!subscription || world.stopping.aborted) return forget(world, message);
  const topic = topics[message.topicArn];
  const plan = deliveryPlan(topic, subscription);
  const status = await post(world, subscription, message, plan, topic);
  if (world.stopping.aborted) return;
  message.attempts += 1;
  record(world, subscription, message, status);
  // A 4xx ends it; a 5xx, a timeout or no answer at all is tried again with the same message id.
  const delay = status === 0 || status >= 500 ? plan.retryDelays[message.attempts - 1] : undefined;
  if (delay === undefined) return giveUp(world, subscription, message, status);
  world.later(delay * 1000 * world.retryDelayScale, () => void attempt(world, message));
}

/** What was not taken goes to the subscription's dead letters, if it has such a queue, and is gone otherwise. */
function giveUp(world: World, subscription: Subscription, message: OutgoingMessage, status: number): void {
  const target = status === 200 ? undefined : deadLetterQueueOf(subscription);
  const envelope = envelopeOf(world, message, world.books.pages.topics[message.topicArn]);
  if (target && message.kind === 'Notification')
    sendToQueue(world, target, message, JSON.stringify(envelope, null, 2));
  forget(world, message);
}

function post(
  world: World,
  subscription: Subscription,
  message: OutgoingMessage,
  plan: DeliveryPlan,
  topic: Topic | undefined,
): Promise<number> {
  const raw = message.kind === 'Notification' && subscription.attributes.RawMessageDelivery === 'true';
  const envelope = envelopeOf(world, message, topic);
  const isConfirmation = message.kind === 'SubscriptionConfirmation';
  const headers = {
    'content-type': plan.contentType,
    'user-agent': 'Amazon Simple Notification Service Agent',
    'x-amz-sns-message-type': message.kind,
    'x-amz-sns-message-id': message.messageId,
    'x-amz-sns-topic-arn': String(envelope.TopicArn),
    ...(isConfirmation ? {} : { 'x-amz-sns-subscription-arn': message.subscriptionArn }),
    ...(raw ? { 'x-amz-sns-rawdelivery': 'true' } : {}),
  };
  const body = raw ? message.message : JSON.stringify(envelope, null, 2);
  if (subscription.protocol === 'sqs')
    return Promise.resolve(sendToQueue(world, subscription.endpoint, message, body));
  const signal = AbortSignal.any([world.stopping, AbortSignal.timeout(attemptTimeoutMs)]);
  return postText(subscription.endpoint, headers, body, signal);
}

function record(world: World, subscription: Subscription, message: OutgoingMessage, status: number): void {
  const { deliveries } = world.books.pages;
  const { messageId, topicArn, subscriptionArn, attempts, kind } = message;
  const { endpoint } = subscription;
  const at = world.clock.now();
  deliveries.push({ messageId, topicArn, subscriptionArn, endpoint, attempt: attempts, status, at, kind });
  if (deliveries.length > keptAttempts) deliveries.splice(0, deliveries.length - keptAttempts);
  world.books.changed();
}

function forget(world: World, message: OutgoingMessage): void {
  // What a stopping sandbox has not delivered stays in the outbox for its next start.
  if (world.stopping.aborted) return;
  delete world.books.pages.outbox[message.id];
  world.books.changed();
}
