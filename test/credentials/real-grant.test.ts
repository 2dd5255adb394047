import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromGrant } from '../../gateway/credentials/from-grant.ts';
import { grantActions } from '../http/grant-actions.ts';
import { runGateway } from '../http/running-gateway.ts';
import type { RunningGateway } from '../http/running-gateway.ts';

const ACCOUNT = '100000000001';

let running: RunningGateway;
let actions: ReturnType<typeof grantActions>;

beforeAll(async () => {
  running = await runGateway();
  actions = grantActions(running);
});
afterAll(() => running.stop());

async function activeGrant(pathId: string): Promise<string> {
  const { id } = await actions.startPending({ pathId, accountId: ACCOUNT });
  await actions.becomes(id, 'ACTIVE');
  return id;
}

function clientFor(grantId: string) {
  const { url, partnerKey, sandbox } = running;
  const credentials = fromGrant({ gateway: url, partnerKey, grantId, now: () => sandbox.now() });
  const client = new STSClient({ region: 'us-east-1', endpoint: sandbox.url, credentials });
  return { credentials, whoAmI: () => client.send(new GetCallerIdentityCommand({})) };
}

describe('A client of the AWS SDK with fromGrant', () => {
  test('acts in the customer’s account, and goes on when its first credentials are over', async () => {
    const { credentials, whoAmI } = clientFor(await activeGrant('automated-setup'));
    expect(await whoAmI()).toMatchObject({ Account: ACCOUNT });
    const first = await credentials();
    await actions.travel(3_600);
    expect(await whoAmI()).toMatchObject({ Account: ACCOUNT });
    const second = await credentials();
    expect(second.accessKeyId).not.toBe(first.accessKeyId);
    expect(second.expiration.getTime()).toBeGreaterThan(first.expiration.getTime());
  }, 30_000);

  test('is told why when the grant is over', async () => {
    const { whoAmI } = clientFor(await activeGrant('quick-start-demo'));
    expect(await whoAmI()).toMatchObject({ Account: ACCOUNT });
    await actions.travel(14_401);
    await expect(whoAmI()).rejects.toMatchObject({
      name: 'GrantCredentialsError',
      code: 'GRANT_NOT_ACTIVE',
      retryable: false,
      docsUrl: `${running.url}/docs/errors#GRANT_NOT_ACTIVE`,
    });
  }, 30_000);

  test('is told that its key opens nothing', async () => {
    const { url } = running;
    const credentials = fromGrant({ gateway: url, partnerKey: 'cwa_sk_no_key', grantId: 'grant_x' });
    await expect(credentials()).rejects.toMatchObject({ code: 'UNAUTHENTICATED', retryable: false });
  });
});

test('The command gives any tool credentials that work', async () => {
  const id = await activeGrant('quick-start-demo');
  const main = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));
  const settings = {
    CONNECT_WITH_AWS_GATEWAY: running.url,
    CONNECT_WITH_AWS_PARTNER_KEY: running.partnerKey,
  };
  const child = spawn(process.execPath, [main, 'credentials', id], {
    env: { PATH: process.env['PATH'], ...settings },
  });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  const { AccessKeyId, SecretAccessKey, SessionToken, Version } = JSON.parse(stdout) as Record<
    string,
    string
  >;
  expect(Version).toBe(1);
  const credentials = {
    accessKeyId: AccessKeyId ?? '',
    secretAccessKey: SecretAccessKey ?? '',
    sessionToken: SessionToken,
  };
  const client = new STSClient({ region: 'us-east-1', endpoint: running.sandbox.url, credentials });
  expect(await client.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: ACCOUNT });
}, 30_000);
