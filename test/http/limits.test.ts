import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantActions } from './grant-actions.ts';
import { openSocket } from './open-socket.ts';
import { graphql, runGateway } from './running-gateway.ts';
import type { Answer, RunningGateway } from './running-gateway.ts';

let running: RunningGateway;
let actions: ReturnType<typeof grantActions>;

beforeAll(async () => {
  running = await runGateway();
  actions = grantActions(running);
});
afterAll(() => running.stop());

function codeOf({ status, errors }: Answer): unknown[] {
  return [status, errors?.[0]?.extensions?.code];
}

const repeat = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ');

describe('A document is too costly when it', () => {
  const documents: [string, string][] = [
    [
      'is deeper than ten levels',
      `{ ${'grants(first: 1) { edges { node { '.repeat(4)} id ${'} } }'.repeat(4)} }`,
    ],
    ['has sixteen aliases', `{ ${repeat(16, (i) => `a${i}: paths { id }`)} }`],
    [
      'hides its aliases in fragments',
      `{ ...A } fragment A on Query { ${repeat(16, (i) => `a${i}: paths { id }`)} }`,
    ],
    ['has more than two thousand tokens', `{ paths { ${'id '.repeat(2001)} } }`],
    [
      'asks for a page of pages',
      '{ grants(first: 100) { edges { node { history(first: 100) { edges { node { hash } } } } } } }',
    ],
    [
      'hides its cost in fragments',
      `{ grants(first: 100) { edges { node { ...A } } } } fragment A on Grant { history(first: 100) { edges { node { hash } } } }`,
    ],
  ];
  test.each(documents)('%s: 400 QUERY_TOO_COSTLY', async (_what, query) => {
    const answer = await running.asPartner(query);
    expect(codeOf(answer)).toEqual([400, 'QUERY_TOO_COSTLY']);
    expect(answer.data).toBeUndefined();
  });

  test('goes round in circles: that is no document at all', async () => {
    const query = '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }';
    expect((await running.asPartner(query)).status).toBe(400);
  });
});

describe('A document is not too costly when it', () => {
  test('lists a hundred grants with all of their fields', async () => {
    const query = `{ grants(first: 100) { pageInfo { hasNextPage endCursor } edges { cursor node {
      id status accountId createdAt updatedAt path { id kind title } customer { id name } failure { code message }
      delegationRequest { id state stateSince } history(first: 10) { edges { node { number type } } }
    } } } }`;
    expect((await running.asPartner(query)).errors).toBeUndefined();
  });

  test('is the introspection that tools send', async () => {
    const type =
      'kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } }';
    const query = `{ __schema { types { name fields { name args { name type { ${type} } } type { ${type} } } } } }`;
    expect((await running.asPartner(query)).status).toBe(200);
  });
});

describe('A request', () => {
  test('of more than 64 KiB is refused unread: 413', async () => {
    const answer = await running.asPartner(`{ paths { id } } #${'x'.repeat(66_000)}`);
    expect(codeOf(answer)).toEqual([413, 'REQUEST_INVALID']);
  });

  test('whose frame is too large ends the socket and nothing else', async () => {
    const socket = openSocket(running, { partnerKey: running.partnerKey }, null);
    await expect(socket.take(1, { query: `{ paths { id } } #${'x'.repeat(66_000)}` })).rejects.toMatchObject({
      code: 1009,
    });
    expect((await running.asPartner('{ paths { id } }')).status).toBe(200);
  });
});

