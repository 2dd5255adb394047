import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { labels } from './labels.ts';

/** How much an action stands out. */
export type Look = 'filled' | 'outlined' | 'plain';

/** What can be done, side by side. */
export function renderRow(...actions: unknown[]): TemplateResult {
  return html`<div part="actions" class="actions">${actions}</div>`;
}

/** A link that looks like an action. */
export function renderLink(look: Look, href: string, content: unknown): TemplateResult {
  return html`<a part="action ${look}" class="action ${look}" href=${href} target="_blank" rel="noopener"
    >${content}</a
  >`;
}

/** A button; `isHinted` where the hint below the actions is about it. */
export function renderAction(
  look: Look,
  content: unknown,
  press: () => void,
  isHinted = false,
): TemplateResult {
  return html`<button
    type="button"
    part="action ${look}"
    class="action ${look}"
    aria-describedby=${isHinted ? 'hint' : nothing}
    @click=${press}
  >
    ${content}
  </button>`;
}

/** Where a code is explained. */
export function renderDocsLink(href: string | null): TemplateResult | null {
  return href
    ? html`<a part="link" href=${href} target="_blank" rel="noopener">${labels.whatItMeans}</a>`
    : null;
}
