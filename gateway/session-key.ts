import { createPublicKey, createSecretKey } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { GatewayError } from './errors.ts';

/** How this gateway signs its own session tokens. */
export const SIGNING_ALGORITHM = 'HS256';

/** The curves that a partner's own key may have, and the algorithms that go with each and with no other. */
const CURVES: Record<string, string[]> = { Ed25519: ['EdDSA', 'Ed25519'], 'P-256': ['ES256'] };

/** The keys that session tokens are checked against. Ids are unique across both lists. */
export interface SessionKeyOptions {
  /** Our own, at least 32 bytes each: the first signs, all verify. */
  signingKeys: readonly { id: string; key: Uint8Array }[];
  /** Public keys with which the partner signs session tokens itself: Ed25519 or P-256. */
  publicKeys?: readonly { id: string; jwk: JsonWebKey }[];
}

/** A key and the only algorithms it is used with. */
export interface SessionKey {
  id: string;
  key: KeyObject;
  algorithms: string[];
  /** Whether it is the partner's own. */
  isPartners: boolean;
}

/** The keys, ready for use; `current` signs. CONFIG_INVALID, naming the key, if one cannot be used. */
export function sessionKeys({ signingKeys, publicKeys = [] }: SessionKeyOptions): {
  current: SessionKey;
  byId: ReadonlyMap<string, SessionKey>;
} {
  const own = signingKeys.map(ownKey);
  const all = [...own, ...publicKeys.map(partnersKey)];
  const byId = new Map(all.map((key) => [key.id, key]));
  const [current] = own;
  if (!current) throw unusable('SESSION_KEYS', 'at least one key is needed');
  if (byId.size !== all.length) throw unusable('SESSION_KEYS', 'two keys have the same id');
  return { current, byId };
}

function ownKey({ id, key }: { id: string; key: Uint8Array }): SessionKey {
  if (key.length < 32) throw unusable('SESSION_KEYS', `the key ${id} is shorter than 32 bytes`);
  return { id, key: createSecretKey(key), algorithms: [SIGNING_ALGORITHM], isPartners: false };
}

function partnersKey({ id, jwk }: { id: string; jwk: JsonWebKey }): SessionKey {
  const algorithms = Object.hasOwn(CURVES, jwk.crv ?? '') ? CURVES[jwk.crv ?? ''] : undefined;
  if (!algorithms) throw unusable('PARTNER_JWKS', `the key ${id} is neither Ed25519 nor P-256`);
  if (jwk.d !== undefined)
    throw unusable('PARTNER_JWKS', `the key ${id} is a private key; give its public half`);
  return { id, key: publicKey(id, jwk), algorithms, isPartners: true };
}

function publicKey(id: string, jwk: JsonWebKey): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch (cause) {
    throw unusable('PARTNER_JWKS', `the key ${id} is not a public key`, cause);
  }
}

function unusable(field: string, why: string, cause?: unknown): GatewayError {
  return new GatewayError('CONFIG_INVALID', `${field} cannot be used: ${why}.`, { field, cause });
}
