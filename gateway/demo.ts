import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createTopic, isSubscribed, subscribe } from './aws/topic.ts';
import type { SdkOptions } from './aws/sdk.ts';
import type { Config } from './config.ts';
import { templateOf } from './domain/path.ts';
import type { Path } from './domain/path.ts';
import { widgetIntegrity } from './http/static.ts';
import { newPartnerKey } from './partner-key.ts';
import { followSandboxClock } from './sandbox-clock.ts';
import { partnerSite } from './sandbox/partner-site/partner-site.ts';
import { startSandbox } from './sandbox/sandbox.ts';

/** The made-up partner. */
export const DEMO_PARTNER = 'Acme Analytics';

type Topic = NonNullable<Path['stack']>['topics'][number];

/** The made-up partner's keys in the sandbox's AWS; they open nothing anywhere else. */
const SANDBOX_CREDENTIALS = {
  accessKeyId: 'AKIASANDBOXACME00001',
  secretAccessKey: 'sandbox+acme/not-a-real-secret+key/0001',
};

/** Where a stack may be run: each Region has a topic of its own, which stacks of others cannot reach. */
const STACK_REGIONS = ['us-east-1', 'eu-west-1', 'ap-southeast-2'];

/** How long the subscription may take to be confirmed, milliseconds. */
const CONFIRMATION_DEADLINE_MS = 15_000;

/**
 * Makes everything ready for a demonstration: a sandbox in AWS's place (its own, on the next port, or the one that
 * SANDBOX_URL names), the partner's onboarding there (templates, topic), the demo page and its backend's key.
 */
export async function prepareDemo(config: Config, paths: readonly Path[]) {
  const place = await sandboxFor(config);
  const sdk: SdkOptions = {
    region: config.AWS_REGION,
    endpoint: place.url,
    credentials: SANDBOX_CREDENTIALS,
  };
  await registerTemplates(place.url, paths);
  const topicArn = await createTopic(sdk, 'connect-with-aws');
  const stackTopics = await Promise.all(STACK_REGIONS.map((region) => stackTopic(sdk, region)));
  const { key, hashed } = newPartnerKey('demo');
  const here = `http://127.0.0.1:${config.PORT}`;

  return {
    now: place.now,
    sandbox: { endpoint: place.url, credentials: SANDBOX_CREDENTIALS, stackAnswerOrigins: [place.url] },
    paths: paths.map((it) => withStack(it, here, stackTopics)),
    consoleUrl: `${place.url}/console`,
    config: {
      ...config,
      PARTNER_KEYS: [...config.PARTNER_KEYS, hashed],
      ALLOWED_ORIGINS: [...config.ALLOWED_ORIGINS, here, `http://localhost:${config.PORT}`],
      SNS_TOPIC_ARN: topicArn,
      PARTNER_PRINCIPAL_ARN: 'arn:aws:iam::999988887777:root',
      SNS_CERTIFICATE_ORIGINS: [place.url],
    },
    pages: partnerSite({
      gatewayUrl: here,
      partnerName: config.PARTNER_NAME ?? DEMO_PARTNER,
      partnerKey: key,
      awsEndpoint: place.url,
      consoleUrl: `${place.url}/console`,
      integrity: widgetIntegrity,
    }),
    stop: place.stop,
    /** AWS can only tell a gateway that answers: so the subscription comes last, and the address after it. */
    async onListening(port: number): Promise<void> {
      // Several gateways have one address, and one subscription with it.
      const endpoint = `${config.PUBLIC_URL ?? here}/sns`;
      const topics = [{ region: config.AWS_REGION, arn: topicArn }, ...stackTopics];
      await Promise.all(topics.map((topic) => listen(sdk, topic, endpoint)));
      process.stdout.write(addresses(port, place.url));
    },
  };
}

async function stackTopic(sdk: SdkOptions, region: string): Promise<Topic> {
  return { region, arn: await createTopic({ ...sdk, region }, 'connect-with-aws-stacks', 'everybody') };
}

async function listen(sdk: SdkOptions, { region, arn }: Topic, endpoint: string): Promise<void> {
  await subscribe({ ...sdk, region }, arn, endpoint);
  await confirmed(() => isSubscribed({ ...sdk, region }, arn, endpoint));
}

/** The demonstration serves the stack's template itself; a partner puts it into S3. */
function withStack(path: Path, here: string, topics: Topic[]): Path {
  if (path.kind !== 'ROLE_BY_CLOUDFORMATION') return path;
  return { ...path, stack: { templateUrl: `${here}/cloudformation/${path.id}.json`, topics } };
}

async function sandboxFor(config: Config) {
  if (config.SANDBOX_URL) {
    const clock = await followSandboxClock(config.SANDBOX_URL);
    return { url: config.SANDBOX_URL, now: () => clock.now(), stop: () => Promise.resolve(clock.stop()) };
  }
  const folder = dirname(config.STORE_FILE);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const booksFile = join(folder, 'sandbox.json');
  return startSandbox({ port: config.PORT + 1, booksFile });
}

/** What a partner does by e-mail with AWS. */
async function registerTemplates(sandboxUrl: string, paths: readonly Path[]): Promise<void> {
  for (const path of paths.filter((it) => it.policyTemplateArn)) {
    const body = JSON.stringify({ arn: path.policyTemplateArn, name: path.id, document: templateOf(path) });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${sandboxUrl}/sandbox/templates`, { method: 'POST', headers, body });
    if (!response.ok)
      throw new Error(`The sandbox refused the template of ${path.id}: ${await response.text()}`);
  }
}

async function confirmed(isConfirmed: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + CONFIRMATION_DEADLINE_MS;
  while (!(await isConfirmed())) {
    if (Date.now() > deadline)
      throw new Error('The sandbox did not confirm the subscription; is /sns reachable?');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function addresses(port: number, sandboxUrl: string): string {
  return `
  The page of a made-up vendor, with the button:

http://localhost:${port}/

  The vendor's salesperson invites here:  http://localhost:${port}/demo/request?company=nimbus-retail
  The sandbox that stands in AWS's place: ${sandboxUrl}/console
  The gateway's GraphQL:                  http://localhost:${port}/graphql
  Ctrl-C stops it all.

`;
}
