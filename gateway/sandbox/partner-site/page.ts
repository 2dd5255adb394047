import { html } from '../console/html.ts';
import type { Html } from '../console/html.ts';
import { customerName, visitorQuery } from './visit.ts';
import type { Visit } from './visit.ts';

/** What the page speaks of. */
export interface PageContent {
  /** The vendor's name. */
  partnerName: string;
  /** Where a person plays the customer's side. */
  consoleUrl: string;
  /** Of the button's script; absent where it is not known. */
  integrity?: string;
  visit: Visit;
}

/** What the side card can show, in order: the field of the answer and its label. */
const FACTS = {
  pathTitle: 'Access',
  account: 'AWS account',
  actsAs: 'Acts as',
  until: 'Until',
} as const;

/** The vendor's onboarding page with the button in it. */
export function renderPage(content: PageContent): string {
  const { partnerName, visit } = content;
  return html`<!doctype html>
    <html lang="en" dir="${visit.dir}" data-theme="${visit.theme}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Connect your AWS account – ${partnerName}</title>
        <link rel="icon" href="/acme/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/acme/style.css" />
        <script type="module" src="/connect-with-aws.js" ${integrityOf(content)} crossorigin></script>
        <script type="module" src="/acme/page.js"></script>
      </head>
      <body>
        ${renderHeader(content)}
        <main>${renderStep(content)} ${renderBackendCard(content)}</main>
        ${renderFooter(content)}
      </body>
    </html> `.markup;
}

function integrityOf({ integrity }: PageContent): Html | undefined {
  return integrity ? html`integrity="${integrity}"` : undefined;
}

function renderHeader({ partnerName, visit }: PageContent): Html {
  return html`<header>
    <div class="bar">
      <p class="brand"><img src="/acme/mark.svg" alt="" width="32" height="32" /> ${partnerName}</p>
      <p class="who">Signed in as <strong>${customerName(visit)}</strong></p>
    </div>
  </header>`;
}

function renderStep(content: PageContent): Html {
  const name = shortName(content);
  return html`<section class="step" aria-labelledby="title">
    <p class="count">Step 2 of 3</p>
    <ol class="steps">
      <li class="done">
        <span>Workspace<span class="hidden"> (done)</span></span>
      </li>
      <li class="now" aria-current="step"><span>AWS account</span></li>
      <li><span>First report</span></li>
    </ol>
    <h1 id="title">Connect your AWS account</h1>
    <p class="why">
      ${name} reads your AWS Marketplace listings and agreements to draw your first revenue report; nothing
      changes in your account until you approve it in the AWS console.
    </p>
    ${renderButton(content)}
  </section>`;
}

/** What stands inside the element is what a page without the script shows. */
function renderButton(content: PageContent): Html {
  const { theme, path, mode } = content.visit;
  return html`<connect-with-aws
    session-endpoint="/api/aws-session?${visitorQuery(content.visit)}"
    theme="${theme}"
    ${path && html`path="${path}"`}
    ${mode && html`mode="${mode}"`}
  >
    <a href="mailto:onboarding@acme.example?subject=Connect%20our%20AWS%20account"
      >Connect with the help of our team</a
    >
  </connect-with-aws>`;
}

function renderBackendCard(content: PageContent): Html {
  const facts = Object.entries(FACTS).map(
    ([name, label]) =>
      html`<div data-fact="${name}" hidden>
        <dt>${label}</dt>
        <dd><bdi></bdi></dd>
      </div> `,
  );
  const source = `/api/aws-access?${visitorQuery(content.visit)}`;
  return html`<aside aria-labelledby="backend-title" data-access="${source}">
    <h2 id="backend-title">What ${shortName(content)}’s backend sees</h2>
    <p class="summary" data-summary hidden></p>
    <noscript><p class="summary">This card needs JavaScript.</p></noscript>
    <dl>${facts}</dl>
    <p class="small">The backend holds the keys; this page never does. “Acts as” is what AWS STS answered.</p>
  </aside>`;
}

function renderFooter({ partnerName, consoleUrl, visit }: PageContent): Html {
  return html`<footer>
    <p>
      This is a demonstration: ${partnerName} and ${customerName(visit)} are made up, and the AWS behind this
      page is a sandbox. <a href="${consoleUrl}">Open the sandbox console</a>
    </p>
  </footer>`;
}

/** As people say it: Acme, for Acme Analytics. */
function shortName({ partnerName }: PageContent): string {
  return partnerName.split(' ')[0] ?? partnerName;
}
