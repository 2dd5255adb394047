import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runGateway, until } from './running-gateway.ts';
import type { RunningGateway } from './running-gateway.ts';

const START = `mutation ($input: StartGrantInput!) {
  startGrant(input: $input) {
    __typename
    ... on StartGrantPayload { grant { id status delegationRequest { state consoleDeepLink } } }
    ... on Failure { code message requestId docsUrl }
  }
}`;

const READ = `query ($id: ID!) {
  grant(id: $id) {
    status accountId assumedPrincipal expiresAt historyNumber failure { code }
    delegationRequest { state }
    history(first: 100) { edges { node { number type state } } }
  }
}`;

interface ReadGrant {
  status: string;
  accountId: string;
  assumedPrincipal: string | null;
  failure: { code: string } | null;
  delegationRequest: { state: string } | null;
  history: { edges: { node: { number: number; type: string } }[] };
}

let running: RunningGateway;

beforeAll(async () => {
  running = await runGateway();
});
afterAll(() => running.stop());

async function start(accountId: string, pathId = 'quick-start-demo'): Promise<string> {
  const input = {
    idempotencyKey: crypto.randomUUID(),
    pathId,
    accountId,
    customerId: `customer-${accountId}`,
  };
  const { data } = await running.asPartner(START, { input });
  const result = data?.['startGrant'] as { grant: { id: string } };
  return result.grant.id;
}

async function read(id: string): Promise<ReadGrant> {
  return (await running.asPartner(READ, { id })).data?.['grant'] as ReadGrant;
}

async function ends(id: string, deadlineMs?: number): Promise<ReadGrant> {
  await until(async () => (await read(id)).status !== 'PENDING', deadlineMs);
  return read(id);
}

describe.concurrent('What becomes of a grant when the customer', () => {
  const table: [string, string, string][] = [
    ['100000000001', 'approves at once', 'ACTIVE'],
    ['100000000002', 'declines', 'REJECTED'],
    ['100000000003', 'forwards to an administrator who approves', 'ACTIVE'],
    ['100000000007', 'approves, and every notice comes twice', 'ACTIVE'],
    ['100000000008', 'approves, and the notices come out of order', 'ACTIVE'],
    ['100000000009', 'approves, and the notices come late', 'ACTIVE'],
    ['100000000010', 'approves, and somebody forges notices first', 'ACTIVE'],
    ['100000000011', 'approves, with a state in between that nobody knows', 'ACTIVE'],
    ['100000000012', 'approves, and AWS says EXPIRED after FINALIZED', 'ACTIVE'],
    ['100000000013', 'approves, and STS asks for patience', 'ACTIVE'],
    ['100000000014', 'approves, and STS fails for a while', 'ACTIVE'],
    ['100000000016', 'forwards, and the state comes with a space in it', 'ACTIVE'],
    ['100000000017', 'approves, and the FINALIZED notice is lost', 'ACTIVE'],
  ];

  test.each(table)(
    '%s %s: %s',
    async (accountId, _what, status) => {
      const grant = await ends(await start(accountId), 20_000);
      expect(grant.status).toBe(status);
      expect(grant.accountId).toBe(accountId);
      const types = grant.history.edges.map(({ node }) => node.type);
      expect(types.filter((it) => it === 'GRANT_ACTIVATED').length).toBe(status === 'ACTIVE' ? 1 : 0);
      expect(grant.history.edges.map(({ node }) => node.number)).toEqual(types.map((_, index) => index + 1));
    },
    30_000,
  );

  test('is root and the access asked for is longer than root may give: declined', async () => {
    expect((await ends(await start('100000000018', 'extended-trial'))).status).toBe('REJECTED');
  });
});
