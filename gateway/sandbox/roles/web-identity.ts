import { createLocalJWKSet, decodeJwt, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { fetchJson } from '../reachable-url.ts';
import type { World } from '../world.ts';
import { oidcProviderArn } from './oidc-providers.ts';
import type { OidcProvider } from './role.ts';

const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];
const requiredClaims = ['iss', 'sub', 'aud', 'exp', 'iat'];

const discovery = z.object({ issuer: z.string(), jwks_uri: z.string() });
const keySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/** A web identity token that was found to be good. */
export interface WebIdentity {
  claims: JWTPayload;
  provider: OidcProvider;
  /** The one of the token's audiences that the account knows. */
  audience: string;
}

/**
 * Verifies a token with the keys that its issuer publishes. Throws InvalidIdentityToken, ExpiredTokenException, or
 * IDPCommunicationError when the issuer does not answer as an issuer should.
 */
export async function verifyWebIdentity(
  world: World,
  accountId: string,
  token: string,
): Promise<WebIdentity> {
  const provider = providerOf(world, accountId, token);
  const keys = await keysOf(world, provider);
  const claims = await verify(world, token, provider, keys);
  const audience = [claims.aud ?? []].flat().find((one) => provider.clientIds.includes(one));
  if (audience === undefined) throw invalid('Incorrect token audience');
  return { claims, provider, audience };
}

function providerOf(world: World, accountId: string, token: string): OidcProvider {
  const issuer = issuerOf(token);
  const provider = world.books.pages.providers[oidcProviderArn(accountId, issuer)];
  if (provider?.url === issuer) return provider;
  throw invalid(`No OpenIDConnect provider found in your account for ${issuer}`);
}

function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    throw invalid(
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    );
  }
}

async function keysOf(world: World, { url }: OidcProvider): Promise<JSONWebKeySet> {
  const found = await ask(world, `${url.replace(/\/$/, '')}/.well-known/openid-configuration`, discovery);
  if (found.issuer !== url) throw invalid('Issuer in the discovery document is not that of the token');
  return ask(world, found.jwks_uri, keySet);
}

async function ask<Shape extends z.ZodType>(
  world: World,
  url: string,
  shape: Shape,
): Promise<z.output<Shape>> {
  try {
    return shape.parse(await fetchJson(url, world.stopping));
  } catch {
    throw new AwsError(
      'IDPCommunicationError',
      `Couldn't retrieve verification key from your identity provider: ${url}`,
    );
  }
}

async function verify(
  world: World,
  token: string,
  { url }: OidcProvider,
  keys: JSONWebKeySet,
): Promise<JWTPayload> {
  const currentDate = new Date(world.clock.now());
  try {
    const rules = { issuer: url, algorithms, requiredClaims, currentDate };
    return (await jwtVerify(token, createLocalJWKSet(keys), rules)).payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new AwsError('ExpiredTokenException', 'Token expired: its exp claim is in the past');
    }
    if (error instanceof errors.JOSEError) throw invalid(`The token is not good: ${error.message}`);
    throw error;
  }
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidIdentityToken', message);
}
