import { createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { GatewayError } from '../errors.ts';
import { authenticated, bytes, BYTES, decrypt, encrypt, openWith, sealUnder } from './envelope.ts';
import type { Box } from './envelope.ts';
import type { Sealed, Vault } from './vault.ts';

/** A wrapping key under its name. The key is 32 random bytes. */
export interface WrappingKey {
  id: string;
  key: Uint8Array;
}

/**
 * A vault whose wrapping keys are in the gateway's own configuration: the first wraps, all open, so that a new key is
 * put in front and the old one taken away once everything is rewrapped. CONFIG_INVALID if a key cannot be used.
 */
export function createLocalKeyVault({ keys }: { keys: readonly WrappingKey[] }): Vault {
  const byId = new Map(keys.map(({ id, key }) => [checkedId(id), secretKey(id, key)]));
  const current = keys[0]?.id;
  const wrappingKey = current === undefined ? undefined : byId.get(current);
  if (current === undefined || !wrappingKey) throw unusable('at least one key is needed');
  if (byId.size !== keys.length) throw unusable('two keys have the same id');

  const seal = async (secret: string, context: string) =>
    sealUnderLocal(current, wrappingKey, secret, context);
  const open = async (sealed: Sealed, context: string) => {
    const key = byId.get(sealed.keyId);
    if (!key) throw new GatewayError('SECRET_UNREADABLE');
    return openLocal(key, sealed, context);
  };
  return {
    seal,
    open,
    hasKeyOf: ({ keyId }) => byId.has(keyId),
    isCurrent: ({ keyId }) => keyId === current,
    rewrap: async (sealed, context) => {
      const secret = await open(sealed, context);
      return sealed.keyId === current ? sealed : seal(secret, context);
    },
  };
}

function sealUnderLocal(keyId: string, wrappingKey: KeyObject, secret: string, context: string): Sealed {
  const plain = randomBytes(BYTES.key);
  const { iv, ciphertext, tag } = encrypt(wrappingKey, plain, authenticated(keyId, context));
  const wrapped = Buffer.concat([iv, ciphertext, tag]);
  return sealUnder({ keyId, plain, wrapped }, secret, context);
}

function openLocal(wrappingKey: KeyObject, sealed: Sealed, context: string): string {
  try {
    const aad = authenticated(sealed.keyId, context);
    return openWith(decrypt(wrappingKey, wrappedBox(sealed.wrappedKey), aad), sealed, context);
  } catch (cause) {
    throw new GatewayError('SECRET_UNREADABLE', undefined, { cause });
  }
}

function wrappedBox(wrappedKey: string): Box {
  const all = bytes(wrappedKey);
  const end = all.length - BYTES.tag;
  return { iv: all.subarray(0, BYTES.iv), ciphertext: all.subarray(BYTES.iv, end), tag: all.subarray(end) };
}

function checkedId(id: string): string {
  if (/^[\w-]{1,32}$/.test(id)) return id;
  throw unusable('a key’s id is 1 to 32 letters, digits, hyphens and underscores');
}

function secretKey(id: string, key: Uint8Array): KeyObject {
  if (key.length === BYTES.key) return createSecretKey(key);
  throw unusable(`the key ${id} is ${key.length} bytes long, not ${BYTES.key}`);
}

function unusable(why: string): GatewayError {
  return new GatewayError('CONFIG_INVALID', `WRAPPING_KEYS cannot be used: ${why}.`, {
    field: 'WRAPPING_KEYS',
  });
}
