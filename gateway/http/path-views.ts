import type { Grant } from '../domain/grant.ts';
import type { Path } from '../domain/path.ts';
import type { RequestContext } from './context.ts';
import type { PathView } from './path-view.ts';

/** The paths this caller may start, as it sees them. */
export function pathViews({ gateway, caller }: RequestContext): PathView[] {
  const customerName =
    caller.kind === 'SESSION' ? (caller.claims.customerName ?? caller.claims.customerId) : undefined;
  return gateway.paths(caller).map((path) => ({ path, customerName }));
}

/** The path of a grant; one that was taken out of the configuration since is known by its id alone. */
export function pathViewOf({ gateway }: RequestContext, grant: Grant): PathView {
  const configured = gateway.partner.paths.find((it) => it.id === grant.pathId);
  return { path: configured ?? formerPath(grant), customerName: grant.customer.name ?? grant.customer.id };
}

function formerPath({ pathId, pathKind, durationSeconds, requestMessage }: Grant): Path {
  return {
    id: pathId,
    kind: pathKind,
    title: pathId,
    summary: 'This way to connect is no longer offered.',
    bulletPoints: [],
    durationSeconds,
    description: '',
    requestMessage,
    parameters: [],
    statements: [],
    onlySendByOwner: false,
  };
}
