import { z } from 'zod';
import { accountId } from '../aws/delegation-limits.ts';
import type { Grant } from '../domain/grant.ts';
import type { Path } from '../domain/path.ts';
import { GatewayError } from '../errors.ts';
import type { Caller } from './caller.ts';
import { maySee } from './caller.ts';
import { checkInput } from './check-input.ts';
import { takeUpInvitation } from './invitation.ts';
import { grantIdFor, newGrant } from './new-grant.ts';
import { firstPathFor, pathFor } from './paths.ts';
import type { Ports } from './ports.ts';
import { requestDelegation } from './request-delegation.ts';

/** What a grant is started with. */
export interface StartGrant {
  idempotencyKey: string;
  pathId: string;
  accountId?: string | null;
  customerId?: string | null;
  customerName?: string | null;
  region?: string | null;
}

const input = z.object({
  idempotencyKey: z.string().regex(/^[ -~]{8,128}$/, '8 to 128 printable ASCII characters'),
  pathId: z.string(),
  accountId: accountId.nullish(),
  customerId: z.string().min(1).max(128).nullish(),
  customerName: z.string().max(128).nullish(),
  region: z.string().nullish(),
});

/**
 * Begins a grant. The grant is stored with its workflow id before AWS is called, so that no answer is ever lost; if AWS
 * asks for patience, the grant stays PENDING and its link follows. The same key with the same input gives the same grant.
 */
export async function beginGrant(
  ports: Ports,
  caller: Caller,
  given: StartGrant,
  preceding?: Grant['preceding'],
): Promise<Grant> {
  const asked = checkInput(input, given);
  const customer = customerOf(caller, asked);
  const path = (preceding ? pathFor : firstPathFor)(ports, caller, asked.pathId);
  const region = asked.region ?? undefined;
  if (region && !path.stack?.topics.some((it) => it.region === region))
    throw new GatewayError('INVALID_INPUT', `The path ${path.id} is not offered in ${region}.`, {
      field: 'region',
    });
  const requestedAccountId = accountOf(caller, asked.accountId);
  const { idempotencyKey } = asked;
  const grant = newGrant(ports, { path, customer, requestedAccountId, region, idempotencyKey, preceding });
  if (caller.kind === 'SESSION' && caller.claims.grantId)
    return takeUpInvitation(ports, caller.claims.grantId, grant);
  if (await ports.store.insert(grant)) return launch(ports, grant);
  const existing = await ports.store.get(grant.id);
  if (existing?.fingerprint !== grant.fingerprint) throw new GatewayError('IDEMPOTENCY_MISMATCH');
  return existing;
}

/** Asks AWS, where the path is AWS's to begin; a stack is the customer's. */
export async function launch(ports: Ports, grant: Grant): Promise<Grant> {
  return grant.pathKind === 'ROLE_BY_CLOUDFORMATION' ? grant : requestDelegation(ports, grant.id);
}

/**
 * Begins a grant that renews another (same path, same account) or extends it by a further path, which the other's own
 * lists (else PATH_UNAVAILABLE). Only an active one is extended: GRANT_NOT_ACTIVE carries it as its subject.
 */
export async function beginAfter(
  ports: Ports,
  caller: Caller,
  asked: { id: string; idempotencyKey: string; pathId?: string },
): Promise<Grant> {
  const before = await ports.store.get(asked.id);
  if (!before || !maySee(caller, before)) throw new GatewayError('GRANT_NOT_FOUND');
  if (caller.kind === 'SESSION' && caller.claims.grantId)
    throw new GatewayError(
      'FORBIDDEN',
      'A link is for its one grant; begin another where you began this one.',
    );
  if (asked.pathId) assertExtends(ports, before, pathFor(ports, caller, asked.pathId));
  const id = grantIdFor(before.customer.id, asked.idempotencyKey);
  // Asked for again, it is the grant it was, whatever became of the one before it.
  if (asked.pathId && before.status !== 'ACTIVE' && !(await ports.store.get(id)))
    throw new GatewayError(
      'GRANT_NOT_ACTIVE',
      `The grant is ${before.status}; only an active one can be extended.`,
      {
        subject: before,
      },
    );
  const preceding = { id: before.id, by: asked.pathId ? ('EXTENSION' as const) : ('RENEWAL' as const) };
  const whose =
    caller.kind === 'PARTNER' ? { customerId: before.customer.id, customerName: before.customer.name } : {};
  const given = {
    ...whose,
    idempotencyKey: asked.idempotencyKey,
    pathId: asked.pathId ?? before.pathId,
    accountId: before.accountId ?? before.requestedAccountId,
    region: asked.pathId ? undefined : before.region,
  };
  return beginGrant(ports, caller, given, preceding);
}

function assertExtends({ partner }: Ports, before: Grant, path: Path): void {
  const offered = partner.paths.find((it) => it.id === before.pathId)?.extendsWith ?? [];
  if (offered.includes(path.id)) return;
  const ids = offered.join(', ') || 'nothing';
  throw new GatewayError(
    'PATH_UNAVAILABLE',
    `A grant of ${before.pathId} is not extended with ${path.id}; it can be with: ${ids}.`,
  );
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
