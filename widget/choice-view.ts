import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { firstPaths } from './create-view.ts';
import type { Path } from './gateway-client.ts';
import { labels } from './labels.ts';
import type { Facts } from './messages.ts';
import { renderPermissions } from './permissions-view.ts';
import type { View } from './view.ts';

/** The paths to choose from, what the chosen one asks for, and the account if the customer likes to name it. */
export function renderChoice(view: View): TemplateResult {
  const { session, path, facts, on } = view;
  return html`<fieldset part="choice" aria-labelledby="heading">
      ${session && firstPaths(session).map((each) => renderCard(each, path, facts, on.pickPath))}
    </fieldset>
    ${path ? renderPermissions(path, facts, labels.permissions(path.permissions.length)) : nothing}
    ${path && path.regions.length > 1 ? renderRegions(view, path.regions) : nothing} ${renderAccount(view)}`;
}

/** A path among others, to be picked. */
export function renderCard(
  each: Path,
  picked: Path | null,
  { times }: Facts,
  pick: (pathId: string) => void,
): TemplateResult {
  const { id, title, summary, badge, rootApproverLimitSeconds: limit } = each;
  return html`<label part="card" class="card">
    <input type="radio" name="path" value=${id} .checked=${picked?.id === id} @change=${() => pick(id)} />
    <span part="card-text" class="text">
      <span class="top"
        ><b part="card-title">${title}</b
        >${badge ? html`<span part="badge" class="badge">${badge}</span>` : nothing}</span
      >
      <span class="muted">${summary}</span>
      <span part="duration" class="small"
        >${howLong(each, times)}${limit ? `. ${labels.rootLimit(times.span(limit))}` : ''}</span
      >
    </span>
  </label>`;
}

/** How long access by a path lasts. */
export function howLong({ durationSeconds }: Path, times: Facts['times']): string {
  return durationSeconds === null ? labels.lasting : labels.endsAfter(times.span(durationSeconds));
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
    <summary><bdi>${labels.accountHeading}</bdi></summary>
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
