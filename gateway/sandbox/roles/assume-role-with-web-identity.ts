import type { JWTPayload } from 'jose';
import type { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { parsePolicy } from '../policies/policy-document.ts';
import { evaluate } from '../policies/policy-evaluation.ts';
import type { World } from '../world.ts';
import { roleToAssume } from './assume-role.ts';
import type { OidcProvider } from './role.ts';
import type { roleShapes } from './role-shapes.ts';
import { openRoleSession } from './role-session.ts';
import { verifyWebIdentity } from './web-identity.ts';

/**
 * Opens a session of a role for whoever holds a token of an issuer that the role's account and its trust policy name.
 * Throws InvalidIdentityToken, IDPCommunicationError, ExpiredTokenException, AccessDenied or ValidationError.
 */
export async function assumeRoleWithWebIdentity(
  world: World,
  input: z.output<typeof roleShapes.assumeWithWebIdentity>,
) {
  const accountId = input.RoleArn.split(':')[4] ?? '';
  const { claims, provider, audience } = await verifyWebIdentity(world, accountId, input.WebIdentityToken);
  const found = roleToAssume(world, input.RoleArn);
  if (!found || !isTrusted(found.terms.trust, provider, claims, audience, input)) {
    throw new AwsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
  }
  return {
    ...openRoleSession(world, found.role, found.terms, input),
    SubjectFromWebIdentityToken: claims.sub,
    Audience: audience,
    Provider: provider.arn,
  };
}

function isTrusted(
  trust: string,
  provider: OidcProvider,
  claims: JWTPayload,
  audience: string,
  { RoleArn, RoleSessionName }: { RoleArn: string; RoleSessionName: string },
): boolean {
  const issuer = provider.arn.slice(provider.arn.indexOf('/') + 1).toLowerCase();
  const keys = new Map([
    [`${issuer}:sub`, [claims.sub ?? '']],
    [`${issuer}:aud`, [audience]],
    ['sts:rolesessionname', [RoleSessionName]],
  ]);
  const request = { action: 'sts:AssumeRoleWithWebIdentity', resource: RoleArn, keys };
  const names = parsePolicy(trust, 'trust').filter(
    ({ Principal }) => Principal !== '*' && Principal?.Federated?.includes(provider.arn),
  );
  return evaluate(names, request) === 'allowed';
}
