/** What the hosted page may know before its link is opened. */
export interface HostedPageContent {
  partnerName: string;
  /** Of the button's script; undefined while it is not built. */
  integrity: string | undefined;
}

/** Why a link opens nothing: the headline, what is so, and what to do. */
interface Refusal {
  title: string;
  words: string;
  next: string;
}

const NOTHING_CHANGED = 'Nothing was changed in any AWS account.';
const ASK_AGAIN = 'Ask whoever sent it to you for a new one.';

/** The ends a link may have come to, by the name that the page's script knows. */
const REFUSALS = {
  expired: { title: 'This link has expired', words: NOTHING_CHANGED, next: ASK_AGAIN },
  withdrawn: {
    title: 'This request was taken back',
    words: `${NOTHING_CHANGED} The link no longer opens anything.`,
    next: 'If you did not expect that, ask whoever sent the link to you.',
  },
  unknown: {
    title: 'This link cannot be opened',
    words: 'It may have been cut off. Copy the whole link from the message that it came in.',
    next: `If that does not help: ${ASK_AGAIN.charAt(0).toLowerCase()}${ASK_AGAIN.slice(1)}`,
  },
  unreachable: {
    title: 'The service is out of reach',
    words: 'Your link stays as good as it was.',
    next: 'Check your network, and load the page again in a minute.',
  },
} as const satisfies Record<string, Refusal>;

/** What is so, whoever opens the link. */
const PROMISES = [
  'Nothing changes in your AWS account until somebody approves it in the AWS console.',
  'This page never asks for a password or a key. You sign in at AWS, and nowhere else.',
  'You may decline, and whatever is approved can be taken back in the AWS console.',
];

/** The page: everything in it but the names, which its script fills in once the link is accepted. */
export function renderHostedPage(content: HostedPageContent): string {
  const partner = escape(content.partnerName);
  const integrity = content.integrity ? ` integrity="${content.integrity}"` : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Access to AWS – ${partner}</title>
<link rel="icon" href="/connect/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/connect/style.css">
<script type="module" src="/connect-with-aws.js"${integrity} crossorigin></script>
<script type="module" src="/connect/page.js"></script>
</head>
<body>
<main>
<noscript><h1>This page needs JavaScript</h1>
<p>It reads your link in the browser, so that no server log ever holds it.</p></noscript>
<section data-state="opening"><p role="status">Opening your link…</p></section>
${renderOpen(partner)}
${Object.entries(REFUSALS)
  .map(([state, refusal]) => renderRefusal(state, refusal))
  .join('\n')}
</main>
</body>
</html>`;
}

/** `data-fill` takes a name or an instant; `data-purpose` says for which kind of link a part is. */
function renderOpen(partner: string): string {
  return `<section data-state="open" hidden>
<p class="brand">${partner}</p>
<h1>${partner} asks for access to an AWS account of <bdi data-fill="customerName"></bdi></h1>
<p class="lead" data-purpose="hand-off">Somebody at <bdi data-fill="customerName"></bdi> began this, and sent it on since it
needs an AWS administrator. You both see what happens here.</p>
<p class="lead" data-purpose="invitation">You were sent this link by ${partner}. Choose how to connect, look at what is asked
for, and continue in the AWS console. You need no account here.</p>
<p class="until" data-if="accountId">It is for the AWS account <bdi data-fill="accountId"></bdi> alone.</p>
<p class="until" data-if="openUntil">It expires by itself <bdi data-fill="openUntil"></bdi>.</p>
<div class="place"></div>
<p class="until" data-if="isOver" role="status">To be asked again, have ${partner} send you a new link.</p>
<h2>What you can count on</h2>
<ul>${PROMISES.map((it) => `<li>${it}</li>`).join('')}</ul>
</section>`;
}

function renderRefusal(state: string, { title, words, next }: Refusal): string {
  return `<section data-state="${state}" class="refusal" hidden>
${CUT_THREAD}
<h1 tabindex="-1">${title}</h1>
<p>${words}</p>
<p>${next}</p>
</section>`;
}

/** The thread between the two ends, cut half-way. */
const CUT_THREAD = `<svg class="thread" viewBox="0 0 160 24" width="160" height="24" aria-hidden="true" focusable="false">
<circle cx="8" cy="12" r="5"/><circle cx="152" cy="12" r="5"/><path class="left" d="M13 12H70"/>
<path class="cut" d="M76 7l8 10M84 7l-8 10"/><path class="right" d="M92 12H147"/></svg>`;

/** The two ends with the thread between them; SVG. */
export const HOSTED_ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#1f4fd8" stroke-width="2.4">
<circle cx="5" cy="12" r="3.4"/><circle cx="19" cy="12" r="3.4"/><path d="M8.4 12h7.2"/></svg>`;

/** The page's content security policy: nothing inline, nothing of other sites, the button's own Trusted Types policy. */
export function hostedPolicy(publicUrl: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    // Not every browser takes 'self' for the page's own sockets too.
    `connect-src 'self' ${publicUrl.replace(/^http/, 'ws')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html 'allow-duplicates'",
  ].join('; ');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (it) => ENTITIES[it] ?? it);
}
