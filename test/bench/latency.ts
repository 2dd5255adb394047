import { readFileSync } from 'node:fs';
import { CreateDelegationRequestCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, GetDelegatedAccessTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { GrantUpdatedDocument, StartGrantDocument } from '../../widget/operations.generated.ts';
import type { GrantUpdatedSubscription, StartGrantMutation } from '../../widget/operations.generated.ts';
import { runGateway } from '../http/running-gateway.ts';
import type { RunningGateway } from '../http/running-gateway.ts';
import { quantile, table } from './figures.ts';

const ROUNDS = 5;
const PER_ROUND = 30;
const ORIGIN = 'https://app.acme.example';
const CREDENTIALS = {
  accessKeyId: 'AKIASANDBOXACME00001',
  secretAccessKey: 'sandbox+acme/not-a-real-secret+key/0001',
};

/** What a round measures, milliseconds each. */
interface Samples {
  clickToLink: number[];
  bareCreate: number[];
  noticeToConnected: number[];
  bareExchange: number[];
}

/** Click to link, and notice to connected, beside what the same calls to AWS cost alone; in turn, in one run. */
async function benchLatency(): Promise<void> {
  const running = await runGateway();
  const aws = { region: 'us-east-1', endpoint: running.sandbox.url, credentials: CREDENTIALS };
  const bare = { iam: new IAMClient(aws), sts: new STSClient(aws) };
  const samples: Samples = { clickToLink: [], bareCreate: [], noticeToConnected: [], bareExchange: [] };
  try {
    await journey(running, samples, 'warm-up');
    Object.values(samples).forEach((it: number[]) => it.splice(0));
    for (let round = 0; round < ROUNDS; round++)
      for (let n = 0; n < PER_ROUND; n++) {
        await journey(running, samples, `${round}-${n}`);
        await bareCalls(running, bare, samples, `${round}-${n}`);
      }
  } finally {
    bare.iam.destroy();
    bare.sts.destroy();
    await running.stop();
  }
  print(samples);
}

async function journey(running: RunningGateway, samples: Samples, customerId: string): Promise<void> {
  const claims = { customerId, origin: ORIGIN, accountId: '100000000001' };
  const { sessionToken } = await running.sessionTokens.mint(claims);
  const input = { idempotencyKey: crypto.randomUUID(), pathId: 'quick-start-demo' };
  const clicked = performance.now();
  const { data } = await running.asBrowser(sessionToken, {
    documentId: StartGrantDocument.id,
    variables: { input },
  });
  samples.clickToLink.push(performance.now() - clicked);
  const { startGrant } = data as unknown as StartGrantMutation;
  if (startGrant.__typename !== 'StartGrantPayload')
    throw new Error(`startGrant gave ${startGrant.__typename}.`);
  const { grant } = startGrant;
  samples.noticeToConnected.push(await noticeToConnected(running, sessionToken, grant.id));
}

/** From the instant at which AWS released the token to the frame that says ACTIVE, milliseconds. */
async function noticeToConnected(running: RunningGateway, sessionToken: string, id: string): Promise<number> {
  const client = createClient({
    url: `${running.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, { origin: ORIGIN });
      }
    },
    connectionParams: { sessionToken },
  });
  const { id: documentId } = GrantUpdatedDocument;
  const frames = client.iterate<GrantUpdatedSubscription>({
    query: '',
    variables: { id, after: 0 },
    extensions: { documentId },
  });
  for await (const { data } of frames) {
    const grant = data?.grantUpdated.grant;
    if (grant?.status !== 'ACTIVE') continue;
    const arrived = performance.timeOrigin + performance.now();
    await client.dispose();
    return arrived - Date.parse(grant.delegationRequest?.stateSince ?? '');
  }
  throw new Error('The subscription ended before the grant was active.');
}

async function bareCalls(
  { topicArn }: RunningGateway,
  { iam, sts }: { iam: IAMClient; sts: STSClient },
  samples: Samples,
  id: string,
): Promise<void> {
  const create = new CreateDelegationRequestCommand({
    Description: 'Bare.',
    Permissions: {
      PolicyTemplateArn: 'arn:aws:iam::aws:delegation-template/acme.example/MarketplaceReadOnly',
    },
    RequestorWorkflowId: `bare-${id}`,
    NotificationChannel: topicArn,
    SessionDuration: 14_400,
  });
  const begun = performance.now();
  await iam.send(create);
  samples.bareCreate.push(performance.now() - begun);
  const exchanging = performance.now();
  // An unknown token costs the same round trip; who one is, is asked as in the exchange.
  await sts.send(new GetDelegatedAccessTokenCommand({ TradeInToken: 'none' })).catch(() => undefined);
  await sts.send(new GetCallerIdentityCommand({}));
  samples.bareExchange.push(performance.now() - exchanging);
}

function row(name: string, values: number[], bare: number[]): string[] {
  return [
    name,
    ...[values, bare].flatMap((it) => [quantile(it, 0.5).toFixed(1), quantile(it, 0.99).toFixed(1)]),
    `${(quantile(values, 0.5) / quantile(bare, 0.5)).toFixed(2)}×`,
  ];
}

function print(samples: Samples): void {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  process.stdout.write(
    `\nLatency, milliseconds, ${ROUNDS * PER_ROUND} journeys (connect-with-aws ${version})\n`,
  );
  table(
    ['', 'p50', 'p99', 'bare AWS calls p50', 'p99', 'p50 ratio'],
    [
      row('click to link', samples.clickToLink, samples.bareCreate),
      row('notice to connected', samples.noticeToConnected, samples.bareExchange),
    ],
  );
}

await benchLatency();
