import type { SessionClaims } from '../session-token.ts';

/** Who calls: the partner's backend by one of its keys, or a customer's browser by a session token. */
export type Caller = { kind: 'PARTNER'; keyId: string } | { kind: 'SESSION'; claims: SessionClaims };

/** Whether the caller may see this customer's grants. */
export function maySee(caller: Caller, customerId: string): boolean {
  return caller.kind === 'PARTNER' || caller.claims.customerId === customerId;
}
