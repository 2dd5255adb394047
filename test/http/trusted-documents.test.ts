import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantActions, newGrant } from './grant-actions.ts';
import { ORIGIN, runGateway } from './running-gateway.ts';
import type { Answer, RunningGateway } from './running-gateway.ts';
import { openSocket } from './open-socket.ts';
import { TRUSTED, trustedId } from './trusted-id.ts';

let running: RunningGateway;
let actions: ReturnType<typeof grantActions>;
let token: string;
let grantId: string;

beforeAll(async () => {
  running = await runGateway();
  actions = grantActions(running);
  token = await actions.mint('nimbus');
  grantId = (await actions.startPending({ customerId: 'nimbus' })).id;
});
afterAll(() => running.stop());

const SESSION_TEXT = TRUSTED[trustedId('Session')] ?? '';
const INTROSPECTION = '{ __schema { types { name } } }';

function codeOf({ status, errors }: Answer): unknown[] {
  return [status, errors?.[0]?.extensions?.code];
}

function variablesFor(text: string): object {
  const { customerId: _sessionsOwn, ...input } = newGrant();
  if (text.startsWith('mutation StartGrant')) return { input };
  const { idempotencyKey, pathId } = input;
  const own: Record<string, object> = {
    UpgradeGrant: { pathId },
    RenewGrant: { idempotencyKey },
    ExtendGrant: { idempotencyKey, pathId },
    SubmitRole: { roleArn: 'arn:aws:iam::111122223333:role/acme.example/connector' },
  };
  const [, name = ''] = /^\w+ (\w+)/.exec(text) ?? [];
  return { id: grantId, after: 0, input: { id: grantId, ...own[name] } };
}

describe('A session', () => {
  const queries = Object.entries(TRUSTED).filter(([, text]) => !text.startsWith('subscription'));

  test('has documents to run: the table below is not empty', () => {
    expect(queries.length).toBeGreaterThanOrEqual(4);
  });

  test.each(queries)('runs the trusted document %s', async (documentId, text) => {
    const answer = await running.asBrowser(token, { documentId, variables: variablesFor(text) });
    expect(answer.errors).toBeUndefined();
    expect(answer.status).toBe(200);
    expect(Object.values(answer.data ?? {})[0]).toBeTruthy();
  });

  const refused: [string, object][] = [
    ['its own text', { query: '{ paths { id } }' }],
    ['a trusted document’s own text without its id', { query: SESSION_TEXT }],
    ['introspection', { query: INTROSPECTION }],
    ['an altered id', { documentId: trustedId('Session').replace(/.$/, (it) => (it === '0' ? '1' : '0')) }],
    ['an id in capitals', { documentId: trustedId('Session').toUpperCase() }],
    ['an id that every object has', { documentId: 'constructor' }],
    ['an id that is a list', { documentId: [trustedId('Session')] }],
    ['an empty id', { documentId: '' }],
    ['nothing', {}],
    ['a batch', [{ documentId: trustedId('Session') }]],
    [
      'a persisted query',
      {
        extensions: {
          persistedQuery: { version: 1, sha256Hash: trustedId('Session') },
        },
      },
    ],
  ];
  test.each(refused)('is refused %s', async (_what, body) => {
    expect(codeOf(await running.asBrowser(token, body))).toEqual([403, 'OPERATION_NOT_TRUSTED']);
  });

  test('cannot smuggle a text in beside an id: the text is never run', async () => {
    const documentId = trustedId('GrantStatus');
    const body = { documentId, query: INTROSPECTION, variables: { id: grantId } };
    const { data } = await running.asBrowser(token, body);
    expect(Object.keys(data ?? {})).toEqual(['grant']);
  });

  test('cannot pick an operation that the document does not hold', async () => {
    const answer = await running.asBrowser(token, {
      documentId: trustedId('Session'),
      operationName: 'Other',
    });
    expect(codeOf(answer)).toEqual([400, 'REQUEST_INVALID']);
  });

  test('cannot ask by GET, whatever the address says', async () => {
    for (const search of [
      new URLSearchParams({ query: '{ paths { id } }' }),
      new URLSearchParams({ documentId: trustedId('Session') }),
    ]) {
      const headers = { authorization: `Bearer ${token}`, origin: ORIGIN, 'apollo-require-preflight': '1' };
      const response = await fetch(`${running.url}/graphql?${search}`, { headers });
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('OPERATION_NOT_TRUSTED');
    }
  });

  test('runs the body’s document even when the address names another text', async () => {
    const response = await fetch(`${running.url}/graphql?query=${encodeURIComponent(INTROSPECTION)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, origin: ORIGIN, 'content-type': 'application/json' },
      body: JSON.stringify({ documentId: trustedId('GrantStatus'), variables: { id: grantId } }),
    });
    expect(await response.text()).not.toContain('__schema');
  });
});

describe('A session’s socket', () => {
  test('runs the trusted subscription', async () => {
    const socket = openSocket(running, { sessionToken: token });
    const variables = { id: grantId, after: 0 };
    const [first] = await socket.take(1, { documentId: trustedId('GrantUpdated'), variables });
    expect(first?.data?.['grantUpdated']).toMatchObject({ grant: { id: grantId } });
    await socket.close();
  });

  const refused: [string, { query?: string; documentId?: unknown }][] = [
    [
      'its own text',
      { query: `subscription { grantUpdated(id: "x", after: 0) { grant { assumedPrincipal } } }` },
    ],
    ['introspection', { query: INTROSPECTION }],
    ['an altered id', { documentId: `${trustedId('GrantUpdated')}0` }],
    ['an id that every object has', { documentId: '__proto__' }],
  ];
  test.each(refused)('is refused %s', async (_what, request) => {
    const socket = openSocket(running, { sessionToken: token });
    const errors = await socket.take(1, request).catch((error: unknown) => error);
    expect(errors).toMatchObject([{ extensions: { code: 'OPERATION_NOT_TRUSTED', retryable: false } }]);
    await socket.close();
  });
});

describe('A partner', () => {
  test('may bring its own text, or name a trusted one, and may read the schema', async () => {
    const { data } = await running.asPartner(INTROSPECTION);
    expect(data?.['__schema']).toBeTruthy();
    const { customer } = await actions.read(grantId);
    expect(customer.id).toBe('nimbus');
  });

  test('that names a document which is none is told so', async () => {
    const response = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${running.partnerKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ documentId: '0', query: '{ paths { id } }' }),
    });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('OPERATION_NOT_TRUSTED');
  });
});
