/**
 * The salesperson's page of one invitation: copies the link, and asks every two seconds how things stand.
 */

const EVERY_MS = 2_000;

const place = document.querySelector('[data-state-of]');
const summary = place.querySelector('[data-summary]');
const takeBack = place.querySelector('[data-take-back]');
const sending = document.querySelector('[data-sending]');

/** How each status looks, and is told. */
const STATUSES = {
  INVITED: ['waiting', () => 'Waiting for somebody at the company to open the link and choose.'],
  PENDING: ['waiting', ({ path }) => `They chose ${path.title}. Waiting for the approval in AWS.`],
  ACTIVE: ['good', ({ accountId, expiresAt }) => `Connected to account ${accountId}${until(expiresAt)}.`],
  REJECTED: ['none', () => 'It was declined in AWS. Nothing was changed.'],
  EXPIRED: ['none', () => 'Its time is over.'],
  CANCELLED: ['none', () => 'It was taken back. The link no longer opens anything.'],
  FAILED: ['bad', () => 'It could not be finished. Make another invitation.'],
  REVOKED: ['none', () => 'Access was taken back in AWS.'],
  ENDED: ['none', () => 'Access was ended.'],
};

const OPEN = ['INVITED', 'PENDING'];

function until(expiresAt) {
  if (!expiresAt) return ', to stay';
  const at = new Date(expiresAt);
  return ` until ${new Intl.DateTimeFormat('en-GB', { weekday: 'long', hour: '2-digit', minute: '2-digit' }).format(at)}`;
}

async function refresh() {
  try {
    const answer = await fetch(place.dataset.stateOf, { signal: AbortSignal.timeout(10_000) });
    const body = await answer.json();
    if (answer.ok) show(body);
    else tell('bad', body.message);
  } catch {
    tell('bad', 'This site does not answer at the moment.');
  }
}

function show(grant) {
  const [tone, words] = STATUSES[grant.status] ?? ['none', () => `It is ${grant.status}.`];
  tell(tone, words(grant));
  takeBack.hidden = !OPEN.includes(grant.status);
  sending.hidden = takeBack.hidden;
}

/** Said again only when it is news: it is a live region. */
function tell(tone, words) {
  summary.dataset.tone = tone;
  if (summary.textContent !== words) summary.textContent = words;
}

document.querySelector('[data-copy]').addEventListener('click', async ({ currentTarget: button }) => {
  const link = document.querySelector(`#${button.dataset.copy}`);
  link.select();
  const isCopied = await navigator.clipboard.writeText(link.value).then(
    () => true,
    () => false,
  );
  button.textContent = isCopied ? 'Copied' : 'Press Ctrl+C';
});

async function follow() {
  if (document.visibilityState === 'visible') await refresh();
  setTimeout(follow, EVERY_MS);
}
void follow();
