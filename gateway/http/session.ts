import { GatewayError } from '../errors.ts';
import type { RequestContext } from './context.ts';
import { pathViews } from './path-views.ts';

/** What the browser's session token speaks for. */
export async function sessionOf(context: RequestContext) {
  const { gateway, caller } = context;
  if (caller.kind !== 'SESSION')
    throw new GatewayError(
      'FORBIDDEN',
      'Only a session token has a session; a partner key has `paths` and `grants`.',
    );
  const { customerId, customerName, grantId, expiresAt } = caller.claims;
  return {
    customer: { id: customerId, name: customerName },
    partner: { name: gateway.partner.name },
    paths: pathViews(context),
    grant: (await (grantId ? gateway.findGrant(caller, grantId) : gateway.newestGrant(customerId))) ?? null,
    expiresAt,
    serverTime: gateway.now(),
  };
}
