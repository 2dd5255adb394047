/** A message in a queue. Times are epoch milliseconds of the sandbox's clock. */
export interface QueueMessage {
  id: string;
  body: string;
  senderId: string;
  sentAt: number;
  /** From when on it may be received: later while it is delayed, or in somebody's hands. */
  visibleAt: number;
  receiveCount: number;
  firstReceivedAt?: number;
  /** What the newest receipt handle ends with; absent until it is received. */
  receipt?: string;
  /** The queue it came from, once it is among dead letters. */
  deadLetterSourceArn?: string;
}

/** A standard queue of SQS; `attributes` holds only what was set. */
export interface Queue {
  arn: string;
  accountId: string;
  name: string;
  attributes: Record<string, string>;
  createdAt: number;
  modifiedAt: number;
  messages: QueueMessage[];
}

/** The same queues with nothing in them. */
export function emptiedQueues(queues: Record<string, Queue>): Record<string, Queue> {
  return Object.fromEntries(Object.entries(queues).map(([arn, queue]) => [arn, { ...queue, messages: [] }]));
}
