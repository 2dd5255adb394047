import { createHash } from 'node:crypto';
import { z } from 'zod';
import { accountId } from '../aws/delegation-limits.ts';
import { startGrant } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { requestMessageFor } from '../domain/path.ts';
import type { Path } from '../domain/path.ts';
import { GatewayError } from '../errors.ts';
import type { Caller } from './caller.ts';
import { pathFor } from './paths.ts';
import type { Ports } from './ports.ts';
import { requestDelegation } from './request-delegation.ts';
import { checkInput } from './check-input.ts';

/** How long whoever starts a grant has to make its delegation request before another process may, milliseconds. */
const START_LEASE_MS = 45_000;

/** What a grant is started with. */
export interface StartGrant {
  idempotencyKey: string;
  pathId: string;
  accountId?: string | null;
  customerId?: string | null;
  customerName?: string | null;
}

const input = z.object({
  idempotencyKey: z.string().regex(/^[ -~]{8,128}$/, '8 to 128 printable ASCII characters'),
  pathId: z.string(),
  accountId: accountId.nullish(),
  customerId: z.string().min(1).max(128).nullish(),
  customerName: z.string().max(128).nullish(),
});

/**
 * Begins a grant. The grant is stored with its workflow id before AWS is called, so that no answer is ever lost; if AWS
 * asks for patience, the grant stays PENDING and its link follows. The same key with the same input gives the same grant.
 */
export async function beginGrant(ports: Ports, caller: Caller, given: StartGrant): Promise<Grant> {
  const asked = checkInput(input, given);
  const customer = customerOf(caller, asked);
  const path = pathFor(ports, caller, asked.pathId);
  const requestedAccountId = accountOf(caller, asked.accountId);
  const grant = newGrant(ports, { path, customer, requestedAccountId, idempotencyKey: asked.idempotencyKey });
  if (await ports.store.insert(grant)) return requestDelegation(ports, grant.id);
  const existing = await ports.store.get(grant.id);
  if (existing?.fingerprint !== grant.fingerprint) throw new GatewayError('IDEMPOTENCY_MISMATCH');
  return existing;
}

function customerOf(caller: Caller, asked: z.output<typeof input>): Grant['customer'] {
  if (caller.kind === 'SESSION') {
    const { customerId, customerName } = caller.claims;
    if (asked.customerId && asked.customerId !== customerId)
      throw new GatewayError(
        'FORBIDDEN',
        'A session starts grants for its own customer alone; leave customerId out.',
      );
    return { id: customerId, name: customerName };
  }
  if (!asked.customerId)
    throw new GatewayError('INVALID_INPUT', 'Say whose grant it is: customerId.', { field: 'customerId' });
  return { id: asked.customerId, name: asked.customerName ?? undefined };
}

function accountOf(caller: Caller, asked: string | null | undefined): string | undefined {
  const bound = caller.kind === 'SESSION' ? caller.claims.accountId : undefined;
  if (bound && asked && asked !== bound)
    throw new GatewayError('INVALID_INPUT', `This session is for account ${bound} alone.`, {
      field: 'accountId',
    });
  return bound ?? asked ?? undefined;
}

interface Asked {
  path: Path;
  customer: Grant['customer'];
  requestedAccountId: string | undefined;
  idempotencyKey: string;
}

function newGrant(ports: Ports, { path, customer, requestedAccountId, idempotencyKey }: Asked): Grant {
  const names = { partner: ports.partner.name, customer: customer.name ?? customer.id };
  const fields = {
    id: grantIdFor(customer.id, idempotencyKey),
    customer,
    pathId: path.id,
    pathKind: path.kind,
    durationSeconds: path.durationSeconds,
    requestMessage: requestMessageFor(path, names),
    requestedAccountId,
    fingerprint: digest(path.id, requestedAccountId ?? ''),
  };
  return startGrant(fields, ports.now(), START_LEASE_MS);
}

/** The id follows from the customer and the key: that makes the key idempotent without an index of its own. */
function grantIdFor(customerId: string, idempotencyKey: string): string {
  const number = BigInt(`0x${digest(customerId, idempotencyKey)}`);
  return `grant_${number.toString(36).padStart(50, '0').slice(-26)}`;
}

function digest(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
