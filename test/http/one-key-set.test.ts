import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createIdentityTokens } from '../../gateway/identity-tokens.ts';
import { newPartnerKey } from '../../gateway/partner-key.ts';
import { createSessionTokens } from '../../gateway/session-token.ts';
import { createLocalKeyVault } from '../../gateway/vault/local-key.ts';
import { startNeighbour } from './neighbour.ts';
import type { Neighbour, SharedKeys } from './neighbour.ts';
import { ORIGIN, runGateway } from './running-gateway.ts';
import type { RunningGateway } from './running-gateway.ts';
import { trustedId } from './trusted-id.ts';

const { key: partnerKey, hashed } = newPartnerKey('shared');
const KEYS: SharedKeys = {
  partner: [hashed],
  session: [secretKey('session-1')],
  wrapping: [{ id: 'one', key: new Uint8Array(32).fill(9) }],
  identity: [identityKey('identity-1')],
};

function secretKey(id: string) {
  return { id, key: new Uint8Array(randomBytes(32)) };
}

function identityKey(id: string) {
  return { id, key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey };
}

async function jwksOf({ url }: Pick<Neighbour, 'url'>) {
  const response = await fetch(`${url}/.well-known/jwks.json`);
  return createLocalJWKSet((await response.json()) as JSONWebKeySet);
}

describe('Two gateways with the same settings', () => {
  let running: RunningGateway;
  let first: Neighbour;
  let second: Neighbour;
  beforeAll(async () => {
    running = await runGateway();
    first = await startNeighbour(running, KEYS);
    second = await startNeighbour(running, KEYS);
  });
  afterAll(async () => {
    await Promise.all([first.stop(), second.stop()]);
    await running.stop();
  });

  test('take each other’s session tokens, and the partner’s key', async () => {
    const mint = `mutation ($input: MintSessionInput!) { mintSession(input: $input) { ... on MintSessionPayload { sessionToken } } }`;
    const input = { customerId: 'nimbus', origin: ORIGIN };
    const { data } = await first.asPartner(partnerKey, mint, { input });
    const { mintSession } = data as { mintSession: { sessionToken: string } };
    const asked = { documentId: trustedId('Session') };
    const answer = await second.asBrowser(mintSession.sessionToken, asked);
    expect(answer.errors).toBeUndefined();
    expect(answer).toMatchObject({ status: 200, data: { session: {} } });
    expect((await second.asPartner(partnerKey, '{ paths { id } }')).errors).toBeUndefined();
  });

  test('publish keys that verify each other’s identity tokens', async () => {
    const token = await first.identityTokens.mint('grant_1', 'sts.amazonaws.com');
    const { payload } = await jwtVerify(token, await jwksOf(second), {
      issuer: running.gateway.partner.publicUrl,
      audience: 'sts.amazonaws.com',
      currentDate: new Date(running.sandbox.now()),
    });
    expect(payload.sub).toBe('grant_1');
  });
});

/** Settings one after another: behind, in front, alone. Gateways are restarted one by one, so neighbours meet. */
function rotationOf<T>(old: T, next: T): T[][] {
  return [[old], [old, next], [next, old], [next]];
}

/** Each pair of settings that run side by side while gateways are restarted, either way round. */
function sideBySide<T>(steps: T[][]): [T[], T[]][] {
  return steps.flatMap((step, index) => {
    const later = steps[index + 1];
    return later
      ? ([
          [step, later],
          [later, step],
        ] as [T[], T[]][])
      : [];
  });
}

describe('A key is rotated in three steps (behind, in front, the old one out), and at every moment', () => {
  const context = 'grant_1/exchange-token';
  const claims = { customerId: 'nimbus', origin: ORIGIN };
  const now = Date.now;
  const session = (signingKeys: SharedKeys['session']) => createSessionTokens({ signingKeys, now });
  const identity = (keys: SharedKeys['identity']) =>
    createIdentityTokens({ issuer: 'https://connect.acme.example', keys, now });

  test('each gateway takes the session tokens of the other', async () => {
    for (const [minting, verifying] of sideBySide(rotationOf(secretKey('old'), secretKey('next')))) {
      const { sessionToken } = await session(minting).mint(claims);
      expect(await session(verifying).verify(sessionToken)).toMatchObject(claims);
    }
  });

  test('each gateway opens what the other sealed', async () => {
    for (const [sealing, opening] of sideBySide(rotationOf(secretKey('old'), secretKey('next')))) {
      const sealed = await createLocalKeyVault({ keys: sealing }).seal('a secret', context);
      expect(await createLocalKeyVault({ keys: opening }).open(sealed, context)).toBe('a secret');
    }
  });

  test('every key that signs identity tokens is published by all, and was before it signed', async () => {
    const steps = rotationOf(identityKey('old'), identityKey('next'));
    for (const [minting, publishing] of sideBySide(steps)) {
      const token = await identity(minting).mint('grant_1', 'sts.amazonaws.com');
      const jwks = createLocalJWKSet(await identity(publishing).jwks());
      expect((await jwtVerify(token, jwks)).payload.sub).toBe('grant_1');
    }
    const published: string[] = ['old'];
    for (const step of steps) {
      const { kid } = decodeProtectedHeader(await identity(step).mint('grant_1', 'sts.amazonaws.com'));
      expect(published).toContain(kid);
      published.push(...(await identity(step).jwks()).keys.map((it) => it.kid ?? ''));
    }
  });

  test('a key put in front at once would not be known to the neighbour: hence the first step', async () => {
    const [old, next] = [secretKey('old'), secretKey('next')];
    const { sessionToken } = await session([next, old]).mint(claims);
    await expect(session([old]).verify(sessionToken)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const sealed = await createLocalKeyVault({ keys: [next, old] }).seal('a secret', context);
    const former = createLocalKeyVault({ keys: [old] });
    await expect(former.open(sealed, context)).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
  });
});
