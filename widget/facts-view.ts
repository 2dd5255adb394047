import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { renderDocsLink } from './action-view.ts';
import { renderCode } from './code-view.ts';
import { labels } from './labels.ts';
import { phaseRow } from './phase.ts';
import { safeLink } from './safe-link.ts';
import type { View } from './view.ts';

/** What is known of the grant, as a definition list. */
export function renderFacts(view: View): TemplateResult | typeof nothing {
  return renderList(rowsOf(view));
}

/** What has a value of these, as a definition list. */
export function renderList(rows: readonly [string, unknown][]): TemplateResult | typeof nothing {
  const known = rows.filter(([, value]) => value);
  if (known.length === 0) return nothing;
  return html`<dl part="facts">
    ${known.map(
      ([term, value]) =>
        html`<dt>${term}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function rowsOf({ phase, facts: { grant, failure, times } }: View): [string, unknown][] {
  const { stage } = phaseRow(phase);
  const trouble = failure ?? grant?.health;
  const isConnected = stage === 'connected';
  const role = isConnected ? grant?.role : null;
  const isUnbound = grant?.health?.code === 'BOUNDARY_MISSING';
  const boundary = isUnbound ? null : (role?.permissionsBoundaryArn ?? grant?.path.permissionsBoundaryArn);
  return [
    [labels.path, !failure && stage !== 'over' && grant?.path.title],
    [labels.account, isConnected && grant?.accountId],
    [labels.role, role && html`<code>${role.arn.split('/').at(-1)}</code>`],
    [labels.checked, !grant?.health?.isDegraded && role?.verifiedAt && times.clock(role.verifiedAt)],
    [labels.region, stage === 'working' && grant?.quickCreate?.region],
    [labels.expires, stage === 'waiting' && grant?.pendingUntil && times.until(grant.pendingUntil)],
    [labels.boundary, isConnected && boundary && renderCode(boundary)],
    [labels.code, trouble?.code && html`<code>${trouble.code}</code>`],
    ['', renderDocsLink(safeLink(trouble?.docsUrl))],
  ];
}

/** What is left to do in AWS after the end, and whether it was seen to be done. */
export function renderCleanUp({ facts: { grant, times } }: View): TemplateResult | typeof nothing {
  const cleanUp = grant?.cleanUp;
  if (!cleanUp) return nothing;
  const { goneAt, instructions } = cleanUp;
  const state = goneAt ? labels.gone(times.at(goneAt)) : grant.role ? labels.watchingGone : '';
  return html`<div part="clean-up" class="fold">
    ${
      instructions.length && !goneAt
        ? html`<h3>${labels.left}</h3>
            <ol>
              ${instructions.map((each) => html`<li>${each}</li>`)}
            </ol>`
        : nothing
    }
    <p aria-live="polite">${state}</p>
  </div>`;
}
