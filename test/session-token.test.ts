import { createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import * as fc from 'fast-check';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createSessionTokens } from '../gateway/session-token.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const older = { id: 'spring', key: randomBytes(32) };
const newer = { id: 'summer', key: randomBytes(32) };
const claims = {
  customerId: 'customer-1',
  customerName: 'Fabrikam',
  origin: 'https://app.acme.example',
  pathIds: ['quick-start'],
  accountId: '012345678901',
};
const ed25519 = generateKeyPairSync('ed25519');
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicKeys = [
  { id: 'partner-ed', jwk: ed25519.publicKey.export({ format: 'jwk' }) },
  { id: 'partner-ec', jwk: p256.publicKey.export({ format: 'jwk' }) },
];

/** The tokens of a gateway whose clock stands so many seconds after noon. */
function tokens(seconds = 0, signingKeys = [newer, older]) {
  return createSessionTokens({ signingKeys, publicKeys, now: () => NOON + seconds * 1000 });
}

interface Signed {
  alg?: string;
  kid?: string;
  change?: Record<string, unknown>;
}

/** A token as a partner, or anybody, may sign it: right in all but what is given. */
function signedBy(
  key: KeyObject | Uint8Array,
  { alg = 'EdDSA', kid = 'partner-ed', change = {} }: Signed = {},
) {
  const iat = NOON / 1000;
  const payload = {
    iss: kid,
    aud: 'connect-with-aws',
    sub: 'customer-1',
    origin: 'https://app.acme.example',
    iat,
    exp: iat + 300,
    ...change,
  };
  return new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(key);
}

/** The same, under this gateway's own key. */
function signedByUs(change: Record<string, unknown>) {
  return signedBy(newer.key, { alg: 'HS256', kid: newer.id, change: { iss: 'connect-with-aws', ...change } });
}

const unauthenticated = { code: 'UNAUTHENTICATED' };

describe('session tokens', () => {
  test('carry their claims for ten minutes to the second', async () => {
    const { sessionToken, expiresAt } = await tokens().mint(claims);
    expect(expiresAt).toBe(NOON + 600_000);
    expect(await tokens().verify(sessionToken)).toEqual({ ...claims, expiresAt });
    expect(await tokens(599).verify(sessionToken)).toEqual({ ...claims, expiresAt });
    await expect(tokens(600).verify(sessionToken)).rejects.toMatchObject({ code: 'SESSION_EXPIRED' });
  });

  test('carry no more than was given', async () => {
    const { customerId, origin } = claims;
    const { sessionToken } = await tokens().mint({ customerId, origin });
    const read = await tokens().verify(sessionToken);
    expect(JSON.parse(JSON.stringify(read))).toEqual({ customerId, origin, expiresAt: NOON + 600_000 });
  });

  test('the first key signs, all verify; a key that is gone verifies nothing', async () => {
    const { sessionToken } = await tokens(0, [older]).mint(claims);
    expect(await tokens(1, [newer, older]).verify(sessionToken)).toMatchObject(claims);
    await expect(tokens(1, [newer]).verify(sessionToken)).rejects.toMatchObject(unauthenticated);
    const fresh = await tokens(0, [newer, older]).mint(claims);
    await expect(tokens(1, [older]).verify(fresh.sessionToken)).rejects.toMatchObject(unauthenticated);
  });

  test('one changed character and it is refused', async () => {
    const { sessionToken } = await tokens().mint(claims);
    const last = sessionToken.length - 1;
    for (let at = 0; at < last; at++) {
      const other = sessionToken[at] === 'A' ? 'B' : 'A';
      const spoilt = sessionToken.slice(0, at) + other + sessionToken.slice(at + 1);
      await expect(tokens().verify(spoilt)).rejects.toMatchObject(unauthenticated);
    }
  });

  test('any other text is refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        await expect(tokens().verify(text)).rejects.toMatchObject(unauthenticated);
        await expect(tokens().verify(`e30.${text}.e30`)).rejects.toMatchObject(unauthenticated);
      }),
    );
    await expect(tokens().verify('a'.repeat(1_000_000))).rejects.toMatchObject(unauthenticated);
  });

  test('the token does not choose how it is checked', async () => {
    const publicBytes = Buffer.from(ed25519.publicKey.export({ type: 'spki', format: 'pem' }));
    const rawBytes = Buffer.from(publicKeys[0]?.jwk.x ?? '', 'base64url');
    const forgeries = [
      new UnsecuredJWT({ sub: 'customer-1', origin: claims.origin, iat: NOON / 1000, exp: NOON / 1000 + 60 })
        .setAudience('connect-with-aws')
        .encode(),
      await signedBy(publicBytes, { alg: 'HS256' }),
      await signedBy(rawBytes, { alg: 'HS256' }),
      await signedBy(createSecretKey(Buffer.concat([newer.key, newer.key])), { alg: 'HS512', kid: newer.id }),
      await signedBy(ed25519.privateKey, { kid: 'partner-ec' }),
      await signedBy(p256.privateKey, { alg: 'ES256', kid: 'partner-ed' }),
      await signedBy(ed25519.privateKey, { kid: newer.id, change: { iss: 'connect-with-aws' } }),
      await signedBy(ed25519.privateKey, { kid: '__proto__' }),
    ];
    for (const it of forgeries) await expect(tokens().verify(it)).rejects.toMatchObject(unauthenticated);
  });

  test('the right key with the wrong audience or issuer is refused', async () => {
    expect(await tokens().verify(await signedByUs({}))).toMatchObject({ customerId: 'customer-1' });
    for (const change of [
      { aud: 'another' },
      { aud: undefined },
      { iss: 'another' },
      { nbf: NOON / 1000 + 60 },
    ])
      await expect(tokens().verify(await signedByUs(change))).rejects.toMatchObject(unauthenticated);
  });
});

