import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import type { JWK } from 'jose';

/** How long an identity token lives, seconds: as long as it takes to show it to STS. */
const LIFE_SECONDS = 300;

/** The gateway as OIDC issuer: with it a partner needs no AWS secret at all. */
export interface IdentityTokens {
  /** The issuer's address, without a slash at its end. */
  issuer: string;
  /** A token by which AWS knows this subject. */
  mint(subject: string, audience: string): Promise<string>;
  /** The public keys, for AWS to check with. */
  jwks(): Promise<{ keys: JWK[] }>;
}

/** What `createIdentityTokens` is given. */
export interface IdentityTokenOptions {
  issuer: string;
  /** RSA private keys, newest first: the first signs, all are published while tokens of theirs may live. */
  keys: readonly { id: string; key: KeyObject }[];
  /** The present, epoch milliseconds. */
  now: () => number;
}

/** Makes identity tokens (RS256). */
export function createIdentityTokens({ issuer, keys, now }: IdentityTokenOptions): IdentityTokens {
  return {
    issuer,
    async mint(subject, audience) {
      const [current] = keys;
      if (!current) throw new RangeError('OIDC needs a key.');
      const iat = Math.floor(now() / 1000);
      return new SignJWT({})
        .setProtectedHeader({ alg: 'RS256', kid: current.id, typ: 'JWT' })
        .setIssuer(issuer)
        .setSubject(subject)
        .setAudience(audience)
        .setIssuedAt(iat)
        .setExpirationTime(iat + LIFE_SECONDS)
        .sign(current.key);
    },
    async jwks() {
      const published = keys.map(async ({ id, key }) => {
        const jwk = await exportJWK(createPublicKey(key));
        return { ...jwk, kid: id, alg: 'RS256', use: 'sig' };
      });
      return { keys: await Promise.all(published) };
    },
  };
}
