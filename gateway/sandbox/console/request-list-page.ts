import type { DelegationRequest } from '../books.ts';
import { callerFor } from '../caller.ts';
import { denialOf } from '../delegation-access.ts';
import type { Principal } from '../principals.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { html, type Html } from './html.ts';
import { pageReply, type Page } from './layout.ts';
import { stateWords } from './state-words.ts';
import { momentWords } from './time-words.ts';

/** The requests this person may see, newest first. */
export function requestListPage(world: World, visitor: NonNullable<Page['visitor']>): Reply {
  const requests = Object.values(world.books.pages.requests)
    .filter((one) => isVisibleTo(one, visitor.principal))
    .toReversed();
  return pageReply({
    title: 'Temporary access requests',
    visitor,
    body: html`<div class="card">
      <h1>Temporary access requests</h1>
      ${
        requests.length === 0
          ? html`<p class="muted">
              Nobody asks for access to this account. A request appears here once a partner makes one.
            </p>`
          : html`<ul class="requests">
              ${requests.map((one) => requestRow(one, world.clock.now()))}
            </ul>`
      }
    </div>`,
  });
}

/** Unlike the list of the API, the page also shows what is addressed to the account and not claimed yet. */
function isVisibleTo(request: DelegationRequest, principal: Principal): boolean {
  return (
    request.ownerAccountId === principal.accountId &&
    denialOf('Get', request, callerFor(principal)) === undefined
  );
}

function requestRow(request: DelegationRequest, now: number): Html {
  return html`<li>
    <a href="/console/delegation-requests/${request.id}"
      >${request.partnerName}: ${stateWords(request, now).heading}</a
    >
    <span>${request.description}</span>
    <span>asked on ${momentWords(request.createdAt)}</span>
  </li>`;
}
