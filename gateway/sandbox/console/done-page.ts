import type { DelegationRequest } from '../books.ts';
import type { CustomerVerb } from '../customer-verbs.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { html, type Html } from './html.ts';
import { pageReply, type Page } from './layout.ts';
import { stateWords, type StateWords } from './state-words.ts';
import { thread } from './thread.ts';

/** What one says after an act whose outcome the state alone does not tell. */
const outcomes: Partial<Record<CustomerVerb, (request: DelegationRequest) => StateWords>> = {
  forward: ({ partnerName }) => ({
    heading: 'Sent to an administrator',
    sentence: `Send them the address of this request. ${partnerName} is told that you passed it on.`,
  }),
  reject: ({ partnerName }) => ({
    heading: 'You rejected the request',
    sentence: `${partnerName} got no access and is told so, without your reason. Nothing was changed.`,
  }),
};

/** The page after an act: what happened, and the way back to the partner. */
export function donePage(
  world: World,
  visitor: NonNullable<Page['visitor']>,
  request: DelegationRequest,
  verb: CustomerVerb,
): Reply {
  const { heading, sentence } = outcomes[verb]?.(request) ?? stateWords(request, world.clock.now());
  return pageReply({
    title: heading,
    visitor,
    body: html`<article class="card" data-did="${verb}" data-state="${request.state}">
      ${thread(request)}
      <h1>${heading}</h1>
      <p role="status">${sentence}</p>
      ${wayBack(request)}
      <p><a href="/console/delegation-requests/${request.id}">Look at the request again</a></p>
    </article>`,
  });
}

function wayBack({ partnerName, redirectUrl }: DelegationRequest): Html {
  if (!redirectUrl) return html`<p>You can close this tab and go back to ${partnerName}.</p>`;
  return html`<p>You can go back to ${partnerName} now.</p>
    <p><a class="button filled" data-back href="${redirectUrl}">Go back to ${partnerName}</a></p>`;
}
