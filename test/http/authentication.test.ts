import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newPartnerKey } from '../../gateway/partner-key.ts';
import { createSessionTokens } from '../../gateway/session-token.ts';
import { DEFAULT_PATHS } from '../../gateway/default-paths.ts';
import { grantActions } from './grant-actions.ts';
import type { Result } from './grant-actions.ts';
import { graphql, ORIGIN, runGateway } from './running-gateway.ts';
import type { Answer, RunningGateway } from './running-gateway.ts';
import { trustedId } from './trusted-id.ts';

let running: RunningGateway;
let actions: ReturnType<typeof grantActions>;

beforeAll(async () => {
  running = await runGateway();
  actions = grantActions(running);
});
afterAll(() => running.stop());

const PATHS = { query: '{ paths { id } }' };
const SESSION = { documentId: trustedId('Session') };

function withHeaders(headers: Record<string, string>, body: object = PATHS): Promise<Answer> {
  return graphql(running.url, body, headers);
}

function codeOf({ errors }: Answer): string | undefined {
  return errors?.[0]?.extensions?.code;
}

describe('A call is refused with 401 UNAUTHENTICATED when it', () => {
  const headers: [string, () => Record<string, string>][] = [
    ['carries nothing', () => ({})],
    ['carries an empty credential', () => ({ authorization: 'Bearer ' })],
    ['carries another scheme', () => ({ authorization: `Basic ${running.partnerKey}` })],
    ['carries a key of nobody', () => ({ authorization: `Bearer ${newPartnerKey('test').key}` })],
    [
      'carries a key with one character changed',
      () => ({ authorization: `Bearer ${spoilt(running.partnerKey)}` }),
    ],
    ['carries what is no token at all', () => ({ authorization: 'Bearer x.y.z', origin: ORIGIN })],
  ];
  test.each(headers)('%s', async (_what, make) => {
    const answer = await withHeaders(make());
    expect(answer.status).toBe(401);
    expect(codeOf(answer)).toBe('UNAUTHENTICATED');
    expect(answer.data).toBeUndefined();
  });

  test('carries a session token that a stranger signed', async () => {
    const strangers = createSessionTokens({
      signingKeys: [{ id: 'one', key: new Uint8Array(32).fill(8) }],
      now: Date.now,
    });
    const { sessionToken } = await strangers.mint({ customerId: 'nimbus', origin: ORIGIN });
    const answer = await running.asBrowser(sessionToken, SESSION);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('carries a token that names a signing key nobody here knows', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid: 'one' })).toString('base64url');
    const claims = Buffer.from(JSON.stringify({ sub: 'nimbus', key: privateKey.type })).toString('base64url');
    const answer = await running.asBrowser(`${header}.${claims}.`, SESSION);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('A partner', () => {
  test('is known by any of its keys, so that they can be changed without a pause', async () => {
    for (const key of [running.partnerKey, running.nextPartnerKey]) {
      const answer = await withHeaders({ authorization: `Bearer ${key}` });
      expect(answer.data?.['paths']).toEqual(DEFAULT_PATHS.map(({ id }) => ({ id })));
    }
  });

  test('has no session to ask for', async () => {
    const answer = await running.asPartner('{ session { serverTime } }');
    expect(codeOf(answer)).toBe('FORBIDDEN');
  });

  test('cannot mint a session for an origin that is not allowed, for a strange path, or for nobody', async () => {
    const refusals: [object, string, string | undefined][] = [
      [{ customerId: 'nimbus', origin: 'https://evil.example' }, 'INVALID_INPUT', 'origin'],
      [{ customerId: '' }, 'INVALID_INPUT', 'customerId'],
      [{ customerId: 'x'.repeat(129) }, 'INVALID_INPUT', 'customerId'],
      [{ customerId: 'nimbus', customerName: 'x'.repeat(129) }, 'INVALID_INPUT', 'customerName'],
      [{ customerId: 'nimbus', pathIds: [] }, 'INVALID_INPUT', 'pathIds'],
      [{ customerId: 'nimbus', pathIds: ['no-such-path'] }, 'PATH_UNAVAILABLE', undefined],
    ];
    for (const [input, code, field] of refusals) {
      const result = await actions.mintResult(input);
      expect([result.code, result.field]).toEqual([code, field]);
    }
  });
});

describe('A session', () => {
  test('is of one customer, on the page it was minted for', async () => {
    const token = await actions.mint('nimbus', { customerName: 'Nimbus Retail' });
    const answer = await running.asBrowser(token, SESSION);
    expect(answer.data?.['session']).toMatchObject({
      customer: { id: 'nimbus', name: 'Nimbus Retail' },
      partner: { name: 'Acme Analytics' },
      grant: null,
    });
  });

  test('is refused on a page of another origin, and without any', async () => {
    const token = await actions.mint('nimbus');
    const elsewhere = await running.asBrowser(token, SESSION, 'https://evil.example');
    expect([elsewhere.status, codeOf(elsewhere)]).toEqual([403, 'ORIGIN_NOT_ALLOWED']);
    const nowhere = await withHeaders({ authorization: `Bearer ${token}` }, SESSION);
    expect([nowhere.status, codeOf(nowhere)]).toEqual([403, 'ORIGIN_NOT_ALLOWED']);
  });

  test('offers and starts only the paths it was minted for', async () => {
    const token = await actions.mint('orchard', { pathIds: ['extended-trial'] });
    const { data } = await running.asBrowser(token, SESSION);
    expect(data?.['session']).toMatchObject({ paths: [{ id: 'extended-trial' }] });
    const result = await startBy(token, { pathId: 'quick-start-demo' });
    expect([result.__typename, result.code]).toEqual(['PathUnavailable', 'PATH_UNAVAILABLE']);
    expect(result.message).toContain('extended-trial');
  });

  test('connects only the account it was minted for, which AWS is told', async () => {
    const token = await actions.mint('orchard', { accountId: '111122223333' });
    const other = await startBy(token, { accountId: '444455556666' });
    expect([other.code, other.message]).toEqual(['INVALID_INPUT', expect.stringContaining('111122223333')]);
    const { grant } = await startBy(token, {});
    expect((await actions.requestOf(grant?.id ?? '')).ownerAccountId).toBe('111122223333');
  });

  test('starts grants for its own customer alone', async () => {
    const token = await actions.mint('nimbus');
    const result = await startBy(token, { customerId: 'orchard' });
    expect([result.__typename, result.code]).toEqual(['Forbidden', 'FORBIDDEN']);
    const { grant } = await startBy(token, { customerName: 'Somebody else' });
    expect((await actions.read(grant?.id ?? '')).customer).toEqual({ id: 'nimbus', name: null });
  });

  test('learns nothing of another customer’s grant, not even that there is one', async () => {
    const grant = await actions.startPending();
    const token = await actions.mint('a-stranger');
    const none = 'grant_00000000000000000000000000';
    for (const id of [grant.id, none]) {
      const status = await running.asBrowser(token, {
        documentId: trustedId('GrantStatus'),
        variables: { id },
      });
      expect(status.data).toEqual({ grant: null });
    }
    const cancel = (id: string) =>
      running.asBrowser(token, { documentId: trustedId('CancelGrant'), variables: { input: { id } } });
    const [theirs, nobodys] = await Promise.all([cancel(grant.id), cancel(none)]);
    const failure = { __typename: 'GrantNotFound', code: 'GRANT_NOT_FOUND', requestId: expect.any(String) };
    expect(theirs.data?.['cancelGrant']).toMatchObject(failure);
    expect({ ...(theirs.data?.['cancelGrant'] as Result), requestId: '' }).toEqual({
      ...(nobodys.data?.['cancelGrant'] as Result),
      requestId: '',
    });
    expect((await actions.read(grant.id)).status).toBe('PENDING');
  });

  test('sees the newest grant of its customer, whoever started it', async () => {
    const customerId = 'returning';
    const { id } = await actions.startPending({ customerId });
    const { data } = await running.asBrowser(await actions.mint(customerId), SESSION);
    expect(data?.['session']).toMatchObject({ grant: { id, status: 'PENDING' } });
  });

  test('ends after ten minutes: SESSION_EXPIRED, and the same customer comes back with a new one', async () => {
    const token = await actions.mint('nimbus');
    await actions.travel(601);
    const answer = await running.asBrowser(token, SESSION);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'SESSION_EXPIRED']);
    const again = await running.asBrowser(await actions.mint('nimbus'), SESSION);
    expect(again.status).toBe(200);
  });
});

async function startBy(token: string, input: object): Promise<Result> {
  const given = { idempotencyKey: crypto.randomUUID(), pathId: 'quick-start-demo', ...input };
  const { data } = await running.asBrowser(token, {
    documentId: trustedId('StartGrant'),
    variables: { input: given },
  });
  return data?.['startGrant'] as Result;
}

function spoilt(key: string): string {
  return key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A');
}
