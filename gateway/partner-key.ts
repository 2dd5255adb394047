import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { GatewayError } from './errors.ts';

/** `cwa_sk_<id>_<32 bytes, base64url>`; an id holds no underscore, so the text is read in one way only. */
const KEY = /^cwa_sk_([A-Za-z0-9-]{1,32})_[A-Za-z0-9_-]{43}$/;

/** `<id>:<SHA-256 of the key's text, hex>`: what the configuration holds of a key. */
const HASHED = /^([A-Za-z0-9-]{1,32}):([0-9a-f]{64})$/;

/** The keys by which the partner's backend is known; several at once, for rotation. */
export interface PartnerKeys {
  /** The id of the key; undefined if it is none of ours. Takes the same time whichever it is. */
  verify(key: string): string | undefined;
}

/** Knows keys by their hashes, as `newPartnerKey` gives them; CONFIG_INVALID for any other text. */
export function createPartnerKeys(hashed: readonly string[]): PartnerKeys {
  const known = new Map(hashed.map(parseHashed));
  if (known.size !== hashed.length) throw unusable('two keys have the same id');
  const nobody = randomBytes(32);
  return {
    verify: (key) => {
      const id = KEY.exec(key)?.[1];
      const wanted = id === undefined ? undefined : known.get(id);
      const matches = timingSafeEqual(digest(key), wanted ?? nobody);
      return matches && wanted ? id : undefined;
    },
  };
}

/** Makes a key: `key` for the partner's backend, shown once; `hashed` for the configuration. CONFIG_INVALID for an id it cannot have. */
export function newPartnerKey(id: string): { key: string; hashed: string } {
  const key = `cwa_sk_${id}_${randomBytes(32).toString('base64url')}`;
  if (!KEY.test(key)) throw unusable('a key’s id is 1 to 32 letters, digits and hyphens');
  return { key, hashed: `${id}:${digest(key).toString('hex')}` };
}

function parseHashed(text: string): [string, Buffer] {
  const [, id, hex] = HASHED.exec(text) ?? [];
  if (id === undefined || hex === undefined)
    throw unusable('each is `id:sha256`, 64 hex digits in lower case');
  return [id, Buffer.from(hex, 'hex')];
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function unusable(why: string): GatewayError {
  return new GatewayError('CONFIG_INVALID', `PARTNER_KEYS cannot be used: ${why}.`, {
    field: 'PARTNER_KEYS',
  });
}
