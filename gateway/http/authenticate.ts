import { GatewayError } from '../errors.ts';
import type { Caller } from '../flows/caller.ts';
import type { PartnerKeys } from '../partner-key.ts';
import type { SessionTokens } from '../session-token.ts';

/** What tells who calls. */
export interface Credential {
  /** A partner key or a session token. */
  secret: string | undefined;
  /** The browser's `Origin` header. */
  origin: string | undefined;
}

/** Finds out who calls; UNAUTHENTICATED, SESSION_EXPIRED, or ORIGIN_NOT_ALLOWED where a session is used elsewhere. */
export type Authenticate = (credential: Credential) => Promise<Caller>;

/** Makes the check out of the partner's keys and the session keys. */
export function createAuthenticate(partnerKeys: PartnerKeys, sessionTokens: SessionTokens): Authenticate {
  return async ({ secret, origin }) => {
    if (!secret) throw new GatewayError('UNAUTHENTICATED');
    if (secret.startsWith('cwa_sk_')) {
      const keyId = partnerKeys.verify(secret);
      if (keyId === undefined) throw new GatewayError('UNAUTHENTICATED');
      return { kind: 'PARTNER', keyId };
    }
    const claims = await sessionTokens.verify(secret);
    if (claims.origin !== origin) throw new GatewayError('ORIGIN_NOT_ALLOWED');
    return { kind: 'SESSION', claims };
  };
}

/** The secret of an `authorization: Bearer` header. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
}
