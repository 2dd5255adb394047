import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import type { JWTVerifyOptions } from 'jose';
import { z } from 'zod';
import { GatewayError } from './errors.ts';
import { sessionKeys, SIGNING_ALGORITHM } from './session-key.ts';
import type { SessionKey, SessionKeyOptions } from './session-key.ts';

/** Whom every session token is for. */
const AUDIENCE = 'connect-with-aws';

/** How long a token that the partner signs itself may live, seconds. */
const PARTNER_MAX_TTL = 900;

/** How far the clock of a partner who signs itself may be off, seconds. */
const PARTNER_CLOCK_TOLERANCE = 10;

/** Whom tokens in links are for: they are no session tokens, nor the other way round. */
const LINK_AUDIENCE = 'connect-with-aws/link';

/** Longer texts are no session tokens of ours, characters. */
const MAX_LENGTH = 8_192;

/** What a session token speaks for: one customer's browser, on one origin. */
export interface SessionClaims {
  /** The partner's own id of the customer. */
  customerId: string;
  customerName?: string;
  /** The only origin that may use the token: `https://app.acme.example`. */
  origin: string;
  /** The only paths it may start; any where left out. */
  pathIds?: string[];
  /** The only AWS account it may connect; any where left out. */
  accountId?: string;
  /** The only grant it may see: for a session that a link opened. */
  grantId?: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** What a link to a hosted page speaks for. */
export interface LinkClaims {
  grantId: string;
  purpose: 'invitation' | 'hand-off';
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** Makes and reads session tokens, and the tokens in links. */
export interface SessionTokens {
  /** A signed token, and when it stops working, epoch milliseconds. */
  mint(claims: Omit<SessionClaims, 'expiresAt'>): Promise<{ sessionToken: string; expiresAt: number }>;
  /** What the token speaks for; SESSION_EXPIRED if its time is over, UNAUTHENTICATED for anything else that is wrong. */
  verify(token: string): Promise<SessionClaims>;
  /** A token for a link: it opens sessions of one grant. */
  mintLink(claims: LinkClaims): Promise<string>;
  /** What the link speaks for; the same errors as `verify`. */
  verifyLink(token: string): Promise<LinkClaims>;
}

/** What `createSessionTokens` is given. */
export interface SessionTokenOptions extends SessionKeyOptions {
  /** The present, epoch milliseconds. */
  now: () => number;
  /** How long minted tokens live, seconds; 600 where left out. */
  ttlSeconds?: number;
}

/** The claims as they stand in the token; a partner who signs itself writes the same ones, with `iss` its key's id. */
const payload = z.object({
  sub: z.string().min(1).max(128),
  name: z.string().max(128).optional(),
  origin: z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text),
  paths: z.array(z.string()).max(50).optional(),
  account: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  grant: z.string().max(64).optional(),
  iat: z.number().int(),
  exp: z.number().int(),
});

const linkPayload = z.object({
  sub: z.string(),
  purpose: z.enum(['invitation', 'hand-off']),
  exp: z.number().int(),
});

/**
 * Session tokens are JWTs. Ours are HS256: the first signing key signs, all verify. The partner may sign its own with
 * an Ed25519 or P-256 key whose public half is given here. CONFIG_INVALID if a key cannot be used.
 */
export function createSessionTokens({ now, ttlSeconds = 600, ...given }: SessionTokenOptions): SessionTokens {
  const { current, byId } = sessionKeys(given);
  return {
    mint: async (claims) => {
      const iat = Math.floor(now() / 1000);
      const exp = iat + ttlSeconds;
      const sessionToken = await new SignJWT(jwtClaims(claims))
        .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: current.id, typ: 'JWT' })
        .setIssuer(AUDIENCE)
        .setAudience(AUDIENCE)
        .setIssuedAt(iat)
        .setExpirationTime(exp)
        .sign(current.key);
      return { sessionToken, expiresAt: exp * 1000 };
    },
    verify: async (token) => {
      const key = byId.get(keyIdOf(token) ?? '');
      if (!key) throw refused('Its key is not known here.');
      return claimsOf(await verifiedPayload(token, key, now()), key);
    },
    mintLink: ({ grantId, purpose, expiresAt }) =>
      new SignJWT({ purpose })
        .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: current.id, typ: 'JWT' })
        .setIssuer(AUDIENCE)
        .setSubject(grantId)
        .setAudience(LINK_AUDIENCE)
        .setExpirationTime(Math.floor(expiresAt / 1000))
        .sign(current.key),
    verifyLink: async (token) => {
      const key = byId.get(keyIdOf(token) ?? '');
      if (!key || key.isPartners) throw refused('Its key is not known here.');
      const parsed = linkPayload.safeParse(await verifiedPayload(token, key, now(), LINK_AUDIENCE));
      if (!parsed.success) throw refused('It is no link of ours.');
      const { sub: grantId, purpose, exp } = parsed.data;
      return { grantId, purpose, expiresAt: exp * 1000 };
    },
  };
}

function jwtClaims({
  customerId,
  customerName,
  origin,
  pathIds,
  accountId,
  grantId,
}: Omit<SessionClaims, 'expiresAt'>) {
  return { sub: customerId, name: customerName, origin, paths: pathIds, account: accountId, grant: grantId };
}

function keyIdOf(token: string): string | undefined {
  if (token.length > MAX_LENGTH) return undefined;
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}

/** The algorithm is the key's, never the token's choice. */
async function verifiedPayload(
  token: string,
  { id, key, algorithms, isPartners }: SessionKey,
  now: number,
  audience = AUDIENCE,
) {
  const limits: JWTVerifyOptions = isPartners
    ? { issuer: id, maxTokenAge: PARTNER_MAX_TTL, clockTolerance: PARTNER_CLOCK_TOLERANCE }
    : { issuer: AUDIENCE };
  try {
    const options = { ...limits, algorithms, audience, currentDate: new Date(now) };
    return (await jwtVerify(token, key, options)).payload;
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) throw new GatewayError('SESSION_EXPIRED', undefined, { cause });
    throw refused('Its signature or one of its claims is wrong.', cause);
  }
}

function claimsOf(claims: unknown, { isPartners }: SessionKey): SessionClaims {
  const parsed = payload.safeParse(claims);
  if (!parsed.success)
    throw refused(`The claim ${parsed.error.issues[0]?.path.join('.')} is missing or cannot be used.`);
  const { sub, name, origin, paths, account, grant, iat, exp } = parsed.data;
  if (isPartners && exp - iat > PARTNER_MAX_TTL)
    throw refused(`It lives longer than ${PARTNER_MAX_TTL} seconds.`);
  return {
    customerId: sub,
    customerName: name,
    origin,
    pathIds: paths,
    accountId: account,
    grantId: grant,
    expiresAt: exp * 1000,
  };
}

function refused(why: string, cause?: unknown): GatewayError {
  return new GatewayError('UNAUTHENTICATED', `The session token is not accepted. ${why}`, { cause });
}
