import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { failureOf, startPartnerGateway } from './partner-gateway.ts';
import { startPartnerScene } from './partner-scene.ts';
import type { PartnerScene } from './partner-scene.ts';

const both = async () => [await stage.look(), await stage.mint('', { origin: stage.base })];

let stage: PartnerScene;
beforeAll(async () => {
  stage = await startPartnerScene();
});
afterAll(() => stage.stop());
beforeEach(() => stage.openSite());
afterEach(() => stage.closeSite());

describe('the page', () => {
  test('allows no inline script or style, no other site, and one Trusted Types policy', async () => {
    const page = await fetch(stage.base);
    const { host } = new URL(stage.base);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ws://${host}; ` +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
        "trusted-types lit-html 'allow-duplicates'",
    );
    const text = await page.text();
    expect(text).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=/);
  });

  test('names the script with its hash, and without one where that is not known', async () => {
    expect(await (await fetch(stage.base)).text()).not.toContain('integrity');
    await stage.openSite({ integrity: 'sha384-abc+/=' });
    const text = await (await fetch(stage.base)).text();
    expect(text).toMatch(
      /<script type="module" src="\/connect-with-aws.js" integrity="sha384-abc\+\/=" crossorigin>/,
    );
  });

  test('asks for the hash again each time where it may change', async () => {
    const hashes = ['sha384-old', 'sha384-new'];
    await stage.openSite({ integrity: () => hashes.shift() });
    expect(await (await fetch(stage.base)).text()).toContain('integrity="sha384-old"');
    expect(await (await fetch(stage.base)).text()).toContain('integrity="sha384-new"');
  });

  test('gives the button and the card the customer and the account, and the button its attributes', async () => {
    const query = '?customer=orchard-health&account=444455556666&theme=dark&dir=rtl&path=trial&mode=link';
    const text = await (await fetch(`${stage.base}/${query}`)).text();
    expect(text).toContain(
      'session-endpoint="/api/aws-session?customer=orchard-health&amp;account=444455556666"',
    );
    expect(text).toContain('data-access="/api/aws-access?customer=orchard-health&amp;account=444455556666"');
    expect(text).toContain('<strong>Orchard Health</strong>');
    expect(text).toContain('<html lang="en" dir="rtl" data-theme="dark">');
    for (const attribute of ['theme="dark"', 'path="trial"', 'mode="link"'])
      expect(text).toContain(attribute);
  });

  test.each(['style.css', 'page.js', 'mark.svg'])('is served its %s', async (name) => {
    const answer = await fetch(`${stage.base}/acme/${name}`);
    expect(answer.status).toBe(200);
    expect((await answer.text()).length).toBeGreaterThan(100);
  });

  test.each([
    ['customer=Nimbus', 'customer'],
    ['customer=%3Cscript%3E', 'customer'],
    ['customer=', 'customer'],
    [`customer=${'x'.repeat(41)}`, 'customer'],
    ['customer=a&customer=b', 'customer'],
    ['account=12345', 'account'],
    ['mode=iframe', 'mode'],
    ['path=../x', 'path'],
  ])('and both endpoints refuse %s with a sentence', async (query, name) => {
    const { origin } = new URL(stage.base);
    const answers = [
      await fetch(`${stage.base}/?${query}`),
      await stage.mint(`?${query}`, { origin }),
      await stage.look(`?${query}`),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(400);
      expect((await answer.json()).message).toContain(`This address cannot be used. ${name}: `);
    }
    expect(stage.gateway.asked).toHaveLength(0);
  });
});

describe('a session', () => {
  test('is minted for the customer, the account and the origin of the page, with the key', async () => {
    const answer = await stage.mint('?customer=orchard-health&account=444455556666', { origin: stage.base });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({
      sessionToken: 'a.session.token',
      expiresAt: expect.any(String),
      gateway: stage.base,
    });
    const input = {
      customerId: 'orchard-health',
      customerName: 'Orchard Health',
      origin: stage.base,
      accountId: '444455556666',
    };
    expect(stage.gateway.asked).toEqual([
      { authorization: `Bearer ${stage.partnerKey}`, variables: { input } },
    ]);
  });

  test.each([['https://evil.example'], ['null'], [''], ['http://127.0.0.1']])(
    'is refused to a page of "%s"',
    async (origin) => {
      expect((await stage.mint('', origin ? { origin } : {})).status).toBe(403);
      expect(stage.gateway.asked).toHaveLength(0);
    },
  );
});

describe('a gateway that', () => {
  test.each([
    ['answers a page of HTML', { status: 502, body: '<html>Bad gateway</html>' }],
    ['answers broken JSON', { status: 200, body: '{"data":' }],
    ['answers another shape', { status: 200, body: '{"data":{"result":7}}' }],
  ])('%s is not understood', async (_name, raw) => {
    stage.gateway.state.raw = raw;
    for (const answer of await both()) {
      expect(answer.status).toBe(502);
      expect((await answer.json()).message).toBe(
        'The gateway answered something this site does not understand.',
      );
    }
  });

  test('refuses the key is quoted', async () => {
    stage.gateway.state.raw = {
      status: 401,
      body: '{"errors":[{"message":"Nobody may ask without a key."}]}',
    };
    for (const answer of await both()) {
      expect(answer.status).toBe(502);
      expect((await answer.json()).message).toBe('The gateway refused: Nobody may ask without a key.');
    }
  });

  test('refuses the input is quoted', async () => {
    const refusal = failureOf('InvalidInput', 'INVALID_INPUT', 'This origin is not allowed.');
    stage.gateway.state.roots = { ...stage.roots, mintSession: () => refusal };
    const answer = await stage.mint('', { origin: stage.base });
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual({ message: 'The gateway refused: This origin is not allowed.' });
  });

  test('is down is told in a sentence that names neither its address nor the key', async () => {
    const gone = await startPartnerGateway({});
    await gone.stop();
    await stage.openSite({ gatewayUrl: gone.url });
    const answer = await stage.look();
    const text = await answer.text();
    expect(answer.status).toBe(502);
    expect(JSON.parse(text)).toEqual({
      message: 'This site cannot reach its gateway at the moment. Try again in a minute.',
    });
  });
});
