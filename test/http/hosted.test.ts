import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantActions, newGrant } from './grant-actions.ts';
import { hostedActions } from './hosted-actions.ts';
import { openSocket } from './open-socket.ts';
import { runGateway } from './running-gateway.ts';
import type { RunningGateway } from './running-gateway.ts';
import { trustedId } from './trusted-id.ts';

const HOUR = 3600;

let running: RunningGateway;
let links: ReturnType<typeof hostedActions>;
let grants: ReturnType<typeof grantActions>;

beforeAll(async () => {
  running = await runGateway();
  links = hostedActions(running);
  grants = grantActions(running);
});
afterAll(() => running.stop());

describe('The hosted page', () => {
  test('allows nothing inline, no other site, no frame; is not kept, not found, and tells nobody of itself', async () => {
    const page = await fetch(`${running.url}/connect`);
    expect(page.status).toBe(200);
    const { host } = new URL(running.url);
    expect(page.headers.get('content-security-policy')).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ws://${host}; ` +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
        "trusted-types lit-html 'allow-duplicates'",
    );
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('x-robots-tag')).toBe('noindex');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const text = await page.text();
    expect(text).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc="\/)|\son\w+=|https?:/);
    expect(text).toMatch(/src="\/connect-with-aws.js" integrity="sha384-[\w+/]{64}" crossorigin/);
  });

  test('is the same for everybody: it holds nothing of any grant', async () => {
    const before = await (await fetch(`${running.url}/connect`)).text();
    await links.invite({ customerName: 'Orchard Health' });
    expect(await (await fetch(`${running.url}/connect?customer=orchard`)).text()).toBe(before);
    expect(before).not.toMatch(/Orchard|Nimbus|grant_/);
  });

  test.each(['page.js', 'style.css'])('is served its %s', async (name) => {
    const answer = await fetch(`${running.url}/connect/${name}`);
    expect(answer.status).toBe(200);
    expect((await answer.text()).length).toBeGreaterThan(500);
  });
});

describe('A link', () => {
  test('has its token in the fragment, and opens a session of its grant with the words for its page', async () => {
    const { url, token, grantId } = await links.invite({ accountId: '111122223333' });
    const { exp = 0 } = decodeJwt(token);
    const until = new Date(exp * 1000).toISOString();
    expect(new URL(url)).toMatchObject({ pathname: '/connect', search: '', origin: running.url });
    const { status, headers, body } = await links.open(token);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      sessionToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      expiresAt: expect.stringMatching(/Z$/),
      gateway: running.url,
      grantId,
      purpose: 'invitation',
      partnerName: 'Acme Analytics',
      customerName: 'Nimbus Retail',
      accountId: '111122223333',
      openUntil: until,
    });
  });

  test('of a hand-off names the customer and says until when AWS waits', async () => {
    const pending = await grants.startPending({ customerName: 'Nimbus Retail' });
    const { token } = await links.handOff(pending.id);
    const { body } = await links.open(token);
    expect(body).toMatchObject({
      purpose: 'hand-off',
      grantId: pending.id,
      customerName: 'Nimbus Retail',
      openUntil: pending.pendingUntil,
    });
  });

  test('opens again and again, for as long as it works', async () => {
    const { token, grantId } = await links.invite();
    const answers = [await links.open(token), await links.open(token)];
    expect(answers.map(({ body }) => body.grantId)).toEqual([grantId, grantId]);
  });
});

describe('No session is given', () => {
  test.each([
    ['another site', 'https://evil.example'],
    ['the partner’s own page', 'https://app.acme.example'],
    ['an opaque page', 'null'],
  ])('to %s', async (_who, origin) => {
    const { token } = await links.invite();
    const { status, body } = await links.open(token, { origin });
    expect({ status, code: body['code'] }).toEqual({ status: 403, code: 'ORIGIN_NOT_ALLOWED' });
  });

  test('to who does not say where they are', async () => {
    const { token } = await links.invite();
    expect((await links.open(token, {})).status).toBe(403);
  });

  test.each([
    ['nothing', undefined],
    ['no text', 7],
    ['an empty text', ''],
  ])('for %s', async (_what, token) => {
    const { status, body } = await links.open(token);
    expect({ status, code: body['code'] }).toEqual({ status: 400, code: 'INVALID_INPUT' });
  });

  test('for what is no link, a link of another key, a link that was changed, or a session token', async () => {
    const { token } = await links.invite();
    const [head = '', claims = '', signature = ''] = token.split('.');
    const session = await grants.mint('nimbus-retail');
    const other = Buffer.from('{"purpose":"invitation","sub":"grant_x","exp":9999999999}').toString(
      'base64url',
    );
    const forged = [`${head}.${other}.${signature}`, `${head}.${claims}.`, 'no link', session];
    for (const it of forged) {
      const { status, body } = await links.open(it);
      expect({ it, status, code: body['code'] }).toEqual({ it, status: 401, code: 'UNAUTHENTICATED' });
    }
  });

  test('for a body of more than 8 kB, or one that is no JSON', async () => {
    const { status } = await links.open('x'.repeat(8_300));
    expect(status).toBe(413);
    expect((await links.open('', { origin: running.url }, '{"token":')).status).toBe(400);
  });

  test('for a link that was taken back', async () => {
    const { token, grantId } = await links.invite();
    expect((await grants.cancel(grantId)).__typename).toBe('CancelGrantPayload');
    const { status, body, text } = await links.open(token);
    expect({ status, code: body['code'] }).toEqual({ status: 409, code: 'GRANT_NOT_PENDING' });
    expect(text).not.toMatch(/Nimbus|grant_/);
  });
});

