import type { DelegationRequest } from '../books.ts';
import { durationWords } from '../duration-words.ts';
import { untilWords } from './time-words.ts';

/** What a request's page says first. */
export interface StateWords {
  heading: string;
  sentence: string;
}

type Teller = (request: DelegationRequest, now: number) => StateWords;

const tellers: Record<DelegationRequest['state'], Teller> = {
  UNASSIGNED: (request) => ({
    heading: 'Someone asks for access',
    sentence: `${request.partnerName} asks for access to your AWS account for ${durationWords(request.sessionDuration)}. Nothing changes until it is approved.`,
  }),
  ASSIGNED: (request) => ({
    heading: 'Review this request',
    sentence: `${request.partnerName} asks for access for ${durationWords(request.sessionDuration)}. Nothing changes in your account until it is approved.`,
  }),
  PENDING_APPROVAL: () => ({
    heading: 'Waiting for an administrator',
    sentence: 'This request was sent to an administrator of the account, who may approve or reject it.',
  }),
  ACCEPTED: (request) => ({
    heading: 'Approved, not released yet',
    sentence: request.onlySendByOwner
      ? `${request.partnerName} has no access yet. The person who claimed this request releases it.`
      : `${request.partnerName} has no access yet. It begins when the request is released.`,
  }),
  FINALIZED: givenWords,
  REJECTED: (request) => ({
    heading: 'This request was rejected',
    sentence: `${request.partnerName} got no access, and nothing was changed in your account.`,
  }),
  EXPIRED: (request, now) =>
    request.exchangeToken
      ? givenWords(request, now)
      : {
          heading: 'This request has expired',
          sentence: `Nobody answered in time. ${request.partnerName} got no access; it may ask again.`,
        },
};

/** The state of a request in words for people. */
export function stateWords(request: DelegationRequest, now: number): StateWords {
  return tellers[request.state](request, now);
}

function givenWords(
  { partnerName, revoked, tokenExpiresAt = 0 }: DelegationRequest,
  now: number,
): StateWords {
  if (revoked) {
    return { heading: 'Access was revoked', sentence: `${partnerName} can no longer use your account.` };
  }
  if (tokenExpiresAt <= now) {
    return {
      heading: 'Access has ended',
      sentence: `The time of ${partnerName} is over; it ended by itself.`,
    };
  }
  return {
    heading: 'Access is given',
    sentence: `${partnerName} can use your account. It ends by itself ${untilWords(tokenExpiresAt, now)}.`,
  };
}
