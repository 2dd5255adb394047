import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORIGIN, runGateway } from './running-gateway.ts';
import type { RunningGateway } from './running-gateway.ts';

let running: RunningGateway;

beforeAll(async () => {
  running = await runGateway();
});
afterAll(() => running.stop());

const QUERY = '{ paths { id } }';
const GRAPHQL_RESPONSE = 'application/graphql-response+json';

async function send(init: RequestInit & { search?: string }, headers: Record<string, string> = {}) {
  const { search = '', ...rest } = init;
  const response = await fetch(`${running.url}/graphql${search}`, {
    ...rest,
    headers: { authorization: `Bearer ${running.partnerKey}`, ...headers },
  });
  const text = await response.text();
  return {
    response,
    status: response.status,
    body: JSON.parse(text) as { data?: unknown; errors?: { extensions: { code: string } }[] },
  };
}

function post(body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return send({ method: 'POST', body: text }, { 'content-type': 'application/json', ...headers });
}

describe('An answer', () => {
  const accepted: [string | undefined, string][] = [
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['application/json', 'application/json'],
    [GRAPHQL_RESPONSE, GRAPHQL_RESPONSE],
    [`${GRAPHQL_RESPONSE}, application/json;q=0.9`, GRAPHQL_RESPONSE],
  ];
  test.each(accepted)('to someone who accepts %s comes as %s in UTF-8', async (accept, type) => {
    const { response, body } = await post({ query: QUERY }, accept ? { accept } : {});
    expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    expect(body.data).toBeTruthy();
  });

  test('that cannot be given in an accepted type is 406', async () => {
    const response = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${running.partnerKey}`,
        'content-type': 'application/json',
        accept: 'image/png',
      },
      body: JSON.stringify({ query: QUERY }),
    });
    expect(response.status).toBe(406);
  });

  test('is kept by nobody on its way, and carries the id to ask for help with', async () => {
    const { response } = await post({ query: QUERY });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('A request that cannot be answered is 400 REQUEST_INVALID when', () => {
  const bodies: [string, unknown][] = [
    ['it is not JSON', '{"query":'],
    ['it is empty', ''],
    ['it is a number', '1'],
    ['it has no query', {}],
    ['its query is a list', { query: [QUERY] }],
    ['its query is empty', { query: '' }],
    ['its query cannot be parsed', { query: '{ paths {' }],
    ['its query asks for an unknown field', { query: '{ nothing }' }],
    ['its variables are a list', { query: QUERY, variables: [1] }],
    ['its variables are a text', { query: QUERY, variables: 'x' }],
    ['its extensions are a text', { query: QUERY, extensions: 'x' }],
    ['its operation’s name is a number', { query: QUERY, operationName: 1 }],
    ['its operation’s name is not in it', { query: 'query A { paths { id } }', operationName: 'B' }],
    ['it has two operations and names none', { query: 'query A { paths { id } } query B { paths { id } }' }],
    ['a variable is missing', { query: 'query ($id: ID!) { grant(id: $id) { id } }' }],
    [
      'a variable is of another type',
      { query: 'query ($id: ID!) { grant(id: $id) { id } }', variables: { id: {} } },
    ],
    ['it is a batch', [{ query: QUERY }, { query: QUERY }]],
    ['it asks to subscribe', { query: 'subscription { grantUpdated(id: "x", after: 0) { grant { id } } }' }],
  ];
  test.each(bodies)('%s', async (_what, body) => {
    for (const accept of ['application/json', GRAPHQL_RESPONSE]) {
      const { status, body: answer } = await post(body, { accept });
      expect(answer.errors?.[0]?.extensions.code).toBe('REQUEST_INVALID');
      expect(status).toBe(400);
      expect(answer.data).toBeUndefined();
    }
  });

  test('it names a persisted query: whose convention is to say so with 200', async () => {
    const { body } = await post({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } });
    expect(body.errors?.[0]?.extensions.code).toBe('REQUEST_INVALID');
  });

  test('and the answer holds no stack and no file of ours', async () => {
    const { body } = await post({ query: '{ nothing }' });
    expect(JSON.stringify(body)).not.toMatch(/stack|node_modules|\.ts/);
    expect(body.errors?.[0]).toMatchObject({
      extensions: { docsUrl: `${running.url}/docs/errors#REQUEST_INVALID` },
    });
  });
});

describe('GET', () => {
  const notSimple = { 'apollo-require-preflight': 'true' };

  test('asks for a query, as a partner', async () => {
    const search = `?${new URLSearchParams({ query: 'query ($n: Int!) { grants(first: $n) { edges { cursor } } }', variables: '{"n":1}' })}`;
    expect((await send({ search }, notSimple)).body.data).toEqual({ grants: { edges: [] } });
  });

  test('changes nothing: a mutation is 405', async () => {
    const search = `?${new URLSearchParams({ query: 'mutation { cancelGrant(input: { id: "x" }) { __typename } }' })}`;
    const { status, response } = await send({ search }, notSimple);
    expect([status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('without anything that a page could not send by itself is refused', async () => {
    const { status, body } = await send({ search: `?${new URLSearchParams({ query: QUERY })}` });
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'REQUEST_INVALID']);
  });
});

describe('Another site’s page', () => {
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'gets nothing done by posting a form as %s',
    async (contentType) => {
      const response = await fetch(`${running.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${running.partnerKey}`, 'content-type': contentType },
        body: JSON.stringify({ query: QUERY }),
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await response.text()).not.toContain('quick-start-demo');
    },
  );

  test('is not told by CORS that it may read; a page that holds the button is', async () => {
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    const own = await preflight(ORIGIN);
    expect(own.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(own.headers.get('access-control-allow-credentials')).toBeNull();
  });
});

/** What a browser asks before it lets a page of this origin call. */
function preflight(origin: string): Promise<Response> {
  const asked = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization',
  };
  return fetch(`${running.url}/graphql`, { method: 'OPTIONS', headers: { origin, ...asked } });
}