describe('A link’s session', () => {
  test('sees its grant, and no other of the same customer, by any document', async () => {
    const other = await grants.startPending({ customerId: 'nimbus-retail' });
    const { token, grantId } = await links.invite();
    const { sessionToken } = (await links.open(token)).body;
    const { data } = await links.ask(sessionToken, 'Session');
    expect(data?.['session']).toMatchObject({ grant: { id: grantId, status: 'INVITED' } });
    expect((await links.ask(sessionToken, 'GrantStatus', { id: other.id })).data).toEqual({ grant: null });
    for (const name of ['CancelGrant', 'CreateHandOff', 'EndGrant'] as const) {
      const { data } = await links.ask(sessionToken, name, { input: { id: other.id } });
      expect(JSON.stringify({ name, data })).toContain('GRANT_NOT_FOUND');
    }
    const socket = openSocket(running, { sessionToken }, running.url);
    const variables = { id: other.id, after: 0 };
    const told = await socket
      .take(1, { documentId: trustedId('GrantUpdated'), variables })
      .catch((error: unknown) => error);
    expect(JSON.stringify(told)).toContain('GRANT_NOT_FOUND');
    await socket.close();
    expect((await grants.read(other.id)).status).toBe('PENDING');
  });

  test('is for the gateway’s own page alone', async () => {
    const { token } = await links.invite();
    const { sessionToken } = (await links.open(token)).body;
    const { errors } = await running.asBrowser(sessionToken, { documentId: 'any' });
    expect(errors?.[0]?.extensions?.code).toBe('ORIGIN_NOT_ALLOWED');
  });

  test('takes the invitation up once; asked for more, it is the same grant', async () => {
    const { token, grantId } = await links.invite({ customerId: 'once', pathIds: ['quick-start-demo'] });
    const { sessionToken } = (await links.open(token)).body;
    const start = async (pathId = 'quick-start-demo') => {
      const { idempotencyKey } = newGrant();
      const { data } = await links.ask(sessionToken, 'StartGrant', { input: { idempotencyKey, pathId } });
      return data?.['startGrant'] as { grant?: { id: string; status: string }; code?: string };
    };
    expect((await start('extended-trial')).code).toBe('PATH_UNAVAILABLE');
    expect((await start()).grant).toMatchObject({ id: grantId, status: 'PENDING' });
    expect((await start()).grant).toMatchObject({ id: grantId });
    expect(await grants.requests()).toSatisfy(
      (all: { workflowId: string }[]) => all.filter((it) => it.workflowId.startsWith(grantId)).length === 1,
    );
    const all = await running.asPartner(
      '{ grants(first: 10, customerId: "once") { edges { node { id } } } }',
    );
    expect(all.data?.['grants']).toEqual({ edges: [{ node: { id: grantId } }] });
  });

  test('of a hand-off starts nothing at all', async () => {
    const pending = await grants.startPending({ customerId: 'handed' });
    const { token } = await links.handOff(pending.id);
    const { sessionToken } = (await links.open(token)).body;
    const input = { idempotencyKey: crypto.randomUUID(), pathId: 'quick-start-demo' };
    const { data } = await links.ask(sessionToken, 'StartGrant', { input });
    expect(data?.['startGrant']).toMatchObject({ code: 'PATH_UNAVAILABLE' });
    const all = await running.asPartner(
      '{ grants(first: 10, customerId: "handed") { edges { node { id } } } }',
    );
    expect(all.data?.['grants']).toEqual({ edges: [{ node: { id: pending.id } }] });
  });
});

describe('As time goes by', () => {
  test('an invitation ends when it said, and its link opens nothing from then on', async () => {
    const { token, grantId } = await links.invite({ expiresInHours: 2 });
    await grants.travel(2 * HOUR - 60);
    expect((await links.open(token)).status).toBe(200);
    await grants.travel(120);
    const { status, body, text } = await links.open(token);
    expect({ status, code: body['code'] }).toEqual({ status: 401, code: 'SESSION_EXPIRED' });
    expect(text).not.toMatch(/Nimbus|grant_/);
    await grants.becomes(grantId, 'EXPIRED');
  });

  test('a hand-off link works for seven days, whatever became of the grant', async () => {
    const pending = await grants.startPending();
    const { token } = await links.handOff(pending.id);
    await grants.act(pending.id, 'claim');
    await grants.act(pending.id, 'reject');
    await grants.becomes(pending.id, 'REJECTED');
    expect((await links.open(token)).body).toMatchObject({ grantId: pending.id, openUntil: null });
    await grants.travel(7 * 24 * HOUR + 60);
    expect((await links.open(token)).body['code']).toBe('SESSION_EXPIRED');
  });
});

describe('After all that', () => {
  test('the log tells of links that were not opened, and holds no link and no session', async () => {
    const { token } = await links.invite();
    const { sessionToken } = (await links.open(token)).body;
    await links.open(`${token}x`);
    const log = running.logged.join('\n');
    expect(log).toContain('a link was not opened');
    expect(log).not.toMatch(/eyJ[\w-]{10}/);
    for (const secret of [token, sessionToken])
      expect(log.includes(secret.split('.')[1] ?? secret)).toBe(false);
  });
});
