import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { GatewayError } from '../errors.ts';
import type { Sealed, Vault } from './vault.ts';

const CIPHER = 'aes-256-gcm';
const BYTES = { key: 32, iv: 12, tag: 16 } as const;

/** A wrapping key under its name. The key is 32 random bytes. */
export interface WrappingKey {
  id: string;
  key: Uint8Array;
}

/** A ciphertext with what it takes to open it, apart from the key. */
interface Box {
  iv: Buffer;
  ciphertext: Buffer;
  tag: Buffer;
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

  const seal = async (secret: string, context: string) => sealUnder(current, wrappingKey, secret, context);
  const open = async (sealed: Sealed, context: string) => {
    const key = byId.get(sealed.keyId);
    if (!key) throw new GatewayError('SECRET_UNREADABLE');
    return openWith(key, sealed, context);
  };
  return {
    seal,
    open,
    rewrap: async (sealed, context) => {
      const secret = await open(sealed, context);
      return sealed.keyId === current ? sealed : seal(secret, context);
    },
  };
}

function sealUnder(keyId: string, wrappingKey: KeyObject, secret: string, context: string): Sealed {
  const aad = authenticated(keyId, context);
  const dataKey = randomBytes(BYTES.key);
  const wrapped = encrypt(wrappingKey, dataKey, aad);
  const { iv, ciphertext, tag } = encrypt(createSecretKey(dataKey), Buffer.from(secret), aad);
  dataKey.fill(0);
  return {
    keyId,
    wrappedKey: Buffer.concat([wrapped.iv, wrapped.ciphertext, wrapped.tag]).toString('base64'),
    iv: iv.toString('base64'),
    ciphertext: ciphertext.toString('base64'),
    tag: tag.toString('base64'),
  };
}

function openWith(wrappingKey: KeyObject, sealed: Sealed, context: string): string {
  const aad = authenticated(sealed.keyId, context);
  try {
    const dataKey = decrypt(wrappingKey, wrappedBox(sealed.wrappedKey), aad);
    const box = { iv: bytes(sealed.iv), ciphertext: bytes(sealed.ciphertext), tag: bytes(sealed.tag) };
    const secret = decrypt(createSecretKey(dataKey), box, aad);
    dataKey.fill(0);
    return secret.toString();
  } catch (cause) {
    throw new GatewayError('SECRET_UNREADABLE', undefined, { cause });
  }
}

/** Key ids hold no `|`, and the context comes last: no two pairs give the same bytes. */
function authenticated(keyId: string, context: string): Buffer {
  return Buffer.from(`v1|${keyId}|${context}`);
}

function wrappedBox(wrappedKey: string): Box {
  const all = bytes(wrappedKey);
  const end = all.length - BYTES.tag;
  return { iv: all.subarray(0, BYTES.iv), ciphertext: all.subarray(BYTES.iv, end), tag: all.subarray(end) };
}

function encrypt(key: KeyObject, plain: Buffer, aad: Buffer): Box {
  const iv = randomBytes(BYTES.iv);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: BYTES.tag }).setAAD(aad);
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { iv, ciphertext, tag: cipher.getAuthTag() };
}

function decrypt(key: KeyObject, { iv, ciphertext, tag }: Box, aad: Buffer): Buffer {
  if (iv.length !== BYTES.iv) throw new RangeError('The initialisation vector is not 12 bytes.');
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: BYTES.tag })
    .setAAD(aad)
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

/** Strict, unlike Buffer.from: every text but the one that `seal` wrote is refused. */
function bytes(base64: string): Buffer {
  const decoded = Buffer.from(base64, 'base64');
  if (decoded.toString('base64') !== base64) throw new RangeError('This is not base64.');
  return decoded;
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
