import { z } from 'zod';
import { AwsError } from './aws-error.ts';
import type { DelegationRequest } from './books.ts';
import type { Caller } from './caller.ts';
import { operation, unsignedOperation, type Operation } from './operation.ts';
import { authorize } from './policies/authorize.ts';
import { assumeRole } from './roles/assume-role.ts';
import { assumeRoleWithWebIdentity } from './roles/assume-role-with-web-identity.ts';
import { roleShapes } from './roles/role-shapes.ts';
import { makeSession } from './secrets.ts';
import type { World } from './world.ts';

/** STS, API version 2011-06-15. */
export const stsOperations = {
  GetCallerIdentity: operation(z.object({}), ({ caller }) => ({
    Arn: caller.arn,
    UserId: caller.userId,
    Account: caller.accountId,
  })),

  GetDelegatedAccessToken: operation(
    z.object({ TradeInToken: z.string().min(1) }),
    ({ world, caller, input }) => {
      const request = requestOfToken(world, caller, input.TradeInToken);
      const session = makeSession(world, request, request.tokenExpiresAt ?? 0);
      request.redemptions += 1;
      world.books.changed();
      const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = session;
      return {
        Credentials: {
          AccessKeyId: accessKeyId,
          SecretAccessKey: secretAccessKey,
          SessionToken: sessionToken,
          Expiration: new Date(expiresAt),
        },
        AssumedPrincipal: request.approverId,
      };
    },
  ),

  AssumeRole: operation(roleShapes.assume, ({ world, caller, input }) => assumeRole(world, caller, input)),
  AssumeRoleWithWebIdentity: unsignedOperation(roleShapes.assumeWithWebIdentity, ({ world, input }) =>
    assumeRoleWithWebIdentity(world, input),
  ),
} satisfies Record<string, Operation>;

function requestOfToken(world: World, caller: Caller, token: string): DelegationRequest {
  const request = Object.values(world.books.pages.requests).find((one) => one.exchangeToken === token);
  if (!request) throw new AwsError('ValidationError', 'Invalid trade-in token');
  authorize(caller, { action: 'sts:GetDelegatedAccessToken', resource: '*' });
  if (caller.kind === 'delegated' || caller.accountId !== request.partnerAccountId) {
    throw new AwsError('AccessDenied', 'This trade-in token was made for another account');
  }
  if (request.revoked) throw new AwsError('AccessDenied', 'The customer revoked this access');
  if (world.clock.now() >= (request.tokenExpiresAt ?? 0)) {
    throw new AwsError('ExpiredTradeInTokenException', 'The trade-in token has expired');
  }
  const failure = request.exchangeFailures.shift();
  if (failure) throw new AwsError(failure, `This customer's exchange fails ${failure} on purpose`);
  return request;
}
