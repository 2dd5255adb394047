import type { FastifyInstance } from 'fastify';
import type { IdentityTokens } from '../identity-tokens.ts';

/** Serves what AWS reads of an OIDC issuer: its configuration and its keys. */
export function serveOidc(app: FastifyInstance, identityTokens: IdentityTokens): void {
  const { issuer } = identityTokens;
  const configuration = {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['aud', 'exp', 'iat', 'iss', 'sub'],
  };
  app.get('/.well-known/openid-configuration', (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(configuration),
  );
  app.get('/.well-known/jwks.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(await identityTokens.jwks()),
  );
}
