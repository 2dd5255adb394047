import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { renderAction, renderDocsLink } from './action-view.ts';
import { renderActions } from './actions-view.ts';
import { renderChoice } from './choice-view.ts';
import { renderCleanUp, renderFacts } from './facts-view.ts';
import { renderFeatures } from './features-view.ts';
import { renderHandOff } from './hand-off-view.ts';
import type { Grant } from './gateway-client.ts';
import { labels } from './labels.ts';
import { panelWords, phaseWords, progressOf } from './messages.ts';
import { renderPasteRole } from './paste-role-view.ts';
import { renderPermissions } from './permissions-view.ts';
import { awaitsStack, phaseRow, threadOf } from './phase.ts';
import { safeLink } from './safe-link.ts';
import { renderThread } from './thread-view.ts';
import { renderExtension, renderUpgrade } from './upgrade-view.ts';
import type { Panel, View } from './view.ts';

/** The panel: thread, heading, sentences, facts and what can be done, in this order in every phase. */
export function renderPanel(view: View): TemplateResult {
  return html`<section part="panel" class="panel" role="group" aria-labelledby="heading">
    ${renderPicture(view)}
    <h2 part="heading" id="heading" tabindex="-1">${headingOf(view)}</h2>
    <p part="body" class="body">${bodyOf(view)}</p>
    ${remedies(view).map((each) => html`<p part="remedy" class="remedy">${each}</p>`)} ${renderNotes(view)}
    ${renderMiddle(view)} ${renderActions(view)} ${renderBack(view)}
  </section>`;
}

/** What is said of the phase to those who do not see it. */
export function announcementOf(view: View): string {
  const phase = { ...view, panel: null };
  return [`${headingOf(phase)}.`, bodyOf(phase), ...remedies(phase)].join(' ');
}

/** The heading, also where the browser kept the tab closed. */
function headingOf(view: View): string {
  const { phase, facts, panel } = view;
  if (panel) return panelWords[panel].heading(facts);
  return needsOpening(view) ? labels.blockedHeading : phaseWords[phase].heading(facts);
}

/** The sentence or two below the heading. */
function bodyOf(view: View): string {
  const { phase, facts, panel } = view;
  if (panel) return panelWords[panel].body(facts);
  return needsOpening(view) ? labels.blockedBody : phaseWords[phase].body(facts);
}

/** What to do about what went wrong, and what is left of it in AWS. */
function remedies({ phase, panel, facts: { grant, failure } }: View): string[] {
  if (panel) return [];
  const isStack = phase === 'failed' && grant?.path.kind === 'ROLE_BY_CLOUDFORMATION';
  const remedy = failure?.remedy ?? grant?.health?.remedy;
  return [...(remedy ? [remedy] : []), ...(isStack ? [labels.rolledBack] : [])];
}

function needsOpening({ phase, facts, isBlocked, link }: View): boolean {
  return isBlocked && Boolean(link) && (phase === 'awaiting-claim' || awaitsStack(facts.grant));
}

const panelMiddles: Record<Panel, (view: View) => unknown> = {
  upgrade: renderUpgrade,
  disconnect: renderFacts,
  extend: renderExtension,
  'hand-off': renderHandOff,
};

function renderMiddle(view: View) {
  const { phase, facts, panel, path } = view;
  if (panel) return panelMiddles[panel](view);
  if (phase === 'choosing') return renderChoice(view);
  const isStack = awaitsStack(facts.grant);
  const { stage } = phaseRow(phase);
  // What was agreed is not shown as if it were there.
  const isUnbound = facts.grant?.health?.code === 'BOUNDARY_MISSING';
  const shown = path && isUnbound ? { ...path, permissionsBoundaryArn: null } : path;
  return html`${renderFacts(view)} ${stage === 'connected' ? renderFeatures(view) : nothing}
  ${(stage === 'waiting' || stage === 'connected' || isStack) && shown ? renderPermissions(shown, facts, labels.mayDo(facts.partner)) : nothing}
  ${isStack ? renderPasteRole(view) : nothing} ${stage === 'over' ? renderCleanUp(view) : nothing}`;
}

function renderPicture({ phase, facts, offlineSince }: View) {
  const stops = phase.startsWith('awaiting');
  const thread = threadOf(phase, facts.grant);
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
    <span part="mark" dir="ltr" class="mark ${phase === 'connected' ? thread.tone : ''}"
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

/** An addition leads back to what it is added to; once it is over, that is an action of its own. */
function renderBack({ phase, panel, isExtension, before, on }: View) {
  if (panel || !isExtension || !before || phaseRow(phase).stage === 'over') return nothing;
  return html`<div class="back">
    ${renderAction('plain', labels.backToBase, () => on.showGrant(before))}
  </div>`;
}

function renderNotes({ phase, offlineSince, problem, facts, before, isExtension, panel }: View) {
  const { grant, times } = facts;
  const { stage } = phaseRow(phase);
  const notes = [
    offlineSince && labels.offline(times.clock(offlineSince.getTime())),
    grant?.upgradingTo && labels.upgrading(grant.upgradingTo.title, progressOf(facts)),
    grant?.upgradeFailure && phase === 'connected' && !panel && renderUpgradeFailure(grant.upgradeFailure),
    before &&
      (stage === 'waiting' || stage === 'working') &&
      (isExtension ? labels.baseGoesOn : labels.beforeGoesOn),
  ];
  return html`<div aria-live="polite">
    ${notes.map((note) => (note ? html`<p part="note" class="note">${note}</p>` : nothing))}
    ${problem ? html`<p part="note" class="note bad">${problem}</p>` : nothing}
  </div>`;
}

function renderUpgradeFailure({ message, remedy, docsUrl }: NonNullable<Grant['upgradeFailure']>) {
  return html`${labels.upgradeFailed} ${message} ${remedy} ${renderDocsLink(safeLink(docsUrl))}`;
}
