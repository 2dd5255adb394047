import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateDelegationRequestCommand,
  IAMClient,
  type CreateDelegationRequestCommandInput,
} from '@aws-sdk/client-iam';
import {
  CreateTopicCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';
import { defaultPartner, principalByArn } from '../../gateway/sandbox/principals.ts';
import { startSandbox, type SandboxOptions } from '../../gateway/sandbox/sandbox.ts';

export const dana = 'arn:aws:iam::111122223333:user/dana';
export const alex = 'arn:aws:sts::111122223333:assumed-role/Administrator/alex';
export const root = 'arn:aws:iam::111122223333:root';
export const templateArn = 'arn:aws:iam::aws:delegation-template/acme.example/read-only';

/** What an HTTP endpoint got from SNS. */
export interface Post {
  headers: IncomingHttpHeaders;
  text: string;
  envelope: Record<string, string>;
  at: number;
}

/** Starts a sandbox with a topic, a template and a listening endpoint, all real, all on loopback. */
export async function startScene(options: SandboxOptions = {}) {
  const sandbox = await startSandbox({ retryDelayScale: 0.001, stepDelayMs: 10, ...options });
  const endpoint = await startEndpoint();
  const sdk = sdkFor(sandbox.url);
  const partner = sdk.as(defaultPartner);
  const control = controlOf(sandbox.url);
  const topicArn = await makeTopic(partner.sns);
  await control.post('/templates', { arn: templateArn, name: 'Read only', document: readOnlyTemplate });
  let workflows = 0;
  const create = async (input: Partial<CreateDelegationRequestCommandInput> = {}) => {
    workflows += 1;
    const made = await partner.iam.send(
      new CreateDelegationRequestCommand({
        ...goodRequest(topicArn),
        RequestorWorkflowId: `workflow-${workflows}`,
        ...input,
      }),
    );
    return made.DelegationRequestId ?? '';
  };
  return {
    url: sandbox.url,
    sandbox,
    endpoint,
    partner,
    control,
    topicArn,
    create,
    as: (arn: string) => sdk.as(principalByArn(arn) ?? defaultPartner),
    withKeys: sdk.as,
    subscribe: () => subscribe(partner.sns, topicArn, endpoint),
    notices: () => endpoint.posts.filter(isNotification).map(noticeIn),
    stop: async () => {
      await sandbox.stop();
      await endpoint.stop();
    },
  };
}

/** A running scene. */
export type Scene = Awaited<ReturnType<typeof startScene>>;

/** A CreateDelegationRequest that breaks no rule. */
export function goodRequest(topicArn: string): CreateDelegationRequestCommandInput {
  return {
    Description: 'Reads what the dashboard shows',
    Permissions: {
      PolicyTemplateArn: templateArn,
      Parameters: [{ Name: 'bucketName', Values: ['reports'], Type: 'string' }],
    },
    RequestorWorkflowId: 'workflow-good',
    NotificationChannel: topicArn,
    SessionDuration: 3600,
    OwnerAccountId: '111122223333',
  };
}

const readOnlyTemplate = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: 'arn:aws:s3:::@{bucketName}' },
  ],
};

interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

function sdkFor(endpoint: string) {
  return {
    as: ({ accessKeyId, secretAccessKey, sessionToken }: Keys) => {
      const credentials = { accessKeyId, secretAccessKey, sessionToken };
      const config = { endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 };
      return { iam: new IAMClient(config), sts: new STSClient(config), sns: new SNSClient(config) };
    },
  };
}

async function makeTopic(sns: SNSClient): Promise<string> {
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'delegation' }));
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'iam.amazonaws.com' },
    Action: 'SNS:Publish',
    Resource: TopicArn,
  };
  await sns.send(
    new SetTopicAttributesCommand({
      TopicArn,
      AttributeName: 'Policy',
      AttributeValue: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    }),
  );
  return TopicArn;
}

async function subscribe(
  sns: SNSClient,
  topicArn: string,
  endpoint: Awaited<ReturnType<typeof startEndpoint>>,
): Promise<string> {
  const { SubscriptionArn = '' } = await sns.send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'http',
      Endpoint: endpoint.url,
      ReturnSubscriptionArn: true,
    }),
  );
  const post = await until(() =>
    endpoint.posts.find((one) => one.envelope.Type === 'SubscriptionConfirmation'),
  );
  await fetch(post.envelope.SubscribeURL ?? '');
  return SubscriptionArn;
}

async function startEndpoint() {
  const posts: Post[] = [];
  /** The status of the next answers; 200 once it is empty. */
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      posts.push({ headers: request.headers, text, envelope: parse(text), at: Date.now() });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/sns`,
    posts,
    statuses,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

function parse(text: string): Record<string, string> {
  return text.startsWith('{') ? JSON.parse(text) : {};
}

function isNotification(post: Post): boolean {
  return post.envelope.Type === 'Notification';
}

/** The message of IAM's inside an envelope of SNS's. */
export function noticeIn(post: Post): Record<string, string> {
  return JSON.parse(post.envelope.Message ?? '{}');
}

/** The control API of a sandbox. */
function controlOf(url: string) {
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}/sandbox${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  return {
    get: async (path: string) => (await call('GET', path)).body,
    post: (path: string, body: unknown = {}) => call('POST', path, body),
    advance: (advanceSeconds: number) => call('POST', '/clock', { advanceSeconds }),
    act: (id: string, verb: string, principalArn: string, notes?: string) =>
      call('POST', `/delegation-requests/${id}/${verb}`, { principalArn, notes }),
    state: async (id: string): Promise<string> =>
      (await call('GET', `/delegation-requests/${id}`)).body.state,
  };
}

/** Waits, up to five seconds, until there is a value. */
export async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 5_000; Date.now() < end;) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
  throw new Error('It did not happen within five seconds');
}

/** The name of the AWS error a call fails with, or "none". */
export async function failure(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'none';
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return 'Code' in error && typeof error.Code === 'string' ? error.Code : error.name;
  }
}
