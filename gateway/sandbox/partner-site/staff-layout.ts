import { html } from '../console/html.ts';
import type { Html } from '../console/html.ts';

/** A page for the vendor's own people. */
export interface StaffPage {
  partnerName: string;
  title: string;
  /** Who is signed in; nobody yet where left out. */
  who?: string;
  /** The name of a script under `/acme/`, where the page has one. */
  script?: string;
  body: Html;
}

/** Puts a page of the vendor's people together. */
export function renderStaffPage({ partnerName, title, who, script, body }: StaffPage): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${partnerName}</title>
        <link rel="icon" href="/acme/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/acme/style.css" />
        <link rel="stylesheet" href="/acme/staff.css" />
        ${script && html`<script type="module" src="/acme/${script}"></script>`}
      </head>
      <body>
        <header>
          <div class="bar">
            <p class="brand"><img src="/acme/mark.svg" alt="" width="32" height="32" /> ${partnerName}</p>
            ${who && html`<p class="who">Signed in as <strong>${who}</strong></p>`}
          </div>
        </header>
        <main class="staff">${body}</main>
        <footer>
          <p>This is a demonstration: ${partnerName} and its customers are made up, and AWS is a sandbox.</p>
        </footer>
      </body>
    </html> `.markup;
}

/** Where whoever has not signed in begins. */
export function renderStaffSignIn(partnerName: string, company: string, name: string): string {
  return renderStaffPage({
    partnerName,
    title: 'For our own people',
    body: html`<h1>For our own people</h1>
      <p class="why">A vendor would ask for a password here. In the sandbox you pick who you are.</p>
      <form method="post" action="/demo/sign-in">
        <input type="hidden" name="company" value="${company}" />
        <button class="filled">Sign in as ${name}</button>
      </form>`,
  });
}
