import type { Grant } from '../domain/grant.ts';
import { upgradeStarted } from '../domain/role-events.ts';
import { GatewayError } from '../errors.ts';
import { maySee } from './caller.ts';
import type { Caller } from './caller.ts';
import { changeGrant } from './change-grant.ts';
import { externalIdFor, roleNameFor } from './new-grant.ts';
import { pathFor } from './paths.ts';
import type { Ports } from './ports.ts';

/** Makes an active temporary grant lasting with the session it has. Asked twice for the same, it is under way once. */
export async function upgradeGrant(ports: Ports, caller: Caller, id: string, pathId: string): Promise<Grant> {
  const path = pathFor(ports, caller, pathId);
  const grant = await ports.store.get(id);
  if (!grant || !maySee(caller, grant)) throw new GatewayError('GRANT_NOT_FOUND');
  if (isUpgradedTo(grant, path.id)) return grant;
  const from = ports.partner.paths.find((it) => it.id === grant.pathId);
  if (path.kind !== 'ROLE_BY_DELEGATION' || !from?.upgradesTo?.includes(path.id))
    throw new GatewayError(
      'PATH_UNAVAILABLE',
      `A grant of ${grant.pathId} cannot be upgraded to ${path.id}.`,
    );
  const upgrade = {
    pathId: path.id,
    externalId: externalIdFor(grant.id),
    trust: path.role?.trust,
    roleName: roleNameFor(path),
    at: ports.now(),
  };
  const changed = await changeGrant(ports, id, (it) => (mayBegin(it) ? upgradeStarted(it, upgrade) : it));
  if (changed?.upgradingTo === path.id || changed?.pathId === path.id) return changed;
  throw new GatewayError(
    'GRANT_NOT_ACTIVE',
    `The grant is ${changed?.status}; only an active one can be upgraded.`,
    {
      subject: changed,
    },
  );
}

function isUpgradedTo(grant: Grant, pathId: string): boolean {
  return grant.pathId === pathId && grant.lastUpgrade !== undefined && !grant.lastUpgrade.code;
}

function mayBegin(grant: Grant): boolean {
  return (
    grant.status === 'ACTIVE' &&
    grant.pathKind === 'TEMPORARY' &&
    !grant.upgradingTo &&
    grant.token !== undefined
  );
}
