import type { Grant } from '../domain/grant.ts';
import type { SessionClaims } from '../session-token.ts';

/** Who calls: the partner's backend by one of its keys, or a customer's browser by a session token. */
export type Caller = { kind: 'PARTNER'; keyId: string } | { kind: 'SESSION'; claims: SessionClaims };

/** Whether the caller may see this grant: a session its own customer's, or the one grant that its link is for. */
export function maySee(caller: Caller, grant: Pick<Grant, 'id' | 'customer'>): boolean {
  if (caller.kind === 'PARTNER') return true;
  const { customerId, grantId } = caller.claims;
  return customerId === grant.customer.id && (grantId === undefined || grantId === grant.id);
}
