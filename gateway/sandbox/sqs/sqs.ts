import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { operation, waitingOperation, type Operation } from '../operation.ts';
import { changeVisibility, deleteMessage, putMessage, receiptHandleOf, receiveMessages } from './messages.ts';
import { numberOf, setAttributes, shownAttributes } from './queue-attributes.ts';
import type { Queue, QueueMessage } from './queue.ts';
import { createQueue, queueAt, queueNamed, urlOf } from './queues.ts';

const attributes = z.record(z.string(), z.string());
const names = z.array(z.string()).max(30).default([]);
const oneQueue = z.object({ QueueUrl: z.string() });
const receipt = oneQueue.extend({ ReceiptHandle: z.string().min(1) });
const visibility = z.int().min(0).max(43_200);

/** SQS, for standard queues: `AmazonSQS` in AWS JSON 1.0. */
export const sqsOperations = {
  CreateQueue: operation(
    z.object({ QueueName: z.string(), Attributes: attributes.default({}) }),
    ({ world, caller, input }) => {
      if (!/^[\w-]{1,80}$/.test(input.QueueName))
        throw new AwsError(
          'InvalidParameterValue',
          'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
        );
      return { QueueUrl: urlOf(world, createQueue(world, caller, input.QueueName, input.Attributes)) };
    },
  ),

  GetQueueUrl: operation(
    z.object({ QueueName: z.string(), QueueOwnerAWSAccountId: z.string().optional() }),
    ({ world, caller, input: { QueueName, QueueOwnerAWSAccountId } }) => ({
      QueueUrl: urlOf(world, queueNamed(world, caller, 'GetQueueUrl', QueueName, QueueOwnerAWSAccountId)),
    }),
  ),

  GetQueueAttributes: operation(oneQueue.extend({ AttributeNames: names }), ({ world, caller, input }) => {
    const shown = shownAttributes(world, queueAt(world, caller, 'GetQueueAttributes', input.QueueUrl));
    return { Attributes: chosen(shown, input.AttributeNames) };
  }),

  SetQueueAttributes: operation(oneQueue.extend({ Attributes: attributes }), ({ world, caller, input }) => {
    setAttributes(world, queueAt(world, caller, 'SetQueueAttributes', input.QueueUrl), input.Attributes);
  }),

  PurgeQueue: operation(oneQueue, ({ world, caller, input }) => {
    queueAt(world, caller, 'PurgeQueue', input.QueueUrl).messages = [];
    world.books.changed();
  }),

  DeleteQueue: operation(oneQueue, ({ world, caller, input }) => {
    delete world.books.pages.queues[queueAt(world, caller, 'DeleteQueue', input.QueueUrl).arn];
    world.books.changed();
  }),

  SendMessage: operation(
    oneQueue.extend({ MessageBody: z.string().min(1), DelaySeconds: z.int().min(0).max(900).optional() }),
    ({ world, caller, input }) => {
      const queue = queueAt(world, caller, 'SendMessage', input.QueueUrl);
      assertFits(queue, input.MessageBody);
      const { id, body } = putMessage(world, queue, input.MessageBody, caller.userId, input.DelaySeconds);
      return { MessageId: id, MD5OfMessageBody: md5(body) };
    },
  ),

  ReceiveMessage: waitingOperation(
    oneQueue.extend({
      MaxNumberOfMessages: z.int().min(1).max(10).default(1),
      WaitTimeSeconds: z.int().min(0).max(20).optional(),
      VisibilityTimeout: visibility.optional(),
      MessageSystemAttributeNames: names,
      AttributeNames: names,
    }),
    async ({ world, caller, input, gone }) => {
      const { arn } = queueAt(world, caller, 'ReceiveMessage', input.QueueUrl);
      const received = await receiveMessages(world, arn, {
        max: input.MaxNumberOfMessages,
        waitSeconds: input.WaitTimeSeconds,
        visibilitySeconds: input.VisibilityTimeout,
        gone,
      });
      const wanted = [...input.MessageSystemAttributeNames, ...input.AttributeNames];
      return received.length ? { Messages: received.map((one) => describe(one, wanted)) } : {};
    },
  ),

  DeleteMessage: operation(receipt, ({ world, caller, input }) => {
    deleteMessage(world, queueAt(world, caller, 'DeleteMessage', input.QueueUrl), input.ReceiptHandle);
  }),

  DeleteMessageBatch: operation(
    oneQueue.extend({
      Entries: z.array(z.object({ Id: z.string().regex(/^[\w-]{1,80}$/), ReceiptHandle: z.string() })),
    }),
    ({ world, caller, input: { QueueUrl, Entries } }) => {
      const queue = queueAt(world, caller, 'DeleteMessage', QueueUrl);
      assertBatch(Entries.map(({ Id }) => Id));
      const results = Entries.map((one) =>
        deleteEntry(() => deleteMessage(world, queue, one.ReceiptHandle), one.Id),
      );
      return {
        Successful: results.filter((one) => !('Code' in one)),
        Failed: results.filter((one) => 'Code' in one),
      };
    },
  ),

  ChangeMessageVisibility: operation(
    receipt.extend({ VisibilityTimeout: visibility }),
    ({ world, caller, input }) => {
      const queue = queueAt(world, caller, 'ChangeMessageVisibility', input.QueueUrl);
      changeVisibility(world, queue, input.ReceiptHandle, input.VisibilityTimeout);
    },
  ),
} satisfies Record<string, Operation>;

function describe(one: QueueMessage, wanted: string[]) {
  const system = {
    SenderId: one.senderId,
    SentTimestamp: String(one.sentAt),
    ApproximateReceiveCount: String(one.receiveCount),
    ApproximateFirstReceiveTimestamp: String(one.firstReceivedAt),
    ...(one.deadLetterSourceArn ? { DeadLetterQueueSourceArn: one.deadLetterSourceArn } : {}),
  };
  return {
    MessageId: one.id,
    ReceiptHandle: receiptHandleOf(one),
    MD5OfBody: md5(one.body),
    Body: one.body,
    Attributes: wanted.length ? chosen(system, wanted) : undefined,
  };
}

function chosen(all: Record<string, string>, wanted: string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => wanted.includes('All') || wanted.includes(name)),
  );
}

function assertFits(queue: Queue, body: string): void {
  if (Buffer.byteLength(body) > numberOf(queue, 'MaximumMessageSize'))
    throw new AwsError(
      'InvalidParameterValue',
      'One or more parameters are invalid. Reason: Message must be shorter.',
    );
}

function assertBatch(ids: string[]): void {
  if (ids.length === 0) throw new AwsError('EmptyBatchRequest', 'There are no entries in the batch request.');
  if (ids.length > 10)
    throw new AwsError('TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10.');
  if (new Set(ids).size < ids.length)
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries have the same Id.');
}

function deleteEntry(run: () => void, Id: string) {
  try {
    run();
    return { Id };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { Id, SenderFault: true, Code: error.code, Message: error.message };
  }
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
