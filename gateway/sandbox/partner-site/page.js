/**
 * The vendor's own script: it shows what the vendor's backend holds, again whenever the button tells of a change.
 */

/** How the sentence about each status goes on from the card's heading, and how it looks. */
const STATUS_WORDS = {
  NONE: ['none', 'Nothing. It has no access to an AWS account.'],
  PENDING: ['waiting', 'A request that waits for an answer. It has no access yet.'],
  ACTIVE: ['good', 'Access that works: AWS has just confirmed it.'],
  REJECTED: ['none', 'A request that was declined. It has no access.'],
  EXPIRED: ['none', 'A grant whose time ran out. It has no access.'],
  CANCELLED: ['none', 'A request that was withdrawn. It has no access.'],
  FAILED: ['none', 'A request that could not be finished. It has no access.'],
  REVOKED: ['none', 'Access that was taken back in AWS. It no longer has any.'],
  ENDED: ['none', 'Access that was ended. It no longer has any.'],
};

const WRITTEN = { until: asTime };

const EVENTS = ['phase-change', 'connected', 'upgraded', 'health-change', 'ended'];
const EVERY_MS = 15_000;

const card = document.querySelector('[data-access]');
const summary = card.querySelector('[data-summary]');
let asking = false;
let changedMeanwhile = false;

/** Asks the backend; what changes while it answers is asked for once more afterwards. */
async function refresh() {
  changedMeanwhile = asking;
  if (asking) return;
  asking = true;
  show(await ask());
  asking = false;
  if (changedMeanwhile) await refresh();
}

async function ask() {
  try {
    const answer = await fetch(card.dataset.access, { signal: AbortSignal.timeout(20_000) });
    const body = await answer.json();
    return answer.ok ? body : { message: body.message };
  } catch {
    return { message: 'It does not answer at the moment.' };
  }
}

function show(access) {
  const [tone, words] = STATUS_WORDS[access.status] ?? ['none', `A grant that is ${access.status}.`];
  summary.textContent = access.message ?? words;
  summary.dataset.tone = access.message ? 'bad' : tone;
  summary.hidden = false;
  for (const row of card.querySelectorAll('[data-fact]')) {
    const { fact } = row.dataset;
    const value = access[fact] ?? null;
    row.hidden = value === null;
    write(row.querySelector('bdi'), value === null ? '' : (WRITTEN[fact]?.(value) ?? value));
  }
}

/** A long ARN breaks where it has joints. */
function write(place, text) {
  const parts = text.split(/(?<=[:/])/);
  place.replaceChildren(...parts.flatMap((part) => [part, document.createElement('wbr')]));
}

/** The hour alone for today, with the day before it otherwise. */
function asTime(text) {
  const at = new Date(text);
  const isToday = at.toDateString() === new Date().toDateString();
  const day = isToday ? {} : { weekday: 'long', day: 'numeric', month: 'long' };
  return new Intl.DateTimeFormat(undefined, { ...day, hour: 'numeric', minute: '2-digit' }).format(at);
}

function refreshIfSeen() {
  if (document.visibilityState === 'visible') void refresh();
}

for (const type of EVENTS) document.addEventListener(`connect-with-aws-${type}`, () => void refresh());
document.addEventListener('visibilitychange', refreshIfSeen);
setInterval(refreshIfSeen, EVERY_MS);
void refresh();
