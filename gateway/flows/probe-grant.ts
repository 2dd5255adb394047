import { endGrant, plan, unplan } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { goneWithStack, probedDegraded, probedWell } from '../domain/role-events.ts';
import { GatewayError } from '../errors.ts';
import { changeGrant } from './change-grant.ts';
import type { Ports } from './ports.ts';
import { proveRole } from './prove-role.ts';
import { tokenContext } from './receive-notice.ts';

const FIRST_MS = 120_000;

/** Calm access is looked at ever more rarely, milliseconds. */
const RAREST_MS = 900_000;

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
        at + interval(0),
      );
    return plan(it, 'PROBE', at + interval(0));
  });
}

/** A stack that is being deleted is watched closely while it may still be at it. */
function nextAt({ stack, calmProbes }: Grant, at: number): number {
  const isLeaving = stack?.deletingSince !== undefined && at < stack.deletingSince + DELETING_MS;
  return at + (isLeaving ? SOON_MS : interval(calmProbes ?? 0));
}

/** Spread out by chance, so that a thousand grants of one minute are not asked about in one. */
function interval(calmProbes: number): number {
  const whole = Math.min(RAREST_MS, FIRST_MS * 1.5 ** calmProbes);
  return Math.round(whole * (0.8 + Math.random() * 0.4));
}
