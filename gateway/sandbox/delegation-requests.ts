import { AwsError } from './aws-error.ts';
import type { DelegationRequest } from './books.ts';
import type { Caller } from './caller.ts';
import { denialOf, type DelegationAct } from './delegation-access.ts';
import { expiryOf, nextState, type DelegationEvent } from './delegation-lifecycle.ts';
import { announce } from './notices.ts';
import { makeExchangeToken } from './secrets.ts';
import type { World } from './world.ts';

/** A root user may approve four hours at most, in seconds. */
export const maxRootDuration = 14_400;

/** The acts that move a request from state to state. */
export type MovingAct = Exclude<DelegationAct, 'Get' | 'Revoke'>;

interface Circumstances {
  world: World;
  caller: Caller;
  notes?: string;
  /** The one moment at which all of an act happens. */
  now: number;
}

type Effect = (request: DelegationRequest, circumstances: Circumstances) => void;

/** What each act writes down, besides the new state. */
const effects = {
  Associate: (request, { caller }) => {
    request.ownerId = caller.arn;
    request.ownerAccountId = caller.accountId;
  },
  Update: (request, { notes }) => {
    if (notes !== undefined) request.notes = notes;
  },
  Accept: (request, { caller }) => {
    request.approverId = caller.arn;
  },
  Reject: (request, { notes }) => {
    if (notes !== undefined) request.rejectionReason = notes;
  },
  Send: (request, { world, now }) => {
    request.tokenExpiresAt = now + request.sessionDuration * 1000;
    request.exchangeToken = makeExchangeToken(world, request);
  },
} satisfies Record<MovingAct, Effect>;

/** The request of this id as of now. Throws NoSuchEntity. */
export function findRequest(world: World, id: string): DelegationRequest {
  const { requests } = world.books.pages;
  const request = Object.hasOwn(requests, id) ? requests[id] : undefined;
  if (!request) throw new AwsError('NoSuchEntity', `There is no delegation request ${id}`);
  void expireIfDue(world, request);
  return request;
}

/** Why this act is refused, AccessDenied before InvalidInput; undefined: it would succeed. */
export function refusalOf(request: DelegationRequest, act: MovingAct, caller: Caller): AwsError | undefined {
  const denial = denialOf(act, request, caller);
  if (denial) return new AwsError('AccessDenied', denial);
  if (!nextState(request.state, act)) {
    return new AwsError('InvalidInput', `${act} is not possible for a request in the state ${request.state}`);
  }
  if (act === 'Accept' && caller.isRoot && request.sessionDuration > maxRootDuration) {
    return new AwsError('InvalidInput', 'A root user can approve at most 4 hours of access');
  }
  return undefined;
}

/** Does one act on one request, the same for the API, the console, the control API and scripted customers. */
export function actOn(
  world: World,
  id: string,
  act: MovingAct,
  caller: Caller,
  notes?: string,
): DelegationRequest {
  const request = findRequest(world, id);
  const refusal = refusalOf(request, act, caller);
  if (refusal) throw refusal;
  const now = world.clock.now();
  effects[act](request, { world, caller, notes, now });
  void move(world, request, act, now);
  if (act === 'Send') void announce(world, request, 'ExchangeToken');
  return request;
}

/** Expires every request whose time has come; resolves when its notices were attempted. */
export async function expireDue(world: World): Promise<void> {
  const requests = Object.values(world.books.pages.requests);
  await Promise.all(requests.map((one) => expireIfDue(world, one)));
}

/** Expires one request at once, as if its time had come now. */
export function expireNow(world: World, request: DelegationRequest): Promise<void> {
  return move(world, request, 'Time', world.clock.now());
}

async function expireIfDue(world: World, request: DelegationRequest): Promise<void> {
  const { expiresAt } = request;
  if (expiresAt !== undefined && expiresAt <= world.clock.now())
    await move(world, request, 'Time', expiresAt);
}

function move(world: World, request: DelegationRequest, event: DelegationEvent, at: number): Promise<void> {
  const state = nextState(request.state, event);
  if (!state) return Promise.resolve();
  request.state = state;
  request.updatedAt = at;
  request.expiresAt = expiryOf(state, at);
  world.books.changed();
  return announce(world, request, 'StateChange');
}
