import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSdkAws } from '../../gateway/aws/sdk.ts';
import { createSnsVerifier } from '../../gateway/aws/sns-message.ts';
import { createTopic, isSubscribed, subscribe } from '../../gateway/aws/topic.ts';
import { DEFAULT_PATHS } from '../../gateway/default-paths.ts';
import { templateOf } from '../../gateway/domain/path.ts';
import type { Path } from '../../gateway/domain/path.ts';
import { createGateway } from '../../gateway/gateway.ts';
import { createAuthenticate } from '../../gateway/http/authenticate.ts';
import { startServer } from '../../gateway/http/server.ts';
import { createIdentityTokens } from '../../gateway/identity-tokens.ts';
import { createLog } from '../../gateway/log.ts';
import { createWebhooks } from '../../gateway/observers/webhooks.ts';
import { createPartnerKeys, newPartnerKey } from '../../gateway/partner-key.ts';
import { startSandbox } from '../../gateway/sandbox/sandbox.ts';
import type { SandboxOptions } from '../../gateway/sandbox/sandbox.ts';
import type { Partner } from '../../gateway/flows/ports.ts';
import type { Store } from '../../gateway/store/store.ts';
import { createSessionTokens } from '../../gateway/session-token.ts';
import { createEmbeddedStore } from '../../gateway/store/embedded.ts';
import { createLocalKeyVault } from '../../gateway/vault/local-key.ts';

const CREDENTIALS = {
  accessKeyId: 'AKIASANDBOXACME00001',
  secretAccessKey: 'sandbox+acme/not-a-real-secret+key/0001',
};

/** A GraphQL answer. */
export interface Answer {
  status: number;
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** A gateway and a sandbox in this process, on real ports, with a real store. */
export type RunningGateway = Awaited<ReturnType<typeof runGateway>>;

/** What a gateway under test may have of its own. */
export interface GatewayOptions {
  sandbox?: SandboxOptions;
  partner?: Partial<Partner>;
  /** Stands between the gateway and its store. */
  storeThrough?: (store: Store) => Store;
  /** The topics are subscribed to nothing: somebody else sees to it. */
  isUnsubscribed?: boolean;
  /** The partner's endpoint on this machine, and what signs what goes there. */
  webhook?: { url: string; secret: string };
}

/** The origin of the page that holds the button. */
export const ORIGIN = 'https://app.acme.example';

/** Starts a gateway against a sandbox of its own, subscribed and ready. */
export async function runGateway(options: GatewayOptions = {}) {
  const sandbox = await startSandbox({ retryDelayScale: 0.01, stepDelayMs: 20, ...options.sandbox });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-'));
  const logged: string[] = [];
  const log = createLog('debug', { write: (line) => logged.push(line) });
  const sdk = { region: 'us-east-1', endpoint: sandbox.url, credentials: CREDENTIALS };
  const stackTopicArn = await createTopic(sdk, 'connect-with-aws-stacks', 'everybody');
  const paths = (options.partner?.paths ?? DEFAULT_PATHS).map((it) => withStack(it, url, stackTopicArn));
  for (const path of paths.filter((it) => it.policyTemplateArn)) {
    const document = templateOf(path);
    await post(`${sandbox.url}/sandbox/templates`, { arn: path.policyTemplateArn, name: path.id, document });
  }
  const topicArn = await createTopic(sdk, 'connect-with-aws');
  const keys = [newPartnerKey('test'), newPartnerKey('next')] as const;
  const [{ key: partnerKey }, { key: nextPartnerKey }] = keys;
  const now = () => sandbox.now();
  const store = createEmbeddedStore({ file: join(folder, 'grants.db') });
  const sessionTokens = createSessionTokens({
    signingKeys: [{ id: 'one', key: new Uint8Array(32).fill(7) }],
    now,
  });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const identityTokens = createIdentityTokens({ issuer: url, keys: [{ id: 'one', key: privateKey }], now });
  const { webhook } = options;
  const webhooks =
    webhook &&
    createWebhooks({ store, url: webhook.url, secrets: [webhook.secret], isProduction: false, now, log });
  const gateway = createGateway({
    store: options.storeThrough?.(store) ?? store,
    vault: createLocalKeyVault({ keys: [{ id: 'one', key: new Uint8Array(32).fill(9) }] }),
    aws: createSdkAws({ ...sdk, stackAnswerOrigins: [sandbox.url] }),
    sessionTokens,
    identityTokens,
    partner: {
      name: 'Acme Analytics',
      topicArn,
      principalArn: 'arn:aws:iam::999988887777:root',
      partition: 'aws',
      console: { consoleUrl: `${sandbox.url}/console` },
      allowedOrigins: [ORIGIN, url],
      publicUrl: url,
      ...options.partner,
      paths,
    },
    now,
    announce: webhooks?.announce,
    log,
  });
  const snsVerifier = createSnsVerifier({
    topicArns: [topicArn, stackTopicArn],
    certificateOrigins: [sandbox.url],
    now,
  });
  const authenticate = createAuthenticate(createPartnerKeys(keys.map((it) => it.hashed)), sessionTokens);
  const server = await startServer(
    { gateway, authenticate, snsVerifier, identityTokens, log },
    { host: '127.0.0.1', port },
  );
  for (const arn of options.isUnsubscribed ? [] : [topicArn, stackTopicArn]) {
    await subscribe(sdk, arn, `${url}/sns`);
    await until(() => isSubscribed(sdk, arn, `${url}/sns`));
  }

  return {
    url,
    sandbox,
    gateway,
    store,
    /** Where the store's files are. */
    folder,
    topicArn,
    sdk,
    partnerKey,
    /** Another key of the same partner: the one it is changing to. */
    nextPartnerKey,
    logged,
    sessionTokens,
    /** As the partner's backend. */
    asPartner: (query: string, variables?: object) =>
      graphql(url, { query, variables }, { authorization: `Bearer ${partnerKey}` }),
    /** As a browser, with any body. */
    asBrowser: (token: string, body: object, origin: string = ORIGIN) =>
      graphql(url, body, { authorization: `Bearer ${token}`, origin }),
    /** The sandbox's own controls. */
    control: (path: string, body?: object) =>
      body ? post(`${sandbox.url}/sandbox/${path}`, body) : get(`${sandbox.url}/sandbox/${path}`),
    async stop() {
      await server.stop();
      await gateway.stop();
      await store.close();
      await sandbox.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The stack's template and topic, as a partner sets them up. */
function withStack(path: Path, url: string, arn: string): Path {
  if (path.kind !== 'ROLE_BY_CLOUDFORMATION') return path;
  return {
    ...path,
    stack: { templateUrl: `${url}/cloudformation/${path.id}.json`, topics: [{ region: 'us-east-1', arn }] },
  };
}

/** Sends a GraphQL request. */
export async function graphql(url: string, body: object, headers: Record<string, string>): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

/** Waits until it holds; fails with a sentence after the deadline, which is long: a busy machine is no failure. */
export async function until(holds: () => unknown, deadlineMs = 30_000): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!(await holds())) {
    if (Date.now() > end)
      throw new Error(`This did not come true within ${deadlineMs} ms: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function post(url: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

async function get(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
