import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { labels } from './messages.ts';
import { phaseRow } from './phase.ts';
import type { View } from './view.ts';

type Look = 'filled' | 'outlined' | 'plain';

/** What can be done now: at most one filled, one outlined and one plain. */
export function renderActions(view: View): TemplateResult | typeof nothing {
  const { phase, facts, on } = view;
  if (phase === 'choosing')
    return row(
      button('filled', html`${labels.continue} ${arrow}`, on.proceed),
      button('plain', labels.notNow, on.dismiss),
    );
  const { stage } = phaseRow(phase);
  if (stage === 'over') return renderAfter(view);
  if (phase === 'opening' && !facts.grant) return row(button('plain', labels.cancel, on.dismiss));
  return phase === 'connected' ? nothing : renderWaiting(view);
}

function renderWaiting(view: View) {
  const { phase, link, copied, isBlocked, problem, on } = view;
  const isForwarded = phase === 'awaiting-admin';
  const open = isBlocked && phase === 'awaiting-claim' ? labels.openNow : labels.openAgain;
  const copyWords = isForwarded ? labels.copyForAdmin : labels.copyLink;
  const copy = button(isForwarded ? 'filled' : 'outlined', copied === 'yes' ? labels.copied : copyWords, () =>
    on.copy(link ?? ''),
  );
  const go = html`<a
    part="action ${isForwarded ? 'outlined' : 'filled'}"
    class="action ${isForwarded ? 'outlined' : 'filled'}"
    href=${link ?? ''}
    target="_blank"
    rel="noopener"
    >${open} ${arrow}</a
  >`;
  const links = link && phaseRow(phase).stage === 'waiting' ? (isForwarded ? [copy, go] : [go, copy]) : [];
  return html`${copied === 'failed' && link ? renderByHand(link) : nothing}
    ${row(
      ...(problem ? [button(link ? 'plain' : 'filled', labels.tryAgain, on.retry)] : []),
      ...links,
      button('plain', labels.cancel, on.cancel, labels.cancelHint),
    )}
    <p class="small" id="hint">${labels.cancelHint}</p>`;
}

function renderByHand(link: string) {
  return html`<label class="small" for="link">${labels.copyByHand}</label>
    <input part="input" id="link" type="text" readonly .value=${link} />`;
}

function renderAfter({ phase, isPathFixed, session, on }: View) {
  const again = phase === 'failed' ? labels.tryAgain : labels.askAgain;
  const hasOthers = !isPathFixed && (session?.paths.length ?? 0) > 1;
  return row(
    button('filled', again, on.askAgain),
    hasOthers ? button('outlined', labels.chooseOther, on.chooseOther) : nothing,
    button('plain', labels.close, on.dismiss),
  );
}

const arrow = html`<span aria-hidden="true">↗</span><span class="sr"> ${labels.newTab}</span>`;

function row(...actions: unknown[]): TemplateResult {
  return html`<div part="actions" class="actions">${actions}</div>`;
}

function button(look: Look, content: unknown, press: () => void, hint?: string): TemplateResult {
  return html`<button
    type="button"
    part="action ${look}"
    class="action ${look}"
    aria-describedby=${hint ? 'hint' : nothing}
    @click=${press}
  >
    ${content}
  </button>`;
}
