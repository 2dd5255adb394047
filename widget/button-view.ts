import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { renderIcon } from './thread-view.ts';

/** What the button is drawn from. */
export interface ButtonContent {
  label: string;
  isDisabled: boolean;
  isBusy: boolean;
  press(): void;
}

/** The button itself. */
export function renderButton({ label, isDisabled, isBusy, press }: ButtonContent): TemplateResult {
  return html`<button
    type="button"
    part="button"
    class="connect"
    ?disabled=${isDisabled}
    aria-busy=${isBusy ? 'true' : 'false'}
    @click=${press}
  >
    <slot name="icon">${renderIcon()}</slot>
    <slot name="label"><span part="label">${label}</span></slot>
  </button>`;
}
