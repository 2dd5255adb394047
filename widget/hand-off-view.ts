import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { labels } from './labels.ts';
import type { View } from './view.ts';

/** The link for an administrator: to copy, and to be scanned by a phone. */
export function renderHandOff({ facts: { handOff } }: View): TemplateResult | typeof nothing {
  if (!handOff) return nothing;
  const { size, path } = handOff.qrCode;
  return html`<label class="small" for="link">${labels.handOffLink}</label>
    <input part="input" id="link" type="text" dir="ltr" readonly .value=${handOff.url} />
    <svg part="qr" class="qr" role="img" aria-label=${labels.qrCode} viewBox="-4 -4 ${size + 8} ${size + 8}">
      <path d=${path} />
    </svg>
    <p class="small">${labels.scan}</p>`;
}
