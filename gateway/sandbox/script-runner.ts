import type { DelegationRequest } from './books.ts';
import { performVerb } from './customer-verbs.ts';
import { expireNow, findRequest } from './delegation-requests.ts';
import { principalOf } from './principals.ts';
import { scriptFor, type ScriptStep } from './scripted-customers.ts';
import type { World } from './world.ts';

/** Lets the customer of this request act by itself, if it is a scripted one, from where it stopped. */
export function continueScript(world: World, request: DelegationRequest): void {
  const step = scriptFor(request)?.steps[request.stepsDone];
  if (!step) return;
  world.later((step.after ?? 1) * world.stepDelayMs, () => {
    // A reset may have taken the request away meanwhile.
    if (world.books.pages.requests[request.id] !== request) return;
    const went = takeStep(world, request, step);
    request.stepsDone = went ? request.stepsDone + 1 : -1;
    world.books.changed();
    continueScript(world, request);
  });
}

/** Continues every script after a restart. */
export function continueScripts(world: World): void {
  for (const request of Object.values(world.books.pages.requests)) continueScript(world, request);
}

/** False when the step was refused, because somebody else got there first. */
function takeStep(world: World, request: DelegationRequest, step: ScriptStep): boolean {
  const principal = principalOf(request.ownerAccountId ?? '', step.as);
  if (step.do === 'expire') {
    void expireNow(world, findRequest(world, request.id));
    return true;
  }
  return [step.do, step.orElse].some((verb) => {
    try {
      if (verb) performVerb(world, request.id, verb, principal, step.notes);
      return verb !== undefined;
    } catch {
      return false;
    }
  });
}
