import type { OutgoingMessage, Subscription } from './books.ts';
import { parsePolicy, type Statement } from './policies/policy-document.ts';
import { evaluate } from './policies/policy-evaluation.ts';
import { putMessage } from './sqs/messages.ts';
import type { Queue } from './sqs/queue.ts';
import { queueByArn } from './sqs/queues.ts';
import type { World } from './world.ts';

/**
 * Puts a message of SNS's into the queue of this ARN, if the queue's policy lets SNS do so for the topic. Gives the
 * status that stands for it: 200, 403 where the policy does not, 404 where there is no such queue.
 */
export function sendToQueue(
  world: World,
  queueArn: string,
  { topicArn }: Pick<OutgoingMessage, 'topicArn'>,
  body: string,
): number {
  const queue = queueByArn(world, queueArn);
  if (!queue) return 404;
  if (!letsSnsSend(queue, topicArn)) return 403;
  putMessage(world, queue, body, 'sns.amazonaws.com');
  return 200;
}

/** The queue that takes what a subscription could not deliver; undefined where it has none. */
export function deadLetterQueueOf({ attributes }: Subscription): string | undefined {
  return attributes.RedrivePolicy ? JSON.parse(attributes.RedrivePolicy).deadLetterTargetArn : undefined;
}

/** Whether a text is a subscription's RedrivePolicy. */
export function isRedrivePolicy(text: string): boolean {
  try {
    const { deadLetterTargetArn } = JSON.parse(text);
    return /^arn:aws:sqs:[\w-]+:\d{12}:[\w-]+$/.test(deadLetterTargetArn);
  } catch {
    return false;
  }
}

function letsSnsSend(queue: Queue, topicArn: string): boolean {
  const { Policy } = queue.attributes;
  if (!Policy) return false;
  const keys = new Map([
    ['aws:sourcearn', [topicArn]],
    ['aws:sourceaccount', [topicArn.split(':')[4] ?? '']],
  ]);
  const request = { action: 'sqs:SendMessage', resource: queue.arn, keys };
  return evaluate(parsePolicy(Policy, 'resource'), request, concernsSns) === 'allowed';
}

function concernsSns({ Principal }: Statement): boolean {
  if (Principal === '*') return true;
  return Object.entries(Principal ?? {}).some(
    ([kind, names]) => names.includes('*') || (kind === 'Service' && names.includes('sns.amazonaws.com')),
  );
}
