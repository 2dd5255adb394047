import type { AwsError } from '../aws-error.ts';
import type { DelegationRequest } from '../books.ts';
import { customerVerbs, refusalOfVerb, type CustomerVerb } from '../customer-verbs.ts';
import { durationWords } from '../duration-words.ts';
import { permissionsOf, type ServicePermissions } from '../policy-summary.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { html, type Html } from './html.ts';
import { pageReply, type Page } from './layout.ts';
import { stateWords } from './state-words.ts';
import { thread } from './thread.ts';
import { momentWords, untilWords } from './time-words.ts';

type Visitor = NonNullable<Page['visitor']>;

/** What happened just before the page is shown, if anything. */
export interface PageNews {
  notice?: string;
  refusal?: AwsError;
}

/** How each button looks. At most one is filled, since no state allows two of those. */
const buttons: Record<CustomerVerb, { label: string; look: string }> = {
  claim: { label: 'Review this request', look: 'filled' },
  approve: { label: 'Approve', look: 'filled' },
  release: { label: 'Release access', look: 'filled' },
  forward: { label: 'Send to an administrator', look: '' },
  reject: { label: 'Reject', look: 'plain danger' },
  revoke: { label: 'Revoke access', look: 'danger' },
};

const withNote = new Set<CustomerVerb>(['forward', 'reject']);

/** One request: who asks for what, and what this person may do about it. */
export function requestPage(
  world: World,
  visitor: Visitor,
  request: DelegationRequest,
  news: PageNews,
): Reply {
  const now = world.clock.now();
  const { heading, sentence } = stateWords(request, now);
  return pageReply({
    title: heading,
    visitor,
    status: news.refusal?.status ?? 200,
    body: html`<article class="card" data-state="${request.state}">
      ${thread(request)} ${newsLines(news)}
      <h1>${request.state === 'UNASSIGNED' ? `${request.partnerName} asks for access` : heading}</h1>
      <p>${sentence}</p>
      ${request.requestMessage && messageBox(request)} ${facts(request, now)} ${permissions(request)}
      ${actions(world, visitor, request)}
    </article>`,
  });
}

function newsLines({ notice, refusal }: PageNews): Html {
  return html`${notice && html`<p class="notice" role="status">${notice}</p>`}
  ${refusal && html`<p class="refusal" role="alert">That was refused. ${refusal.message}. (${refusal.code})</p>`}`;
}

function messageBox({ partnerName, requestMessage }: DelegationRequest): Html {
  return html`<div class="message">
    <p class="muted">${partnerName} writes</p>
    <p>${requestMessage}</p>
  </div>`;
}

function facts(request: DelegationRequest, now: number): Html {
  const { expiresAt, tokenExpiresAt } = request;
  const rows: [string, string | undefined][] = [
    ['From', `${request.partnerName}, account ${request.partnerAccountId}`],
    ['Purpose', request.description],
    ['Lasts', `${durationWords(request.sessionDuration)} from the moment of release`],
    ['State', request.revoked ? `${request.state}, revoked` : request.state],
    ['Claimed by', request.ownerId],
    ['Note', request.notes],
    ['Approved by', request.approverId],
    ['Reason', request.rejectionReason],
    ['Access until', tokenExpiresAt === undefined ? undefined : momentWords(tokenExpiresAt)],
    ['Request expires', expiresAt && !tokenExpiresAt ? untilWords(expiresAt, now) : undefined],
  ];
  return html`<dl>
    ${rows.map(
      ([name, value]) =>
        value &&
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function permissions({ policy, boundaryArns }: DelegationRequest): Html {
  return html`<h2>What it may do</h2>
    <ul class="permissions">
      ${permissionsOf(policy).map(permissionRow)}
    </ul>
    ${
      boundaryArns.length > 0 &&
      html`<p class="muted">Roles it creates are limited by ${boundaryArns.join(', ')}.</p>`
    }
    <details>
      <summary>The policy as JSON</summary>
      <pre>${JSON.stringify(JSON.parse(policy), null, 2)}</pre>
    </details>`;
}

function permissionRow({ service, effect, actions, resources, conditional }: ServicePermissions): Html {
  return html`<li>
    <strong>${effect === 'Deny' && 'Never: '}${service}</strong>
    <span>${actions.join(', ')}</span>
    <span class="muted">on ${resources.join(', ')}${conditional && ', under conditions'}</span>
  </li>`;
}

function actions(world: World, { principal, csrf }: Visitor, request: DelegationRequest): Html {
  const refusals = customerVerbs.map(
    (verb) => [verb, refusalOfVerb(world, request, verb, principal)] as const,
  );
  const possible = refusals.filter(([, refusal]) => !refusal).map(([verb]) => verb);
  const ordered = Object.keys(buttons).filter((verb): verb is CustomerVerb =>
    possible.some((one) => one === verb),
  );
  const hindrance = hindranceTo(request, new Map(refusals));
  if (ordered.length === 0 && !hindrance) return html``;
  return html`<form class="actions" method="post">
    <input type="hidden" name="csrf" value="${csrf}" />
    ${hindrance && html`<p>${hindrance}.</p>`} ${ordered.some((verb) => withNote.has(verb)) && noteField()}
    <div class="row">${ordered.map(actionButton)}</div>
  </form>`;
}

/** Why the step that this state waits for is not open to this person. */
function hindranceTo(request: DelegationRequest, refusals: Map<CustomerVerb, AwsError | undefined>) {
  const awaited: Partial<Record<DelegationRequest['state'], CustomerVerb>> = {
    UNASSIGNED: 'claim',
    ASSIGNED: 'approve',
    PENDING_APPROVAL: 'approve',
    ACCEPTED: 'release',
    FINALIZED: request.approverId?.endsWith(':root') ? 'revoke' : undefined,
  };
  const verb = awaited[request.state];
  return verb && refusals.get(verb)?.message;
}

function noteField(): Html {
  return html`<label for="notes"
      >Note <span>(optional; goes along when you send it on or reject it)</span></label
    >
    <textarea id="notes" name="notes" maxlength="500"></textarea>`;
}

function actionButton(verb: CustomerVerb): Html {
  const { label, look } = buttons[verb];
  return html`<button class="${look}" name="action" value="${verb}" data-action="${verb}">${label}</button>`;
}
