import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import { pause, type World } from '../world.ts';
import { numberOf, redriveOf } from './queue-attributes.ts';
import type { Queue, QueueMessage } from './queue.ts';
import { queueByArn } from './queues.ts';

/** How a receiver wants its messages. Seconds; what is left out is as the queue says. */
export interface Reception {
  max: number;
  waitSeconds?: number;
  visibilitySeconds?: number;
  /** Fires when the receiver has hung up: nothing is given to nobody. */
  gone?: AbortSignal;
}

/** Milliseconds between two looks of somebody who waits. */
const lookMs = 20;

/** Puts a message into a queue. */
export function putMessage(
  world: World,
  queue: Queue,
  body: string,
  senderId: string,
  delaySeconds = numberOf(queue, 'DelaySeconds'),
): QueueMessage {
  const now = world.clock.now();
  const visibleAt = now + delaySeconds * 1_000;
  const message = { id: randomUUID(), body, senderId, sentAt: now, visibleAt, receiveCount: 0 };
  queue.messages.push(message);
  world.books.changed();
  return message;
}

/** Gives messages that nobody has in hand, waiting for the first as long as the receiver likes. */
export async function receiveMessages(world: World, arn: string, how: Reception): Promise<QueueMessage[]> {
  const waitMs = (how.waitSeconds ?? waitOf(world, arn)) * 1_000;
  const end = performance.now() + waitMs;
  for (;;) {
    const queue = queueByArn(world, arn);
    const taken = queue && !how.gone?.aborted ? take(world, queue, how) : [];
    if (taken.length || how.gone?.aborted || performance.now() >= end) return taken;
    await pause(world, lookMs);
  }
}

function waitOf(world: World, arn: string): number {
  const queue = queueByArn(world, arn);
  return queue ? numberOf(queue, 'ReceiveMessageWaitTimeSeconds') : 0;
}

function take(world: World, queue: Queue, { max, visibilitySeconds }: Reception): QueueMessage[] {
  const now = world.clock.now();
  forgetOld(world, queue);
  buryDeadLetters(world, queue);
  const taken = queue.messages.filter((one) => one.visibleAt <= now).slice(0, max);
  for (const one of taken) {
    one.receiveCount += 1;
    one.firstReceivedAt ??= now;
    one.receipt = randomUUID();
    one.visibleAt = now + (visibilitySeconds ?? numberOf(queue, 'VisibilityTimeout')) * 1_000;
  }
  if (taken.length) world.books.changed();
  return taken;
}

function forgetOld(world: World, queue: Queue): void {
  const oldest = world.clock.now() - numberOf(queue, 'MessageRetentionPeriod') * 1_000;
  const kept = queue.messages.filter((one) => one.sentAt >= oldest);
  if (kept.length === queue.messages.length) return;
  queue.messages = kept;
  world.books.changed();
}

/** What comes back after having been received as often as the redrive policy allows goes to the dead letters. */
function buryDeadLetters(world: World, queue: Queue): void {
  const redrive = redriveOf(queue);
  const target = redrive && queueByArn(world, redrive.deadLetterTargetArn);
  if (!target) return;
  const now = world.clock.now();
  const isDead = (one: QueueMessage) => one.visibleAt <= now && one.receiveCount >= redrive.maxReceiveCount;
  for (const { receipt: _old, ...one } of queue.messages.filter(isDead))
    target.messages.push({ ...one, receiveCount: 0, deadLetterSourceArn: queue.arn });
  queue.messages = queue.messages.filter((one) => !isDead(one));
}

/** What deletes a message, or changes its visibility, after it was received. */
export function receiptHandleOf({ id, receipt }: QueueMessage): string {
  return Buffer.from(`${id} ${receipt}`).toString('base64');
}

/** Deletes a received message; one that was received again since stays. Throws ReceiptHandleIsInvalid (400). */
export function deleteMessage(world: World, queue: Queue, handle: string): void {
  const { id, receipt } = readHandle(handle);
  queue.messages = queue.messages.filter((one) => one.id !== id || one.receipt !== receipt);
  world.books.changed();
}

/** Sets when a received message may be received again. Throws ReceiptHandleIsInvalid or MessageNotInflight (400). */
export function changeVisibility(world: World, queue: Queue, handle: string, seconds: number): void {
  const { id, receipt } = readHandle(handle);
  const now = world.clock.now();
  const message = queue.messages.find((one) => one.id === id && one.receipt === receipt);
  if (!message || message.visibleAt <= now)
    throw new AwsError('MessageNotInflight', 'The message is not in flight.');
  message.visibleAt = now + seconds * 1_000;
  world.books.changed();
}

function readHandle(handle: string): { id: string; receipt: string } {
  const [id, receipt] = Buffer.from(handle, 'base64').toString('utf8').split(' ');
  if (id && receipt) return { id, receipt };
  throw new AwsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
}
