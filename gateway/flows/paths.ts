import { isAvailable } from '../domain/path.ts';
import type { Path } from '../domain/path.ts';
import { GatewayError } from '../errors.ts';
import type { Caller } from './caller.ts';
import type { Ports } from './ports.ts';

/** The paths this caller may use, features among them, in the configuration's order. */
export function pathsFor({ partner }: Pick<Ports, 'partner'>, caller: Caller): Path[] {
  const listed = caller.kind === 'SESSION' ? caller.claims.pathIds : undefined;
  return partner.paths.filter((it) => isAvailable(it) && (!listed || listed.includes(it.id)));
}

/** The paths by which this caller may begin, in the configuration's order: features only ever come beside a grant. */
export function firstPathsFor(ports: Pick<Ports, 'partner'>, caller: Caller): Path[] {
  return pathsFor(ports, caller).filter((it) => !it.isFeature);
}

/** The path with this id, if this caller may use it; PATH_UNAVAILABLE says what there is instead. */
export function pathFor(ports: Pick<Ports, 'partner'>, caller: Caller, id: string): Path {
  return pathAmong(pathsFor(ports, caller), id);
}

/** The path with this id, if this caller may begin by it; PATH_UNAVAILABLE says what there is instead. */
export function firstPathFor(ports: Pick<Ports, 'partner'>, caller: Caller, id: string): Path {
  return pathAmong(firstPathsFor(ports, caller), id);
}

function pathAmong(available: readonly Path[], id: string): Path {
  const path = available.find((it) => it.id === id);
  if (path) return path;
  const ids = available.map((it) => it.id).join(', ') || 'none';
  throw new GatewayError(
    'PATH_UNAVAILABLE',
    `The path ${JSON.stringify(id.slice(0, 64))} cannot be started here; these can: ${ids}.`,
  );
}
