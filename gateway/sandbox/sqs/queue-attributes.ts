import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { parsePolicy } from '../policies/policy-document.ts';
import type { World } from '../world.ts';
import type { Queue } from './queue.ts';

/** Where a queue puts what was received too often in vain. */
export interface RedrivePolicy {
  deadLetterTargetArn: string;
  maxReceiveCount: number;
}

interface AttributeRule {
  /** What a queue has that was made without it; absent: nothing is shown. */
  byDefault?: string;
  /** Throws where the value cannot be. An empty one takes the attribute away. */
  check(value: string, world: World, queue: Queue): void;
}

const redrivePolicy = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.coerce.number().int().min(1).max(1_000),
});

/** The attributes one may set on a queue, with AWS's bounds (SQS API reference, SetQueueAttributes). */
const RULES = {
  VisibilityTimeout: number(0, 43_200, '30'),
  MessageRetentionPeriod: number(60, 1_209_600, '345600'),
  ReceiveMessageWaitTimeSeconds: number(0, 20, '0'),
  DelaySeconds: number(0, 900, '0'),
  MaximumMessageSize: number(1_024, 1_048_576, '1048576'),
  SqsManagedSseEnabled: {
    byDefault: 'true',
    check: (value) => assertGood(/^(true|false)$/.test(value), 'SqsManagedSseEnabled'),
  },
  Policy: { check: (value) => assertPolicy(value) },
  RedrivePolicy: { check: (value, world, queue) => assertRedrive(value, world, queue) },
  RedriveAllowPolicy: { check: (value) => assertGood(isJson(value), 'RedriveAllowPolicy') },
} satisfies Record<string, AttributeRule>;

const rules: Record<string, AttributeRule> = RULES;

/** Sets attributes after checking all of them. Throws InvalidAttributeName or InvalidAttributeValue (400). */
export function setAttributes(world: World, queue: Queue, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (!Object.hasOwn(rules, name)) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    if (value) rules[name]?.check(value, world, queue);
  }
  for (const [name, value] of Object.entries(attributes))
    if (value) queue.attributes[name] = value;
    else delete queue.attributes[name];
  queue.modifiedAt = world.clock.now();
  world.books.changed();
}

/** The value of an attribute; undefined where there is none. */
export function attributeOf(queue: Queue, name: keyof typeof RULES): string | undefined {
  return queue.attributes[name] ?? rules[name]?.byDefault;
}

/** A number among the attributes. */
export function numberOf(queue: Queue, name: keyof typeof RULES): number {
  return Number(attributeOf(queue, name) ?? 0);
}

/** The queue's redrive policy; undefined where it has none. */
export function redriveOf(queue: Queue): RedrivePolicy | undefined {
  const text = attributeOf(queue, 'RedrivePolicy');
  return text ? redrivePolicy.parse(JSON.parse(text)) : undefined;
}

/** Everything GetQueueAttributes shows, by name. */
export function shownAttributes(world: World, queue: Queue): Record<string, string> {
  const now = world.clock.now();
  const counts = { visible: 0, inFlight: 0, delayed: 0 };
  for (const one of queue.messages)
    counts[one.visibleAt <= now ? 'visible' : one.receiveCount ? 'inFlight' : 'delayed'] += 1;
  const set = Object.keys(rules).flatMap((name) => {
    const value = queue.attributes[name] ?? rules[name]?.byDefault;
    return value === undefined ? [] : [[name, value]];
  });
  return {
    QueueArn: queue.arn,
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1_000)),
    LastModifiedTimestamp: String(Math.floor(queue.modifiedAt / 1_000)),
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    ...Object.fromEntries(set),
  };
}

function number(min: number, max: number, byDefault: string): AttributeRule {
  return {
    byDefault,
    check: (value) =>
      assertGood(/^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max, `${min} to ${max}`),
  };
}

function assertPolicy(value: string): void {
  try {
    parsePolicy(value, 'resource');
  } catch (error) {
    throw new AwsError('InvalidAttributeValue', `Invalid value for the parameter Policy. ${String(error)}`);
  }
}

function assertRedrive(value: string, world: World, queue: Queue): void {
  const parsed = redrivePolicy.safeParse(isJson(value) ? JSON.parse(value) : undefined);
  assertGood(parsed.success, 'RedrivePolicy');
  const target = world.books.pages.queues[parsed.data?.deadLetterTargetArn ?? ''];
  assertGood(
    target && target.accountId === queue.accountId,
    'RedrivePolicy: Dead-letter target does not exist',
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function assertGood(good: unknown, what: string): void {
  if (!good) throw new AwsError('InvalidAttributeValue', `Invalid value for the parameter: ${what}`);
}
