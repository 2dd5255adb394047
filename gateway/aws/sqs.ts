import type { SQSClient } from '@aws-sdk/client-sqs';
import { GatewayError } from '../errors.ts';
import { translate } from './aws-errors.ts';
import type { Queue, QueuedMessage } from './queue.ts';
import type { SdkOptions } from './sdk.ts';

/** As long as SQS lets a call wait, seconds: fewer calls, and a message is had at once all the same. */
const WAIT_SECONDS = 20;

/** How long a message is ours, seconds: longer than taking in ten of them ever lasts, short enough to wait out after a kill. */
const VISIBILITY_SECONDS = 60;

/** Longer than a call waits, milliseconds. */
const TIMEOUTS = { connectionTimeout: 3000, requestTimeout: 30_000, throwOnRequestTimeout: true };

const REFUSED =
  'refuses the gateway: allow its role sqs:ReceiveMessage, sqs:DeleteMessage and sqs:ChangeMessageVisibility';

/** SQS's name for what is wrong, and what it means for a queue. */
const SENTENCES: Readonly<Record<string, string>> = {
  QueueDoesNotExist:
    'is not there: name one that is in SQS_QUEUE_URLS, or make it with `connect-with-aws setup`',
  InvalidAddress: 'is no queue’s address: correct SQS_QUEUE_URLS',
  AccessDenied: REFUSED,
  AccessDeniedException: REFUSED,
};

/** A queue by its URL. The SDK is loaded when it is first needed. */
export function createSqsQueue({ stackAnswerOrigins: _no, ...options }: SdkOptions, url: string): Queue {
  let made: Promise<SQSClient> | undefined;
  const client = () => (made ??= newClient({ ...options, region: regionOf(url) ?? options.region }));
  const failed = (call: string) => (error: unknown) => {
    throw explained(error, url, call);
  };
  return {
    url,
    async receive(max, signal) {
      const { ReceiveMessageCommand } = await import('@aws-sdk/client-sqs');
      const command = new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: max,
        WaitTimeSeconds: WAIT_SECONDS,
        VisibilityTimeout: VISIBILITY_SECONDS,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      });
      const sqs = await client();
      const answer = await sqs.send(command, { abortSignal: signal }).catch(failed('ReceiveMessage'));
      return (answer.Messages ?? []).map((it) => ({
        id: it.MessageId ?? '',
        body: it.Body ?? '',
        receiveCount: Number(it.Attributes?.ApproximateReceiveCount ?? 1),
        receipt: it.ReceiptHandle ?? '',
      }));
    },
    async remove(messages) {
      const { DeleteMessageBatchCommand } = await import('@aws-sdk/client-sqs');
      const Entries = messages.map(toEntry);
      const sqs = await client();
      await sqs
        .send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }))
        .catch(failed('DeleteMessageBatch'));
    },
    async postpone({ receipt }, seconds) {
      const { ChangeMessageVisibilityCommand } = await import('@aws-sdk/client-sqs');
      const command = new ChangeMessageVisibilityCommand({
        QueueUrl: url,
        ReceiptHandle: receipt,
        VisibilityTimeout: seconds,
      });
      const sqs = await client();
      await sqs.send(command).catch(failed('ChangeMessageVisibility'));
    },
  };
}

async function newClient(options: SdkOptions): Promise<SQSClient> {
  const { SQSClient: Client } = await import('@aws-sdk/client-sqs');
  return new Client({ ...options, requestHandler: TIMEOUTS });
}

/** AWS's own addresses name the Region: queues may be in others than the gateway's. */
function regionOf(url: string): string | undefined {
  return /^https:\/\/sqs(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws|api\.amazonwebservices)\./.exec(url)?.[1];
}

function explained(error: unknown, url: string, call: string): GatewayError {
  const { name = '' } = error instanceof Error ? error : {};
  const told = translate(error, {}, call);
  const sentence = SENTENCES[name];
  return sentence ? new GatewayError('AWS_REFUSED', `The queue ${url} ${sentence}.`, { cause: told }) : told;
}

function toEntry({ receipt }: QueuedMessage, index: number) {
  return { Id: String(index), ReceiptHandle: receipt };
}
