import { z } from 'zod';
import { accountId } from '../aws/delegation-limits.ts';
import { GatewayError } from '../errors.ts';
import { checkInput } from './check-input.ts';
import { pathFor } from './paths.ts';
import type { Ports } from './ports.ts';

/** Whom a session is for. */
export interface MintSession {
  customerId: string;
  customerName?: string | null;
  origin: string;
  pathIds?: readonly string[] | null;
  accountId?: string | null;
}

const input = z.object({
  customerId: z.string().min(1).max(128),
  customerName: z.string().max(128).nullish(),
  origin: z.string().max(300),
  pathIds: z.array(z.string()).min(1).max(50).nullish(),
  accountId: accountId.nullish(),
});

/** Makes a session token for one customer's browser on one origin. Nothing is stored. */
export async function mintSession(
  ports: Ports,
  caller: { kind: 'PARTNER'; keyId: string },
  given: MintSession,
) {
  const asked = checkInput(input, given);
  if (!ports.partner.allowedOrigins.includes(asked.origin))
    throw new GatewayError('INVALID_INPUT', 'This origin is not among ALLOWED_ORIGINS.', { field: 'origin' });
  for (const id of asked.pathIds ?? []) pathFor(ports, caller, id);
  return ports.sessionTokens.mint({
    customerId: asked.customerId,
    customerName: asked.customerName ?? undefined,
    origin: asked.origin,
    pathIds: asked.pathIds ?? undefined,
    accountId: asked.accountId ?? undefined,
  });
}
