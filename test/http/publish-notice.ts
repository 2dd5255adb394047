import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { DelegationRequest } from '../../gateway/sandbox/books.ts';
import type { RunningGateway } from './running-gateway.ts';

/** Publishes a notice about a request on the gateway's own topic, signed by SNS: a state change, or what is given. */
export async function publishNotice(
  running: RunningGateway,
  { id, workflowId }: Pick<DelegationRequest, 'id' | 'workflowId'>,
  notice: Record<string, string>,
): Promise<void> {
  const body = {
    RequestorWorkflowId: workflowId,
    Type: 'StateChange',
    RequestId: id,
    UpdatedAt: new Date(running.sandbox.now()).toISOString(),
    ...notice,
  };
  const client = new SNSClient(running.sdk);
  await client.send(new PublishCommand({ TopicArn: running.topicArn, Message: JSON.stringify(body) }));
  client.destroy();
}
