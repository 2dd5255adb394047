import { endGrant, plan, unplan } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { nextProbeAt } from '../domain/probe-times.ts';
import { goneWithStack, probedDegraded, probedWell } from '../domain/role-events.ts';
import { GatewayError } from '../errors.ts';
import { changeGrant } from './change-grant.ts';
import type { Ports } from './ports.ts';
import { proveRole } from './prove-role.ts';
import { tokenContext } from './receive-notice.ts';

/** How long a stack may take over deleting its role, milliseconds. */
const DELETING_MS = 600_000;

const SOON_MS = 5000;

/** What AWS says when a delegated session was taken back. */
const REVOKED = new Set(['EXCHANGE_REFUSED', 'ACCESS_REVOKED', 'EXCHANGE_TOKEN_INVALID']);

/** What a role looks like that is not as it should be. */
const DEGRADED = new Set([
  'ROLE_NOT_ASSUMABLE',
  'EXTERNAL_ID_NOT_ENFORCED',
  'SUBJECT_NOT_ENFORCED',
  'BOUNDARY_MISSING',
  'ACCOUNT_MISMATCH',
]);

/** Looks whether active access is still as it should be: AWS does not tell when it is taken back or changed. */
export async function probeGrant(ports: Ports, grant: Grant): Promise<void> {
  if (grant.status !== 'ACTIVE') {
    await changeGrant(ports, grant.id, (it) => unplan(it, 'PROBE'));
    return;
  }
  try {
    await (grant.role && !grant.upgradingTo ? proveRole(ports, grant) : proveSession(ports, grant));
    const at = ports.now();
    await changeGrant(ports, grant.id, (it) =>
      it.role?.arn === grant.role?.arn ? probedWell(it, at, nextAt(it, at)) : it,
    );
  } catch (error) {
    await judge(ports, grant, error);
  }
}

async function proveSession(ports: Ports, grant: Grant): Promise<void> {
  if (!grant.token) return;
  const token = await ports.vault.open(grant.token.sealed, tokenContext(grant.id));
  const { credentials } = await ports.aws.exchangeToken(token);
  await ports.aws.callerIdentity(credentials);
}

async function judge(ports: Ports, grant: Grant, error: unknown): Promise<void> {
  const code = error instanceof GatewayError ? error.code : 'INTERNAL';
  const at = ports.now();
  ports.log.info({ grantId: grant.id, code, err: error }, 'access is not as it should be');
  await changeGrant(ports, grant.id, (it) => {
    if (it.status !== 'ACTIVE') return unplan(it, 'PROBE');
    if (!it.role && REVOKED.has(code)) return endGrant(it, 'REVOKED', at);
    if (it.role?.arn !== grant.role?.arn) return it;
    if (it.stack?.deletingSince && code === 'ROLE_NOT_ASSUMABLE') return goneWithStack(it, at);
    if (it.role && DEGRADED.has(code))
      return probedDegraded(
        it,
        code === 'ROLE_NOT_ASSUMABLE' ? 'ROLE_GONE' : (code as 'BOUNDARY_MISSING'),
        at,
        nextProbeAt({ id: it.id }, at),
      );
    return plan(it, 'PROBE', nextProbeAt({ id: it.id }, at));
  });
}

/** A stack that is being deleted is watched closely while it may still be at it. */
function nextAt(grant: Grant, at: number): number {
  const { deletingSince } = grant.stack ?? {};
  const isLeaving = deletingSince !== undefined && at < deletingSince + DELETING_MS;
  return isLeaving ? at + SOON_MS : nextProbeAt(grant, at);
}
