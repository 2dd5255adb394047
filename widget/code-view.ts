import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** An ARN, or another long name: it breaks where it has joints. */
export function renderCode(text: string): TemplateResult {
  return html`<code>${text.split(/(?<=[:/])/).map((part) => html`${part}<wbr />`)}</code>`;
}
