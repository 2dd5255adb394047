import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { callerFor } from '../caller.ts';
import { authorize, conditionKeys } from '../policies/authorize.ts';
import { parsePolicy } from '../policies/policy-document.ts';
import { evaluate } from '../policies/policy-evaluation.ts';
import { principalOf } from '../principals.ts';
import { names } from '../roles/assume-role.ts';
import { publish } from '../sns-delivery.ts';
import type { Topic } from '../books.ts';
import type { World } from '../world.ts';
import { madeUpName } from './resource-properties.ts';
import type { Made, ResourceCall, ResourceType } from './resources.ts';
import type { CustomResourceRequest, Stack } from './stack.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const answerShape = z.object({
  Status: z.enum(['SUCCESS', 'FAILED']),
  Reason: z.string().optional(),
  PhysicalResourceId: z.string().min(1).max(1024),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  Data: z.record(z.string(), scalar).optional(),
});
const longestWait = 3_600;

/** `Custom::…` behind an SNS topic: each act is asked for by a notification and waits for a PUT. */
export const customResource: ResourceType = {
  create: (call) => askOrTake(call),
  update: (call) => askOrTake(call),
  delete: (call) => {
    const made = askOrTake(call);
    return made === 'waiting' ? made : undefined;
  },
};

function askOrTake(call: ResourceCall): Made | 'waiting' {
  const request = call.stack.requests[call.step.requestId ?? ''];
  if (request) return take(call, request);
  ask(call);
  return 'waiting';
}

function ask(call: ResourceCall): void {
  const { world, stack, step, type, properties, previous } = call;
  const topic = serviceTopic(world, stack, properties.ServiceToken);
  const request = newRequest(call);
  const physicalId = call.physicalId ?? madeUpName(call);
  stack.requests[request.id] = request;
  step.requestId = request.id;
  // A resource whose making failed is deleted as well, under a name made up for it.
  if (step.act === 'Create') nameResource(stack, step.logicalId, physicalId);
  const message = {
    RequestType: step.act,
    ResponseURL: `${world.url}/cloudformation-custom-resource-response/${request.id}?signature=${request.signature}`,
    StackId: stack.arn,
    RequestId: request.id,
    ResourceType: type,
    LogicalResourceId: step.logicalId,
    ...(step.act === 'Create' ? {} : { PhysicalResourceId: physicalId }),
    ResourceProperties: asTexts(properties),
    ...(step.act === 'Update' ? { OldResourceProperties: asTexts(previous ?? {}) } : {}),
  };
  publish(world, topic, {
    message: JSON.stringify(message),
    subject: 'AWS CloudFormation custom resource request',
  });
}

function newRequest({ world, step, properties }: ResourceCall): CustomResourceRequest {
  const seconds = Math.min(
    Math.max(Number(properties.ServiceTimeout ?? longestWait) || longestWait, 1),
    longestWait,
  );
  return {
    id: randomUUID(),
    logicalId: step.logicalId,
    signature: randomBytes(32).toString('hex'),
    deadline: world.clock.now() + seconds * 1000,
    answers: 0,
  };
}

function take({ world, stack, step }: ResourceCall, request: CustomResourceRequest): Made | 'waiting' {
  if (request.answer === undefined) {
    if (world.clock.now() < request.deadline) return 'waiting';
    throw failure(
      `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${request.id}].`,
    );
  }
  const answer = readAnswer(request.answer);
  for (const [name, expected] of Object.entries({
    StackId: stack.arn,
    RequestId: request.id,
    LogicalResourceId: step.logicalId,
  })) {
    if (answer[name as 'StackId'] !== expected)
      throw failure(`Invalid response object: ${name} must be ${expected}`);
  }
  if (answer.Status === 'SUCCESS')
    return { physicalId: answer.PhysicalResourceId, attributes: answer.Data ?? {} };
  if (step.act === 'Create') nameResource(stack, step.logicalId, answer.PhysicalResourceId);
  throw failure(
    `Received response status [FAILED] from custom resource. Message returned: ${answer.Reason ?? ''} (RequestId: ${request.id})`,
  );
}

function readAnswer(text: string): z.output<typeof answerShape> {
  try {
    return answerShape.parse(JSON.parse(text));
  } catch {
    throw failure(
      'Invalid response object: the answer is not what CloudFormation expects of a custom resource',
    );
  }
}

/** The topic behind a service token, if a stack of this account may publish there. */
function serviceTopic(world: World, stack: Stack, serviceToken: unknown): Topic {
  const arn = String(serviceToken);
  const [, , service, region] = arn.split(':');
  if (service !== 'sns')
    throw failure(`Invalid service token: ${arn} is not an SNS topic, the only kind the sandbox knows`);
  if (region !== stack.region)
    throw failure(`Invalid service token: ${arn} is not in the region of the stack, ${stack.region}`);
  const { topics } = world.books.pages;
  const topic = Object.hasOwn(topics, arn) ? topics[arn] : undefined;
  if (topic && mayPublish(stack, topic)) return topic;
  throw failure(`User: ${callerIn(stack).arn} is not authorized to perform: SNS:Publish on resource: ${arn}`);
}

function mayPublish(stack: Stack, topic: Topic): boolean {
  const caller = callerIn(stack);
  const wish = { action: 'SNS:Publish', resource: topic.arn };
  authorize(caller, wish);
  if (topic.accountId === stack.accountId) return true;
  if (!topic.attributes.Policy) return false;
  const request = { ...wish, keys: conditionKeys(caller, wish) };
  const statements = parsePolicy(topic.attributes.Policy, 'resource');
  return evaluate(statements, request, (one) => names(one, caller)) === 'allowed';
}

/** Stacks are made by the account's administrator. */
function callerIn(stack: Stack) {
  return callerFor(principalOf(stack.accountId, 'ALEX'));
}

function nameResource(stack: Stack, logicalId: string, physicalId: string): void {
  const resource = stack.resources.find((one) => one.logicalId === logicalId);
  if (resource) resource.physicalId = physicalId;
}

/** CloudFormation hands every scalar on as text. */
function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asTexts(part)]));
}

function failure(message: string): AwsError {
  return new AwsError('ResourceFailed', message);
}