describe('session tokens that the partner signs itself', () => {
  test.each([
    ['Ed25519', ed25519.privateKey, { kid: 'partner-ed' }],
    ['P-256', p256.privateKey, { alg: 'ES256', kid: 'partner-ec' }],
  ])('are taken under its %s key', async (_, key, signed) => {
    expect(await tokens().verify(await signedBy(key, signed))).toMatchObject({
      customerId: 'customer-1',
      origin: 'https://app.acme.example',
      expiresAt: NOON + 300_000,
    });
  });

  test('end when they say so', async () => {
    const token = await signedBy(ed25519.privateKey);
    await expect(tokens(311).verify(token)).rejects.toMatchObject({ code: 'SESSION_EXPIRED' });
  });

  const iat = NOON / 1000;
  test.each([
    ['a life of more than 15 minutes', { exp: iat + 901 }],
    ['no end', { exp: undefined }],
    ['no beginning', { iat: undefined }],
    ['a beginning in the future', { iat: iat + 60, exp: iat + 90 }],
    ['the name of another key as issuer', { iss: 'partner-ec' }],
    ['no customer', { sub: undefined }],
    ['an empty customer', { sub: '' }],
    ['no origin', { origin: undefined }],
    ['an origin with a path', { origin: 'https://app.acme.example/' }],
    ['an account that is none', { account: '1234' }],
    ['paths that are none', { paths: 'quick-start' }],
  ])('are refused with %s', async (_, change) => {
    const token = await signedBy(ed25519.privateKey, { change });
    await expect(tokens().verify(token)).rejects.toMatchObject(unauthenticated);
  });
});

describe('keys of session tokens', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
  test.each([
    ['no key', { signingKeys: [] }],
    ['a short key', { signingKeys: [{ id: 'a', key: randomBytes(31) }] }],
    ['one id twice', { signingKeys: [newer, { ...older, id: newer.id }] }],
    [
      'one id in both lists',
      { signingKeys: [newer], publicKeys: [{ id: newer.id, jwk: publicKeys[0]?.jwk ?? {} }] },
    ],
    ['an RSA key', { signingKeys: [newer], publicKeys: [{ id: 'a', jwk: rsa }] }],
    [
      'a broken key',
      { signingKeys: [newer], publicKeys: [{ id: 'a', jwk: { kty: 'OKP', crv: 'Ed25519', x: '' } }] },
    ],
    [
      'a private key',
      { signingKeys: [newer], publicKeys: [{ id: 'a', jwk: ed25519.privateKey.export({ format: 'jwk' }) }] },
    ],
  ])('%s is refused', (_, options) => {
    expect(() => createSessionTokens({ ...options, now: () => NOON })).toThrowError(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });
});
