import { plan, unplan } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { seenGone } from '../domain/role-events.ts';
import { GatewayError } from '../errors.ts';
import { assumeGrantRole } from './assume-role.ts';
import { changeGrant } from './change-grant.ts';
import type { Ports } from './ports.ts';

const FIRST_MS = 10_000;
const RAREST_MS = 21_600_000;

/** How long is looked, milliseconds: after that the instructions stand as they are. */
const PATIENCE_MS = 2_592_000_000;

/** Looks whether an ended grant's role is gone, or closed to us. */
export async function confirmGone(ports: Ports, grant: Grant): Promise<void> {
  const isGone = await assumeGrantRole(ports, grant).then(
    () => false,
    (error: unknown) =>
      error instanceof GatewayError && ['ROLE_NOT_ASSUMABLE', 'ROLE_GONE'].includes(error.code),
  );
  const at = ports.now();
  await changeGrant(ports, grant.id, (it) => {
    if (isGone) return seenGone(it, at);
    const attempts = (it.due.find(({ kind }) => kind === 'CONFIRM_GONE')?.attempts ?? 0) + 1;
    if (at > (it.endedAt ?? at) + PATIENCE_MS) return unplan(it, 'CONFIRM_GONE');
    return plan(it, 'CONFIRM_GONE', at + Math.min(RAREST_MS, FIRST_MS * 2 ** (attempts - 1)), attempts);
  });
}
