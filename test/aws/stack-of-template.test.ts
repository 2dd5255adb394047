import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantActions } from '../http/grant-actions.ts';
import { runGateway, until } from '../http/running-gateway.ts';
import type { RunningGateway } from '../http/running-gateway.ts';

const ACCOUNT = '111122223333';
const READ = `query ($id: ID!) { grant(id: $id) {
  status quickCreate { link externalId } role { arn externalId } failure { code }
} }`;

let running: RunningGateway;
let actions: ReturnType<typeof grantActions>;

beforeAll(async () => {
  running = await runGateway();
  actions = grantActions(running);
});
afterAll(() => running.stop());

interface Read {
  status: string;
  quickCreate: { link: string; externalId: string } | null;
  role: { arn: string; externalId: string } | null;
}

async function read(id: string): Promise<Read> {
  return (await running.asPartner(READ, { id })).data?.['grant'] as Read;
}

test('A stack of the template makes a role that the gateway proves, with the link’s own values', async () => {
  const { id } = await actions.startPending({ pathId: 'production-setup', accountId: ACCOUNT });
  const { quickCreate } = await read(id);
  const query = new URL(quickCreate?.link ?? '').searchParams;
  const given = [...query].filter(([name]) => name.startsWith('param_'));
  const parameters = Object.fromEntries(given.map(([name, value]) => [name.slice('param_'.length), value]));
  expect(parameters['ExternalId']).toBe(quickCreate?.externalId);
  const stack = {
    accountId: ACCOUNT,
    region: query.get('region'),
    stackName: query.get('stackName'),
    templateURL: query.get('templateURL'),
    parameters,
  };
  await running.control('stacks', stack);
  await until(async () => (await read(id)).status !== 'PENDING');
  const { status, role } = await read(id);
  expect(status).toBe('ACTIVE');
  expect(role?.arn).toMatch(/^arn:aws:iam::111122223333:role\/acme\.example\//);
  expect(role?.externalId).toBe(quickCreate?.externalId);
}, 30_000);
