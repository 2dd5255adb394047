import type { ErrorCode } from '../../schema/types.generated.ts';
import { PROPAGATION_MS } from '../domain/customer-role.ts';
import { plan, unplan } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { roleRefused, roleVerified } from '../domain/role-events.ts';
import { asGatewayError } from '../errors.ts';
import { changeGrant } from './change-grant.ts';
import type { Ports } from './ports.ts';
import { proveRole } from './prove-role.ts';
import { roleContext } from './role-context.ts';

/** How long between two looks at a role that is not seen yet, milliseconds. */
export const AGAIN_MS = 2000;

/** Failures that pass by themselves while IAM spreads the news of a new role, or a new path reaches every gateway. */
export const PERHAPS_NOT_YET: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'ROLE_NOT_ASSUMABLE',
  'BOUNDARY_MISSING',
  'PATH_UNAVAILABLE',
]);

/** Proves a role that was made or reported. Right: the grant is active. Wrong: nothing of it is kept. Not yet: later. */
export async function verifyRole(ports: Ports, grant: Grant): Promise<void> {
  if (!grant.role || !grant.provisioning) {
    await changeGrant(ports, grant.id, (it) => unplan(it, 'VERIFY'));
    return;
  }
  try {
    const { arn, ...proof } = await proveRole(ports, grant);
    const { path } = roleContext(ports, grant);
    const found = {
      ...proof,
      roleArn: grant.role.arn,
      assumedPrincipal: arn,
      pathKind: path.kind,
      at: ports.now(),
    };
    await changeGrant(ports, grant.id, (it) => roleVerified(it, found));
  } catch (error) {
    await judge(ports, grant, error);
  }
}

async function judge(ports: Ports, grant: Grant, error: unknown): Promise<void> {
  const known = asGatewayError(error);
  const at = ports.now();
  const isEarly = at < (grant.provisioning?.since ?? 0) + PROPAGATION_MS;
  const isOpen = known.row.retryable || (isEarly && PERHAPS_NOT_YET.has(known.code));
  ports.log.info({ grantId: grant.id, code: known.code, isOpen }, 'role not proved');
  await changeGrant(ports, grant.id, (it) => {
    if (!it.due.some(({ kind }) => kind === 'VERIFY') || it.role?.arn !== grant.role?.arn) return it;
    return isOpen ? plan(it, 'VERIFY', at + AGAIN_MS) : roleRefused(it, known.code, at);
  });
}
