import type { DelegationRequest } from './books.ts';
import type { Caller } from './caller.ts';

/** What one may want to do with an existing delegation request. `Revoke` has no API: the console alone does it. */
export type DelegationAct = 'Get' | 'Associate' | 'Update' | 'Accept' | 'Reject' | 'Send' | 'Revoke';

/** Says why a caller may not, in words for people; undefined when nothing stands against it. */
type Rule = (request: DelegationRequest, caller: Caller) => string | undefined;

const isAwake: Rule = (_request, caller) =>
  caller.layers ? 'Delegated credentials cannot handle delegation requests' : undefined;

const isOfTheAccount: Rule = ({ ownerAccountId }, caller) =>
  ownerAccountId !== undefined && ownerAccountId !== caller.accountId
    ? 'This request belongs to another AWS account'
    : undefined;

const isOwnerOrAdministrator: Rule = ({ ownerId }, caller) =>
  ownerId === caller.arn || caller.mayAdminister
    ? undefined
    : 'Only the person who claimed this request, or an administrator of the account, may do that';

const isReader: Rule = (request, caller) =>
  request.ownerId === undefined ? undefined : isOwnerOrAdministrator(request, caller);

const isApprover: Rule = (_request, caller) =>
  caller.mayAdminister ? undefined : 'Approving needs the permission iam:AcceptDelegationRequest';

const isOwnerIfDemanded: Rule = ({ onlySendByOwner, ownerId }, caller) =>
  onlySendByOwner && ownerId !== caller.arn
    ? 'This request may be released only by the person who claimed it'
    : undefined;

/** Who may do what. Source: IAM API reference and User Guide, "IAM temporary delegation". */
const rules = {
  Get: [isAwake, isOfTheAccount, isReader],
  Associate: [isAwake, isOfTheAccount],
  Update: [isAwake, isOfTheAccount, isOwnerOrAdministrator],
  Accept: [isAwake, isOfTheAccount, isApprover],
  Reject: [isAwake, isOfTheAccount, isOwnerOrAdministrator],
  Send: [isAwake, isOfTheAccount, isOwnerIfDemanded, isOwnerOrAdministrator],
  Revoke: [isAwake, isOfTheAccount, isOwnerOrAdministrator],
} satisfies Record<DelegationAct, Rule[]>;

/** Why this caller may not do this, whatever state the request is in; undefined: they may. */
export function denialOf(act: DelegationAct, request: DelegationRequest, caller: Caller): string | undefined {
  for (const rule of rules[act]) {
    const reason = rule(request, caller);
    if (reason) return reason;
  }
  return undefined;
}
