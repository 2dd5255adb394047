import { AwsError } from './aws-error.ts';
import type { DelegationRequest } from './books.ts';
import { callerFor, type Caller } from './caller.ts';
import { denialOf } from './delegation-access.ts';
import { actOn, findRequest, refusalOf, type MovingAct } from './delegation-requests.ts';
import { notesShape } from './iam-shapes.ts';
import { checkInput } from './operation.ts';
import type { Principal } from './principals.ts';
import type { World } from './world.ts';

/** What a person does in the console, each made of the calls that the console makes for it. */
const actsOfVerb = {
  claim: ['Associate'],
  forward: ['Update'],
  approve: ['Accept', 'Send'],
  release: ['Send'],
  reject: ['Reject'],
  revoke: [],
} satisfies Record<string, MovingAct[]>;

/** A button of the console. */
export type CustomerVerb = keyof typeof actsOfVerb;

/** All buttons of the console. */
export const customerVerbs = Object.keys(actsOfVerb) as CustomerVerb[];

/** Does what the button says. Approving also releases, unless only the owner may release. */
export function performVerb(
  world: World,
  id: string,
  verb: CustomerVerb,
  principal: Principal,
  notes?: string,
): DelegationRequest {
  const caller = callerFor(principal);
  checkInput(notesShape, { Notes: notes });
  if (verb === 'revoke') return revoke(world, id, caller);
  const [first, second] = actsOfVerb[verb] as MovingAct[];
  const request = actOn(world, id, first ?? 'Send', caller, notes);
  return second && !request.onlySendByOwner ? actOn(world, id, second, caller) : request;
}

/** Why the button would be refused; undefined: it would work. */
export function refusalOfVerb(
  world: World,
  request: DelegationRequest,
  verb: CustomerVerb,
  principal: Principal,
): AwsError | undefined {
  const caller = callerFor(principal);
  if (verb === 'revoke') return refusalToRevoke(world, request, caller);
  return refusalOf(request, (actsOfVerb[verb] as MovingAct[])[0] ?? 'Send', caller);
}

function revoke(world: World, id: string, caller: Caller): DelegationRequest {
  const request = findRequest(world, id);
  const refusal = refusalToRevoke(world, request, caller);
  if (refusal) throw refusal;
  request.revoked = true;
  world.books.changed();
  return request;
}

function refusalToRevoke(world: World, request: DelegationRequest, caller: Caller): AwsError | undefined {
  const denial = denialOf('Revoke', request, caller);
  if (denial) return new AwsError('AccessDenied', denial);
  const { tokenExpiresAt = 0, revoked, approverId = '' } = request;
  if (revoked || tokenExpiresAt <= world.clock.now()) {
    return new AwsError('InvalidInput', 'There is no access to revoke');
  }
  if (approverId.endsWith(':root')) {
    return new AwsError('InvalidInput', 'What a root user approved cannot be revoked; it ends by itself');
  }
  return undefined;
}