describe('A page', () => {
  test.each([0, -1, 101, 2_147_483_647])('of %i grants is INVALID_INPUT', async (first) => {
    const answer = await running.asPartner(
      'query ($first: Int!) { grants(first: $first) { edges { cursor } } }',
      { first },
    );
    expect(codeOf(answer)).toEqual([200, 'INVALID_INPUT']);
  });

  test.each([0, -1, 101])('of %i history entries is INVALID_INPUT', async (first) => {
    const { id } = await actions.startPending();
    const query =
      'query ($id: ID!, $first: Int!) { grant(id: $id) { history(first: $first) { edges { cursor } } } }';
    expect(codeOf(await running.asPartner(query, { id, first }))).toEqual([200, 'INVALID_INPUT']);
  });

  test.each(['ten', 1.5, null, '10'])('of %j is no request at all', async (first) => {
    const answer = await running.asPartner(
      'query ($first: Int!) { grants(first: $first) { edges { cursor } } }',
      { first },
    );
    expect(codeOf(answer)).toEqual([400, 'REQUEST_INVALID']);
  });

  test('must have a size', async () => {
    expect(codeOf(await running.asPartner('{ grants { edges { cursor } } }'))).toEqual([
      400,
      'REQUEST_INVALID',
    ]);
  });

  const cursors = [
    'x',
    'WzFd',
    '1.5',
    '-1',
    '1e3',
    ' 1',
    'null',
    '[object Object]',
    '99999999999',
    '../../etc/passwd',
  ];
  test.each(cursors)('of grants after the cursor %j is INVALID_INPUT', async (after) => {
    const query = 'query ($after: String) { grants(first: 1, after: $after) { edges { cursor } } }';
    expect(codeOf(await running.asPartner(query, { after }))).toEqual([200, 'INVALID_INPUT']);
  });

  test.each(cursors)('of history after the cursor %j is INVALID_INPUT', async (after) => {
    const { id } = await actions.startPending();
    const query =
      'query ($id: ID!, $after: String) { grant(id: $id) { history(first: 1, after: $after) { edges { cursor } } } }';
    expect(codeOf(await running.asPartner(query, { id, after }))).toEqual([200, 'INVALID_INPUT']);
  });

  test('follows the one before: every grant once, newest first', async () => {
    const customerId = 'paged';
    const started: string[] = [];
    for (let i = 0; i < 5; i++) started.push((await actions.startPending({ customerId })).id);
    const seen: string[] = [];
    let after: string | null = null;
    const query = `query ($after: String) { grants(first: 2, after: $after, customerId: "paged", status: [PENDING]) {
      edges { node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;
    for (let isMore = true; isMore;) {
      const { data }: Answer = await running.asPartner(query, { after });
      const { edges, pageInfo } = (data ?? {})['grants'] as GrantsPage;
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      seen.push(...edges.map(({ node }) => node.id));
      [after, isMore] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(seen).toEqual(started.toReversed());
  });

  test('of history follows the one before', async () => {
    const { id, historyNumber } = await actions.startActive();
    const query = `query ($id: ID!, $after: String) { grant(id: $id) { history(first: 2, after: $after) {
      edges { node { number } } pageInfo { hasNextPage endCursor } } } }`;
    const { data } = await running.asPartner(query, { id, after: String(historyNumber - 1) });
    expect(data?.['grant']).toEqual({
      history: {
        edges: [{ node: { number: historyNumber } }],
        pageInfo: { hasNextPage: false, endCursor: String(historyNumber) },
      },
    });
  });
});

interface GrantsPage {
  edges: { node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
}

describe('An error that nobody expected', () => {
  test('is INTERNAL and tells nothing of the inside, over HTTP and over a socket; the log has it', async () => {
    const [path] = running.gateway.partner.paths;
    if (!path) throw new Error('There is no path.');
    const { words } = path.statements[0] ?? { words: '' };
    const statement = { Effect: 'Allow' as const, Action: 's3:GetObject', Resource: '@{bucketName}' };
    const broken = await runGateway({
      partner: { paths: [{ ...path, statements: [{ words, statement }] }] },
    });
    const query = '{ paths { policyDocument } }';
    const answer = await broken.asPartner(query);
    const socket = openSocket(broken, { partnerKey: broken.partnerKey }, null);
    const [pushed] = await socket.take(1, { query });
    await socket.close();
    for (const errors of [answer.errors, pushed?.errors]) {
      expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL', retryable: true } }]);
      expect(JSON.stringify(errors)).not.toMatch(/bucketName|\.ts|stack|node_modules/);
    }
    expect(broken.logged.filter((it) => it.includes('bucketName')).length).toBeGreaterThanOrEqual(2);
    await broken.stop();
  });

  test('of the store is STORE_UNAVAILABLE, without its file’s name', async () => {
    const other = await runGateway();
    await other.store.close();
    const answer = await graphql(
      other.url,
      { query: '{ grants(first: 1) { edges { cursor } } }' },
      {
        authorization: `Bearer ${other.partnerKey}`,
      },
    );
    expect(answer.errors?.[0]?.extensions?.code).toBe('STORE_UNAVAILABLE');
    expect(JSON.stringify(answer.errors)).not.toMatch(/grants\.db|sqlite|\.ts/i);
    await other.stop();
  });
});
