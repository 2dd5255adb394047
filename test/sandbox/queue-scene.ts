import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { defaultPartner } from '../../gateway/sandbox/principals.ts';

/** The partner's SQS client; Region and keys may be others. */
export function sqsOf(
  endpoint: string,
  {
    region = 'eu-west-1',
    credentials = defaultPartner as { accessKeyId: string; secretAccessKey: string },
  } = {},
): SQSClient {
  const { accessKeyId, secretAccessKey } = credentials;
  return new SQSClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 });
}

/** Makes a queue; gives its URL and ARN. */
export async function makeQueue(sqs: SQSClient, QueueName: string, Attributes: Record<string, string> = {}) {
  const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return { url, arn: (await attributesOf(sqs, url))['QueueArn'] ?? '' };
}

/** All attributes of a queue. */
export async function attributesOf(sqs: SQSClient, QueueUrl: string): Promise<Record<string, string>> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return Attributes;
}

/** The policy by which SNS may send a topic's messages to a queue. */
export function policyForSns(queueArn: string, topicArn: string): string {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
  };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}
