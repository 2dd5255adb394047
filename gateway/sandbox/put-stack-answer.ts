import { AwsError } from './aws-error.ts';
import { receiveAnswer } from './cloudformation/custom-resource-answer.ts';
import { performCall } from './faults.ts';
import { textReply, type Reply } from './reply.ts';
import type { ReceivedRequest } from './signature-v4.ts';
import type { World } from './world.ts';

/** Takes a custom resource's answer as S3 does; it is counted, and meets faults, as the action `PutStackAnswer`. */
export async function putStackAnswer(world: World, request: ReceivedRequest): Promise<Reply> {
  try {
    return await performCall(world, 'PutStackAnswer', () => receiveAnswer(world, request));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { status, code } = error;
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
    return textReply(status, xml, 'application/xml');
  }
}
