import { randomUUID } from 'node:crypto';
import { asAwsError, AwsError } from './aws-error.ts';
import { identifyCaller } from './caller.ts';
import { performCall } from './faults.ts';
import { kmsOperations } from './kms.ts';
import type { Operation } from './operation.ts';
import type { Reply } from './reply.ts';
import type { ReceivedRequest } from './signature-v4.ts';
import { sqsOperations } from './sqs/sqs.ts';
import { parseAwsJson, renderJsonAnswer, renderJsonError, type JsonCall } from './wire-json.ts';
import type { World } from './world.ts';

/** The services that speak AWS JSON, by what stands before the action in `X-Amz-Target`. */
const services: Record<string, Record<string, Operation>> = {
  TrentService: kmsOperations,
  AmazonSQS: sqsOperations,
};

/** Answers one call of an AWS JSON service. Always JSON, always with a request id. */
export async function answerAwsJson(world: World, request: ReceivedRequest): Promise<Reply> {
  const requestId = randomUUID();
  try {
    const call = parseAwsJson(request);
    const operation = operationOf(call);
    const output = await performCall(world, call.action, () =>
      operation.perform(world, identifyCaller(world, request), call.input, request.gone),
    );
    return renderJsonAnswer(request, requestId, output);
  } catch (error) {
    return renderJsonError(request, requestId, asAwsError(error));
  }
}

function operationOf({ prefix, action }: JsonCall): Operation {
  const operations = Object.hasOwn(services, prefix) ? services[prefix] : undefined;
  const operation = operations && Object.hasOwn(operations, action) ? operations[action] : undefined;
  if (operation) return operation;
  throw new AwsError('InvalidAction', `Could not find operation ${action} of ${prefix || '(none)'}`);
}
