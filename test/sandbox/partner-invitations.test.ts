import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { failureOf } from './partner-gateway.ts';
import { startPartnerScene } from './partner-scene.ts';
import type { PartnerScene } from './partner-scene.ts';

const URL_OF_LINK = 'https://gateway.example/connect#a.link.token';
const paths = [
  { id: 'quick-start-demo', title: 'Quick Start Demo', summary: 'Reads.', isFeature: false },
  { id: 'extended-trial', title: 'Extended Trial', summary: 'Reads and writes.', isFeature: false },
  { id: 'cost-insights', title: 'Cost Insights', summary: 'Reads costs.', isFeature: true },
];

let stage: PartnerScene;
beforeAll(async () => {
  stage = await startPartnerScene();
});
afterAll(() => stage.stop());
afterEach(() => stage.closeSite());
beforeEach(async () => {
  await stage.openSite();
  const expiresAt = '2026-11-29T12:00:00.000Z';
  const grant = { id: 'grant_7', status: 'INVITED', accountId: null, path: paths[0] };
  const payload = { __typename: 'CreateInvitationPayload', grant, url: URL_OF_LINK, expiresAt };
  stage.gateway.state.roots = {
    ...stage.roots,
    paths: () => paths,
    createInvitation: () => payload,
    grant: () => ({ ...grant, invitedUntil: expiresAt, pendingUntil: null, expiresAt: null }),
    cancelGrant: () => ({ __typename: 'CancelGrantPayload', grant: { ...grant, status: 'CANCELLED' } }),
  };
});

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${stage.base}${path}`, { redirect: 'manual', ...init });

/** Posts a form as a page of the site does. */
const post = (path: string, form: string[][], headers: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    headers: { origin: stage.base, ...headers },
    body: new URLSearchParams(form),
  });

async function signIn(): Promise<{ cookie: string }> {
  const answer = await post('/demo/sign-in', [['company', 'nimbus-retail']]);
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/demo/request?company=nimbus-retail');
  return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

const filled = (change: Record<string, string> = {}) =>
  Object.entries({
    company: 'nimbus-retail',
    account: '1111 2222-3333',
    paths: 'quick-start-demo',
    key: '2f0b7b8e-3f5c-4d5e-9a43-0c6a9a1d9f11',
    ...change,
  });

describe('Who is not signed in', () => {
  test.each([['/demo/request?company=nimbus-retail'], ['/demo/request'], ['/demo/invitations/grant_7']])(
    'is led from %s to the sign-in',
    async (path) => {
      const forged = { cookie: `acme-staff-${new URL(stage.base).port}=guessed` };
      for (const answer of [await ask(path), await ask(path, { headers: forged })]) {
        expect(answer.status).toBe(302);
        expect(answer.headers.get('location')).toMatch(/^\/demo\/sign-in(\?company=nimbus-retail)?$/);
      }
      expect(stage.gateway.asked).toHaveLength(0);
    },
  );

  test('makes nothing, takes nothing back and sees no state', async () => {
    const answers = [
      await post('/demo/request', filled()),
      await post('/demo/invitations/grant_7/take-back', []),
      await ask('/demo/invitations/grant_7/state'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(stage.gateway.asked).toHaveLength(0);
  });

  test('is not signed in by another site’s form', async () => {
    const answer = await post('/demo/sign-in', [], { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

describe('Whoever signs in', () => {
  test('has a cookie that no script reads and no other site’s request carries', async () => {
    const answer = await post('/demo/sign-in', [['company', 'nimbus-retail']]);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^acme-staff-\d+=[\w-]{32}; Path=\/demo; HttpOnly; SameSite=Strict; Max-Age=28800$/,
    );
  });

  test('is signed out by time', async () => {
    const headers = await signIn();
    expect((await ask('/demo/request', { headers })).status).toBe(200);
    stage.state.clock += 28_801_000;
    expect((await ask('/demo/request', { headers })).status).toBe(302);
  });

  test('makes an invitation with the partner’s key, and gets the link, the text and the code', async () => {
    const headers = await signIn();
    const made = await post('/demo/request', filled(), headers);
    expect([made.status, made.headers.get('location')]).toEqual([303, '/demo/invitations/grant_7']);
    expect(stage.gateway.asked.at(-1)).toEqual({
      authorization: `Bearer ${stage.partnerKey}`,
      variables: {
        input: {
          idempotencyKey: '2f0b7b8e-3f5c-4d5e-9a43-0c6a9a1d9f11',
          customerId: 'nimbus-retail',
          customerName: 'Nimbus Retail',
          pathIds: ['quick-start-demo'],
          accountId: '111122223333',
        },
      },
    });
    const page = await ask('/demo/invitations/grant_7', { headers });
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
    const text = await page.text();
    expect(text).toContain(`value="${URL_OF_LINK}"`);
    expect(text).toMatch(/<svg class="code" role="img" aria-label="QR code of the link"[^>]*viewBox/);
    expect(text).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc="\/)|\son\w+=/);
    expect(await (await ask('/demo/invitations/grant_7/state', { headers })).json()).toMatchObject({
      status: 'INVITED',
    });
  });

  test('takes it back from a page of this site alone', async () => {
    const headers = await signIn();
    await post('/demo/request', filled(), headers);
    const path = '/demo/invitations/grant_7/take-back';
    expect((await post(path, [], { ...headers, origin: 'https://evil.example' })).status).toBe(403);
    expect(stage.gateway.asked.at(-1)?.variables).not.toEqual({ input: { id: 'grant_7' } });
    expect((await post(path, [], headers)).status).toBe(303);
    expect(stage.gateway.asked.at(-1)?.variables).toEqual({ input: { id: 'grant_7' } });
  });

  test.each([
    ['company', '<script>'],
    ['company', ''],
    ['account', '12345'],
    ['key', 'x'],
  ])('is told what is wrong with the form: %s "%s"', async (name, value) => {
    const headers = await signIn();
    const answer = await post('/demo/request', filled({ [name]: value }), headers);
    const text = await answer.text();
    expect(answer.status).toBe(400);
    expect(text).toContain(`This cannot be sent yet. ${name}: `);
    expect([text.includes('Extended Trial'), text.includes('Cost Insights')]).toEqual([true, false]);
    expect(text).not.toContain('<script>');
  });

  test('is told in a sentence what the gateway refused, and of an invitation that is not known', async () => {
    const headers = await signIn();
    const refusal = failureOf('PathUnavailable', 'PATH_UNAVAILABLE', 'There is no such path.');
    stage.gateway.state.roots = { ...stage.gateway.state.roots, createInvitation: () => refusal };
    const answer = await post('/demo/request', filled(), headers);
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual({ message: 'The gateway refused: There is no such path.' });
    expect((await ask('/demo/invitations/grant_8', { headers })).status).toBe(404);
    expect((await ask('/demo/request?company=No', { headers })).status).toBe(400);
  });
});
