import { accountName, namedAccounts, principalsOf, type Principal } from '../principals.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { html, type Html } from './html.ts';
import { pageReply } from './layout.ts';
import { cookieFor, type ConsoleSession } from './session.ts';

/** Lets a person choose who to be; afterwards they go to `returnTo`, a path of this console. */
export function signInPage(world: World, session: ConsoleSession, returnTo: string): Reply {
  const reply = pageReply({
    title: 'Choose who you are',
    body: html`<div class="card">
      <h1>Choose who you are</h1>
      <p>In AWS you would sign in now. Here you pick one of these people; nobody has a password.</p>
      <form method="post" action="/console/sign-in">
        <input type="hidden" name="csrf" value="${session.csrf}" />
        <input type="hidden" name="return" value="${returnTo}" />
        ${accountsFor(world, returnTo).map(accountSection)}
      </form>
    </div>`,
  });
  return { ...reply, headers: { ...reply.headers, ...cookieFor(world, session) } };
}

/** The account that the request is aimed at comes first, be it one of the named ones or not. */
function accountsFor(world: World, returnTo: string): string[] {
  const requestId = returnTo.split('?')[0]?.split('/').pop() ?? '';
  const { requests } = world.books.pages;
  const aimedAt = Object.hasOwn(requests, requestId) ? requests[requestId]?.ownerAccountId : undefined;
  return [...new Set([...(aimedAt ? [aimedAt] : []), ...Object.keys(namedAccounts)])];
}

function accountSection(accountId: string): Html {
  return html`<h2>
      ${accountName(accountId)} <span class="muted">${namedAccounts[accountId] && accountId}</span>
    </h2>
    <div class="people">${principalsOf(accountId).map(personButton)}</div>`;
}

function personButton({ arn, name, title, isRoot, mayAdminister }: Principal): Html {
  const powers = isRoot ? 'May approve up to 4 hours' : mayAdminister ? 'May approve' : 'May not approve';
  return html`<button name="principal" value="${arn}" data-principal="${arn}">
    <strong>${name}</strong> <span>${title}</span> <small>${powers}</small>
  </button>`;
}
