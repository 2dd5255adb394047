import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approve } from './aws-console.ts';
import { recordTraffic } from './traffic.ts';
import type { Seen, Traffic } from './traffic.ts';
import { startWorld } from './world.ts';
import type { World } from './world.ts';

let world: World;
let seen: Seen[];
let secrets: Record<string, string>;

beforeAll(async () => {
  world = await startWorld();
  seen = await wholeJourney();
  secrets = await everySecret();
});
afterAll(() => world.stop());

/** From the press to credentials in use by the partner's backend, and a reload. */
async function wholeJourney(): Promise<Seen[]> {
  const recorded: { traffic?: Traffic } = {};
  const visitor = await world.visit({
    prepare: async (context) => (recorded.traffic = recordTraffic(context)),
  });
  await visitor.press();
  await approve(await visitor.continueInAws());
  await visitor.reaches('connected');
  await visitor.backendCard.getByText('Access that works').waitFor();
  await visitor.page.reload();
  await visitor.reaches('connected');
  await visitor.backendCard.getByText('Access that works').waitFor();
  return (await recorded.traffic?.all()) ?? [];
}

/** Everything that nobody but its holder may know, by what it is. */
async function everySecret(): Promise<Record<string, string>> {
  const keys = readFileSync(join(world.folder, 'development-keys.json'), 'utf8');
  const ofAws = (await world.sandbox.secrets()).map((text, index) => [`AWS secret ${index}`, text]);
  return { ...JSON.parse(keys), 'partner key': world.partnerKey, ...Object.fromEntries(ofAws) };
}

/** Where a secret turns up, as it is or as JSON, a URL, base64 or hex would write it. */
function findings(pieces: readonly Seen[]): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    pieces
      .filter(({ text }) => spellings(secret).some((it) => text.includes(it)))
      .map(({ where }) => `${name} in ${where}`),
  );
}

function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    Buffer.from(secret, 'base64').toString('hex'),
  ];
}

/** The store as it lies on disk: its database, its journal and whatever stands beside it. */
function storedFiles(): Seen[] {
  const names = readdirSync(world.folder).filter((name) => name !== 'development-keys.json');
  return names.map((where) => ({ where, text: readFileSync(join(world.folder, where), 'latin1') }));
}

describe('No secret', () => {
  test('is missing from the search: tokens, AWS keys, the partner’s key and the gateway’s own', () => {
    expect(Object.values(secrets).every((it) => it.length >= 32)).toBe(true);
    expect(Object.keys(secrets)).toEqual(expect.arrayContaining(['wrapping', 'session', 'partner key']));
    // The partner's AWS key, an exchange token, and two sessions' keys and tokens: for the proof and for the backend.
    expect(Object.keys(secrets).filter((it) => it.startsWith('AWS')).length).toBeGreaterThanOrEqual(6);
  });

  test('reaches a browser', () => {
    expect(findings(seen)).toEqual([]);
    expect(seen.filter(({ text }) => text.includes('cwa_sk_')).map(({ where }) => where)).toEqual([]);
  });

  test('could have passed by unseen: what may reach a browser is found there', () => {
    const body = seen.find(({ where }) => /^body of .*\/api\/aws-session/.test(where));
    const { sessionToken } = JSON.parse(body?.text ?? '{}') as { sessionToken: string };
    expect(sessionToken.length).toBeGreaterThan(100);
    const places = seen
      .filter(({ text }) => text.includes(sessionToken))
      .map(({ where }) => where.replace(/ .*/, ''));
    expect(new Set(places)).toEqual(new Set(['body', 'request', 'frame']));
    expect(seen.some(({ where, text }) => where.startsWith('frame from') && text.includes('ACTIVE'))).toBe(
      true,
    );
    expect(seen.some(({ where, text }) => where.startsWith('page') && text.includes('Connected until'))).toBe(
      true,
    );
  });

  test('is kept in the browser, where there is the grant’s id alone', async () => {
    const kept = seen.find(({ where }) => where === `kept by ${world.gatewayUrl}`);
    const { id } = await world.backend.grantOf('customer-1');
    expect(JSON.parse(kept?.text ?? '')).toEqual({
      localStorage: { 'connect-with-aws:/api/aws-session?customer=customer-1': id },
      sessionStorage: {},
      databases: [],
      cookies: '',
    });
    const cookies = seen.find(({ where }) => where === 'cookies')?.text ?? '';
    const names = (JSON.parse(cookies) as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual([expect.stringMatching(/^sandbox-console-/)]);
  });

  test('reaches the gateway’s log, at its most talkative', () => {
    expect(world.gatewayOutput()).toContain('notice saved');
    expect(findings([{ where: 'the log', text: world.gatewayOutput() }])).toEqual([]);
    expect(world.gatewayOutput()).not.toContain('cwa_sk_');
  });

  test('lies readable in the store', () => {
    const files = storedFiles();
    expect(files.some(({ text }) => text.includes('GRANT_ACTIVATED'))).toBe(true);
    expect(findings(files)).toEqual([]);
  });
});
