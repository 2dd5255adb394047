import { randomUUID } from 'node:crypto';
import { asAwsError, AwsError } from './aws-error.ts';
import { identifyCaller, type Caller } from './caller.ts';
import { performCall } from './faults.ts';
import { iamOperations } from './iam.ts';
import { answerAwsJson } from './json-endpoint.ts';
import type { Operation } from './operation.ts';
import type { Reply } from './reply.ts';
import type { ReceivedRequest } from './signature-v4.ts';
import { snsOperations } from './sns.ts';
import { unsubscribeByLink } from './sns-subscriptions.ts';
import { stsOperations } from './sts.ts';
import { parseAwsQuery, renderAnswer, renderError, type WireCall, type XmlValue } from './wire.ts';
import { isAwsJson } from './wire-json.ts';
import type { World } from './world.ts';

interface Service {
  version: string;
  namespace: string;
  operations: Record<string, Operation>;
}

const sns: Service = {
  version: '2010-03-31',
  namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  operations: snsOperations,
};

/** The services of the sandbox; a call is told by its API version and its action. */
const services: Service[] = [
  {
    version: '2010-05-08',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    operations: iamOperations,
  },
  {
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations: stsOperations,
  },
  sns,
];

const nobody: Caller = {
  kind: 'customer',
  arn: 'anonymous',
  accountId: '',
  userId: 'anonymous',
  isRoot: false,
  mayAdminister: false,
  region: 'us-east-1',
};

/** The links in SNS's messages, which whoever holds them may follow without a signature. */
const links: Record<string, (world: World, call: WireCall) => ReturnType<Operation['perform']>> = {
  ConfirmSubscription: (world, { input }) => snsOperations.ConfirmSubscription.perform(world, nobody, input),
  Unsubscribe: (world, { input }) => {
    const { SubscriptionArn } = input;
    unsubscribeByLink(world, typeof SubscriptionArn === 'string' ? SubscriptionArn : '');
    return undefined;
  },
};

/** Answers one AWS API call, in the protocol in which it was made: the query one in XML, always with a request id. */
export async function answerAws(world: World, request: ReceivedRequest): Promise<Reply> {
  if (isAwsJson(request)) return answerAwsJson(world, request);
  const requestId = randomUUID();
  let namespace = sns.namespace;
  try {
    const call = parseAwsQuery(queryOf(request));
    namespace = serviceOf(call)?.namespace ?? namespace;
    const output = await perform(world, request, call);
    return xmlReply(200, requestId, renderAnswer(namespace, call.action, requestId, output));
  } catch (error) {
    const refusal = asAwsError(error);
    return xmlReply(refusal.status, requestId, renderError(namespace, requestId, refusal));
  }
}

async function perform(
  world: World,
  request: ReceivedRequest,
  call: WireCall,
): Promise<XmlValue | undefined> {
  const link = isLink(request) && Object.hasOwn(links, call.action) ? links[call.action] : undefined;
  if (link) return link(world, call);
  const operation = operationOf(call);
  return performCall<XmlValue | undefined>(world, call.action, () => {
    const caller = operation.unsigned ? nobody : identifyCaller(world, request);
    return operation.perform(world, caller, call.input);
  });
}

function isLink(request: ReceivedRequest): boolean {
  return request.method === 'GET' && request.headers.authorization === undefined;
}

function queryOf(request: ReceivedRequest): string {
  return request.method === 'POST' ? request.body.toString('utf8') : (request.target.split('?')[1] ?? '');
}

function serviceOf(call: WireCall): Service | undefined {
  return services.find((one) => one.version === call.version);
}

function operationOf(call: WireCall): Operation {
  const operations = serviceOf(call)?.operations ?? {};
  const operation = Object.hasOwn(operations, call.action) ? operations[call.action] : undefined;
  if (operation) return operation;
  throw new AwsError(
    'InvalidAction',
    `Could not find operation ${call.action} for version ${call.version || '(none)'}`,
  );
}

function xmlReply(status: number, requestId: string, xml: string): Reply {
  const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': requestId, 'cache-control': 'no-store' };
  return { status, headers, body: `<?xml version="1.0" encoding="UTF-8"?>\n${xml}` };
}
