/**
 * Opens the link: reads its token from the address, takes it out of there, trades it for a session, and shows the grant.
 */

/** Where this tab keeps the token, so that a reload opens the same link. */
const KEPT = 'connect-with-aws:link';

/** What the gateway's codes mean for a link. */
const REFUSALS = {
  SESSION_EXPIRED: 'expired',
  GRANT_NOT_PENDING: 'withdrawn',
};

/** Phases after which only another link helps. */
const OVER_PHASES = ['expired', 'rejected', 'cancelled', 'revoked', 'ended', 'failed'];

/** Phases in which nobody need act before it lapses. */
const SETTLED_PHASES = [...OVER_PHASES, 'approved', 'exchanging', 'verifying', 'connected'];

const sections = [...document.querySelectorAll('[data-state]')];

function tokenOfTab() {
  const given = location.hash.slice(1);
  if (!given) return sessionStorage.getItem(KEPT) ?? '';
  sessionStorage.setItem(KEPT, given);
  history.replaceState(null, '', location.pathname);
  return given;
}

function show(state) {
  for (const section of sections) section.hidden = section.dataset.state !== state;
  sections
    .find((it) => !it.hidden)
    ?.querySelector('h1[tabindex]')
    ?.focus();
}

async function fetchSession(token) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ token });
  const signal = AbortSignal.timeout(20_000);
  const answer = await fetch('/connect/session', { method: 'POST', headers, body, signal });
  if (answer.ok) return answer.json();
  const { code } = await answer.json().catch(() => ({}));
  throw Object.assign(new Error(`The link was not opened: ${code}`), {
    state: answer.status >= 500 ? 'unreachable' : (REFUSALS[code] ?? 'unknown'),
  });
}

/** The first session is there already; later ones are fetched with the same token, as long as it works. */
function sessionsOf(token, first) {
  let next = first;
  return async () => {
    const session = next ?? (await fetchSession(token).catch(refuse));
    next = null;
    return session;
  };
}

/** A link that ended while its page was open. */
function refuse(error) {
  if (error.state && error.state !== 'unreachable') show(error.state);
  throw error;
}

function fill(opened) {
  const known = { ...opened, openUntil: opened.openUntil && asTime(opened.openUntil) };
  for (const place of document.querySelectorAll('[data-fill]'))
    place.textContent = known[place.dataset.fill] ?? '';
  for (const part of document.querySelectorAll('[data-purpose]'))
    part.hidden = part.dataset.purpose !== opened.purpose;
  showParts({ accountId: opened.accountId, openUntil: opened.openUntil });
}

function showParts(isShown) {
  for (const part of document.querySelectorAll('[data-if]')) part.hidden = !isShown[part.dataset.if];
}

/** As a person says it: on Sunday 29 November at 18:20. */
function asTime(text) {
  const at = new Date(text);
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
  const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
  return `on ${day.format(at)} at ${hour.format(at)}`;
}

function placeButton(token, opened) {
  const button = document.createElement('connect-with-aws');
  button.fetchSession = sessionsOf(token, opened);
  button.gateway = opened.gateway;
  button.setAttribute('grant-id', opened.grantId);
  button.approver = opened.purpose === 'hand-off';
  // Its session is for this one grant: to ask for anything else takes another link.
  button.single = true;
  button.addEventListener('connect-with-aws-phase-change', ({ phase }) =>
    showParts({
      accountId: opened.accountId,
      openUntil: opened.openUntil && !SETTLED_PHASES.includes(phase),
      isOver: OVER_PHASES.includes(phase),
    }),
  );
  document.querySelector('.place').replaceChildren(button);
}

async function open() {
  const token = tokenOfTab();
  if (!token) return show('unknown');
  try {
    const opened = await fetchSession(token);
    // Its script comes before this one: what is not defined by now did not load.
    if (!customElements.get('connect-with-aws')) return show('unreachable');
    fill(opened);
    show('open');
    placeButton(token, opened);
  } catch (error) {
    show(error.state ?? 'unreachable');
  }
}

// Another link that is put into the same tab changes the fragment alone.
addEventListener('hashchange', () => location.hash && location.reload());
await open();
