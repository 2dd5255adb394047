import { z } from 'zod';
import { AwsError } from './aws-error.ts';
import type { Subscription, Topic } from './books.ts';

const seconds = z.int().min(0).max(3_600);
const count = z.int().min(0).max(100);

const retryPolicy = z.strictObject({
  minDelayTarget: seconds.default(20),
  maxDelayTarget: seconds.default(20),
  numRetries: count.default(3),
  numNoDelayRetries: count.default(0),
  numMinDelayRetries: count.default(0),
  numMaxDelayRetries: count.default(0),
  backoffFunction: z.enum(['linear', 'arithmetic', 'geometric', 'exponential']).default('linear'),
});

const requestPolicy = z.object({ headerContentType: z.string().regex(/^[\w/+.;= -]{1,128}$/) }).partial();

const topicPolicy = z.object({
  http: z
    .object({
      defaultHealthyRetryPolicy: retryPolicy,
      disableSubscriptionOverrides: z.boolean(),
      defaultRequestPolicy: requestPolicy,
      defaultThrottlePolicy: z.unknown(),
    })
    .partial(),
});

const subscriptionPolicy = z
  .object({ healthyRetryPolicy: retryPolicy, requestPolicy, throttlePolicy: z.unknown() })
  .partial();

type RetryPolicy = z.output<typeof retryPolicy>;

/** How a message is tried at an HTTP endpoint. */
export interface DeliveryPlan {
  /** Seconds to wait before each retry; its length is the number of retries. */
  retryDelays: number[];
  contentType: string;
}

const longestPlan = 3_600;

/** Throws InvalidParameter unless the text is a DeliveryPolicy for a topic. */
export function assertTopicDeliveryPolicy(text: string): void {
  delaysOf(read(topicPolicy, text).http.defaultHealthyRetryPolicy);
}

/** Throws InvalidParameter unless the text is a DeliveryPolicy for a subscription. */
export function assertSubscriptionDeliveryPolicy(text: string): void {
  delaysOf(read(subscriptionPolicy, text).healthyRetryPolicy);
}

/** The subscription's own policy, else the topic's, else SNS's: three retries, twenty seconds apart. */
export function deliveryPlan(topic: Topic | undefined, subscription: Subscription): DeliveryPlan {
  const { http } = read(topicPolicy, topic?.attributes.DeliveryPolicy ?? '{"http":{}}');
  const ownText = http.disableSubscriptionOverrides ? undefined : subscription.attributes.DeliveryPolicy;
  const own = read(subscriptionPolicy, ownText ?? '{}');
  const request = own.requestPolicy ?? http.defaultRequestPolicy;
  return {
    retryDelays: delaysOf(own.healthyRetryPolicy ?? http.defaultHealthyRetryPolicy),
    contentType: request?.headerContentType ?? 'text/plain; charset=UTF-8',
  };
}

function read<S extends z.ZodType>(shape: S, text: string): z.output<S> {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    throw new AwsError('InvalidParameter', 'Invalid parameter: DeliveryPolicy: not a delivery policy');
  }
}

function delaysOf(policy: RetryPolicy | undefined): number[] {
  const { minDelayTarget: min, maxDelayTarget: max, ...numbers } = policy ?? retryPolicy.parse({});
  const { numRetries, numNoDelayRetries: none, numMinDelayRetries, numMaxDelayRetries } = numbers;
  const backoff = numRetries - none - numMinDelayRetries - numMaxDelayRetries;
  if (backoff < 0 || min > max) invalid('the numbers of retries or the delays contradict each other');
  const delays = [
    ...Array<number>(none).fill(0),
    ...Array<number>(numMinDelayRetries).fill(min),
    ...Array.from({ length: backoff }, (_, i) => curve(numbers.backoffFunction, min, max, i, backoff)),
    ...Array<number>(numMaxDelayRetries).fill(max),
  ];
  if (delays.reduce((sum, one) => sum + one, 0) > longestPlan) invalid('it takes more than 3,600 seconds');
  return delays;
}

/** AWS draws these curves without giving their formulas: each grows from the least delay to the greatest. */
function curve(
  shape: RetryPolicy['backoffFunction'],
  min: number,
  max: number,
  i: number,
  steps: number,
): number {
  const part = steps === 1 ? 0 : i / (steps - 1);
  const bend = {
    linear: part,
    arithmetic: part ** 1.5,
    geometric: part ** 2,
    exponential: (2 ** (part * 5) - 1) / 31,
  };
  return min + (max - min) * bend[shape];
}

function invalid(why: string): never {
  throw new AwsError('InvalidParameter', `Invalid parameter: DeliveryPolicy: ${why}`);
}
