import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Sealed } from './vault.ts';

const CIPHER = 'aes-256-gcm';

/** Lengths, in bytes. */
export const BYTES = { key: 32, iv: 12, tag: 16 } as const;

/** A ciphertext with what it takes to open it, apart from the key. */
export interface Box {
  iv: Buffer;
  ciphertext: Buffer;
  tag: Buffer;
}

/** A data key in clear, and as its wrapping key wrapped it. */
export interface DataKey {
  /** Which key wrapped it; without a `|`. */
  keyId: string;
  plain: Uint8Array;
  wrapped: Uint8Array;
}

/** Seals a secret under a data key made for it, which is zeroed. */
export function sealUnder({ keyId, plain, wrapped }: DataKey, secret: string, context: string): Sealed {
  try {
    const { iv, ciphertext, tag } = encrypt(
      createSecretKey(plain),
      Buffer.from(secret),
      authenticated(keyId, context),
    );
    return {
      keyId,
      wrappedKey: Buffer.from(wrapped).toString('base64'),
      iv: iv.toString('base64'),
      ciphertext: ciphertext.toString('base64'),
      tag: tag.toString('base64'),
    };
  } finally {
    plain.fill(0);
  }
}

/** Opens a secret with its data key in clear, which is zeroed. Throws where a byte or the context is another. */
export function openWith(dataKey: Uint8Array, sealed: Sealed, context: string): string {
  try {
    const box = { iv: bytes(sealed.iv), ciphertext: bytes(sealed.ciphertext), tag: bytes(sealed.tag) };
    return decrypt(createSecretKey(dataKey), box, authenticated(sealed.keyId, context)).toString();
  } finally {
    dataKey.fill(0);
  }
}

/** What is authenticated with a secret. Key ids hold no `|`, and the context comes last: no two pairs give the same bytes. */
export function authenticated(keyId: string, context: string): Buffer {
  return Buffer.from(`v1|${keyId}|${context}`);
}

/** Encrypts under a key of 32 bytes. */
export function encrypt(key: KeyObject, plain: Uint8Array, aad: Buffer): Box {
  const iv = randomBytes(BYTES.iv);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: BYTES.tag }).setAAD(aad);
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { iv, ciphertext, tag: cipher.getAuthTag() };
}

/** What `encrypt` was given; throws where anything is another. */
export function decrypt(key: KeyObject, { iv, ciphertext, tag }: Box, aad: Buffer): Buffer {
  if (iv.length !== BYTES.iv) throw new RangeError('The initialisation vector is not 12 bytes.');
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: BYTES.tag })
    .setAAD(aad)
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

/** Strict, unlike Buffer.from: every text but the one that was written is refused, the empty one apart. */
export function bytes(base64: string): Buffer {
  const decoded = Buffer.from(base64, 'base64');
  if (decoded.toString('base64') !== base64) throw new RangeError('This is not base64.');
  return decoded;
}
