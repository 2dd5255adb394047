import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Path } from './gateway-client.ts';
import { labels } from './labels.ts';
import { renderPermissions } from './permissions-view.ts';
import type { View } from './view.ts';

/** The paths to choose from, what the chosen one asks for, and the account if the customer likes to name it. */
export function renderChoice(view: View): TemplateResult {
  const { session, path, facts } = view;
  return html`<fieldset part="choice" aria-labelledby="heading">
      ${session?.paths.map((each) => renderCard(view, each))}
    </fieldset>
    ${path ? renderPermissions(path, facts.partner, labels.permissions(path.permissions.length)) : nothing}
    ${path && path.regions.length > 1 ? renderRegions(view, path.regions) : nothing} ${renderAccount(view)}`;
}

function renderCard({ path, facts: { times }, on }: View, each: Path) {
  const { id, title, summary, badge, durationSeconds, rootApproverLimitSeconds: limit } = each;
  const ends = durationSeconds === null ? labels.lasting : labels.endsAfter(times.span(durationSeconds));
  return html`<label part="card" class="card">
    <input
      type="radio"
      name="path"
      value=${id}
      .checked=${path?.id === id}
      @change=${() => on.pickPath(id)}
    />
    <span part="card-text" class="text">
      <span class="top"
        ><b part="card-title">${title}</b
        >${badge ? html`<span part="badge" class="badge">${badge}</span>` : nothing}</span
      >
      <span class="muted">${summary}</span>
      <span part="duration" class="small"
        >${ends}${limit ? `. ${labels.rootLimit(times.span(limit))}` : ''}</span
      >
    </span>
  </label>`;
}

function renderRegions({ region, on }: View, regions: readonly string[]) {
  return html`<label class="small" for="region">${labels.stackRegion}</label>
    <select
      part="input"
      id="region"
      @change=${(event: Event) => on.pickRegion((event.target as HTMLSelectElement).value)}
    >
      ${regions.map((each) => html`<option ?selected=${each === region}>${each}</option>`)}
    </select>`;
}

function renderAccount({ account: { text, isWrong }, on }: View) {
  return html`<details part="account" ?open=${isWrong}>
    <summary>${labels.accountHeading}</summary>
    <div class="fold">
      <label for="account">${labels.accountLabel}</label>
      <input
        part="input"
        id="account"
        type="text"
        inputmode="numeric"
        autocomplete="off"
        maxlength="20"
        .value=${text}
        aria-describedby="account-hint"
        aria-invalid=${isWrong ? 'true' : 'false'}
        @input=${(event: Event) => on.typeAccount((event.target as HTMLInputElement).value)}
      />
      <p id="account-hint" class="small ${isWrong ? 'bad' : ''}">
        ${isWrong ? labels.accountWrong : labels.accountHint}
      </p>
    </div>
  </details>`;
}
