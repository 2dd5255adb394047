import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { renderActions } from './actions-view.ts';
import { renderChoice } from './choice-view.ts';
import { labels, phaseWords } from './messages.ts';
import { renderPermissions } from './permissions-view.ts';
import { phaseRow } from './phase.ts';
import { safeLink } from './safe-link.ts';
import { renderThread } from './thread-view.ts';
import type { View } from './view.ts';

/** The panel: thread, heading, sentences, facts and what can be done, in this order in every phase. */
export function renderPanel(view: View): TemplateResult {
  return html`<section part="panel" class="panel" role="group" aria-labelledby="heading">
    ${renderPicture(view)}
    <h2 part="heading" id="heading" tabindex="-1">${headingOf(view)}</h2>
    <p part="body" class="body">${bodyOf(view)}</p>
    ${renderNotes(view)} ${view.phase === 'choosing' ? renderChoice(view) : renderFacts(view)}
    ${
      view.phase === 'connected' && view.path
        ? renderPermissions(view.path, labels.mayDo(view.facts.partner))
        : nothing
    }
    ${renderActions(view)}
  </section>`;
}

/** The heading, also where the browser kept the tab closed. */
export function headingOf({ phase, facts, isBlocked, link }: View): string {
  return isBlocked && link && phase === 'awaiting-claim'
    ? labels.blockedHeading
    : phaseWords[phase].heading(facts);
}

/** The sentence or two below the heading. */
export function bodyOf({ phase, facts, isBlocked, link }: View): string {
  return isBlocked && link && phase === 'awaiting-claim' ? labels.blockedBody : phaseWords[phase].body(facts);
}

function renderPicture({ phase, facts, offlineSince }: View) {
  const { stage, thread } = phaseRow(phase);
  const stops = stage === 'waiting' && phase.startsWith('awaiting') ? 2 : 0;
  return html`<div part="picture" class="picture ${offlineSince ? 'off' : ''}" aria-hidden="true">
    <span part="mark" class="mark partner">${[...facts.partner][0] ?? ''}</span>
    <span class="rope">
      ${renderThread(thread, timeLeft(facts))}
      ${
        stops
          ? html`<span class="stops"
              ><span>${labels.asked}</span><b>${labels.inReview}</b><span>${labels.approved}</span></span
            >`
          : nothing
      }
    </span>
    <span part="mark" dir="ltr" class="mark ${phase === 'connected' ? 'good' : ''}"
      >${facts.account || 'AWS'}</span
    >
  </div>`;
}

/** What is left of the access, in percent; null where it lasts. */
function timeLeft({ grant, now }: View['facts']): number | null {
  if (!grant?.expiresAt || !grant.activeAt) return null;
  const end = Date.parse(grant.expiresAt);
  const share = (end - now) / (end - Date.parse(grant.activeAt));
  return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
}

function renderNotes({ offlineSince, problem, facts }: View) {
  const since = offlineSince && facts.times.clock(offlineSince.getTime());
  return html`<div aria-live="polite">
    ${since ? html`<p part="note" class="note">${labels.offline(since)}</p>` : nothing}
    ${problem ? html`<p part="note" class="note bad">${problem}</p>` : nothing}
  </div>`;
}

function renderFacts({ phase, facts: { grant, failure, times } }: View) {
  const isWaiting = phaseRow(phase).stage === 'waiting';
  const docs = safeLink(failure?.docsUrl);
  const rows: [string, unknown][] = [];
  if (grant && !failure && phaseRow(phase).stage !== 'over') rows.push([labels.path, grant.path.title]);
  if (grant?.pendingUntil && isWaiting) rows.push([labels.lapses, times.until(grant.pendingUntil)]);
  if (phase === 'connected' && grant?.path.permissionsBoundaryArn)
    rows.push([labels.boundary, grant.path.permissionsBoundaryArn]);
  if (failure) rows.push([labels.code, html`<code>${failure.code}</code>`]);
  if (docs)
    rows.push([
      '',
      html`<a part="link" href=${docs} target="_blank" rel="noopener">${labels.whatItMeans}</a>`,
    ]);
  if (rows.length === 0) return nothing;
  return html`<dl part="facts">
    ${rows.map(
      ([term, value]) =>
        html`<dt>${term}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}
