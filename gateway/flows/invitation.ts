import { z } from 'zod';
import { accountId } from '../aws/delegation-limits.ts';
import { plan, record } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { GatewayError } from '../errors.ts';
import type { Caller } from './caller.ts';
import { changeGrant } from './change-grant.ts';
import { checkInput } from './check-input.ts';
import { linkTo } from './links.ts';
import { digest, newGrant } from './new-grant.ts';
import { firstPathFor, firstPathsFor } from './paths.ts';
import type { Ports } from './ports.ts';
import { requestDelegation } from './request-delegation.ts';

/** What an invitation is made of. */
export interface CreateInvitation {
  idempotencyKey: string;
  customerId: string;
  customerName: string;
  pathIds?: readonly string[] | null;
  accountId?: string | null;
  expiresInHours?: number | null;
}

const input = z.object({
  idempotencyKey: z.string().regex(/^[ -~]{8,128}$/, '8 to 128 printable ASCII characters'),
  customerId: z.string().min(1).max(128),
  customerName: z.string().min(1).max(128),
  pathIds: z.array(z.string()).min(1).max(50).nullish(),
  accountId: accountId.nullish(),
  expiresInHours: z.number().int().min(1).max(720).nullish(),
});

/** Makes a grant that waits for its customer, and the link by which they take it up. */
export async function createInvitation(ports: Ports, caller: Caller, given: CreateInvitation) {
  const asked = checkInput(input, given);
  const paths = asked.pathIds?.map((id) => firstPathFor(ports, caller, id)) ?? firstPathsFor(ports, caller);
  const [first] = paths;
  if (!first) throw new GatewayError('PATH_UNAVAILABLE', 'There is no path to invite to.');
  const expiresAt = ports.now() + (asked.expiresInHours ?? 168) * 3_600_000;
  const invited = invite(
    newGrant(ports, { ...wantedOf(asked), path: first }),
    paths.map((it) => it.id),
    expiresAt,
    ports.now(),
  );
  const grant = (await ports.store.insert(invited)) ? invited : await existing(ports, invited);
  const until = grant.invitation?.expiresAt ?? expiresAt;
  return { grant, expiresAt: until, url: await linkTo(ports, grant, 'invitation', until) };
}

function wantedOf(asked: z.output<typeof input>) {
  const { customerId: id, customerName: name, idempotencyKey } = asked;
  return {
    customer: { id, name },
    requestedAccountId: asked.accountId ?? undefined,
    region: undefined,
    idempotencyKey,
  };
}

function invite(grant: Grant, pathIds: string[], expiresAt: number, at: number): Grant {
  const fingerprint = digest('invitation', grant.fingerprint, ...pathIds);
  const next = {
    ...grant,
    status: 'INVITED' as const,
    due: [],
    history: [],
    invitation: { pathIds, expiresAt },
    fingerprint,
  };
  return plan(record(next, { at, type: 'INVITATION_CREATED' }), 'LAPSE', expiresAt);
}

async function existing(ports: Ports, invited: Grant): Promise<Grant> {
  const found = await ports.store.get(invited.id);
  if (found?.fingerprint !== invited.fingerprint) throw new GatewayError('IDEMPOTENCY_MISMATCH');
  return found;
}

/** The customer chose: the invited grant becomes what they chose. Taken up twice, it is the same grant. */
export async function takeUpInvitation(ports: Ports, id: string, wanted: Grant): Promise<Grant> {
  let isFirst = false;
  const grant = await changeGrant(ports, id, (it) => {
    isFirst = it.status === 'INVITED';
    return isFirst ? takenUp(it, wanted, ports.now()) : it;
  });
  if (!grant) throw new GatewayError('GRANT_NOT_FOUND');
  if (!grant.invitation?.pathIds.includes(wanted.pathId))
    throw new GatewayError('PATH_UNAVAILABLE', `This link does not offer the path ${wanted.pathId}.`);
  return isFirst && grant.status === 'PENDING' && grant.pathKind !== 'ROLE_BY_CLOUDFORMATION'
    ? requestDelegation(ports, grant.id)
    : grant;
}

function takenUp(grant: Grant, wanted: Grant, at: number): Grant {
  if (!grant.invitation?.pathIds.includes(wanted.pathId)) return grant;
  const { pathId, pathKind, durationSeconds, requestMessage, trust, region, due } = wanted;
  const externalId = wanted.externalId?.replace(/^[^.]+/, grant.id);
  const requestedAccountId = grant.requestedAccountId ?? wanted.requestedAccountId;
  const chosen = {
    pathId,
    pathKind,
    durationSeconds,
    requestMessage,
    trust,
    region,
    due,
    externalId,
    requestedAccountId,
  };
  return record(grant, { at, type: 'GRANT_STARTED' }, { ...chosen, status: 'PENDING' });
}
