import { accountName, type Principal } from '../principals.ts';
import type { Reply } from '../reply.ts';
import { html, type Html } from './html.ts';

/** What a page of the console is made of. */
export interface Page {
  title: string;
  body: Html;
  /** Who is signed in, and the token that their forms carry; absent on pages for nobody. */
  visitor?: { principal: Principal; csrf: string };
  status?: number;
}

/** Headers of every page. `same-origin`, as without a referrer browsers send `Origin: null` with a form. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
};

/** Renders a whole page, its band with "Sandbox — not AWS" included. */
export function pageReply({ title, body, visitor, status = 200 }: Page): Reply {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Sandbox — not AWS</title>
        <link rel="icon" href="/console/icon.svg" />
        <link rel="stylesheet" href="/console/console.css" />
      </head>
      <body>
        <header class="band">
          <div>
            <strong>Sandbox — not AWS</strong>
            <p>A rehearsal with made-up people. Nothing here reaches a real account.</p>
          </div>
        </header>
        ${visitor && visitorLine(visitor)}
        <main>${body}</main>
      </body>
    </html>`;
  return { status, headers: pageHeaders, body: page.markup };
}

/** Sends the browser to another page of the console. */
export function redirectReply(location: string, headers: Record<string, string> = {}): Reply {
  return { status: 303, headers: { location, 'cache-control': 'no-store', ...headers }, body: '' };
}

function visitorLine({ principal, csrf }: NonNullable<Page['visitor']>): Html {
  return html`<section class="who" aria-label="You">
    <span
      >${principal.name}, ${principal.title} at ${accountName(principal.accountId)}
      (${principal.accountId})</span
    >
    <nav aria-label="Console">
      <a href="/console/delegation-requests">All requests</a>
      <a href="/console/cloudformation">Stacks</a>
      <form method="post" action="/console/sign-out">
        <input type="hidden" name="csrf" value="${csrf}" />
        <button class="plain">Switch person</button>
      </form>
    </nav>
  </section>`;
}
