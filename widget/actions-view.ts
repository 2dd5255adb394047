import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { labels } from './labels.ts';
import { awaitsStack, phaseRow } from './phase.ts';
import type { PhaseRow } from './phase.ts';
import { safeMail } from './safe-link.ts';
import type { Panel, View } from './view.ts';

type Look = 'filled' | 'outlined' | 'plain';

/** What can be done now: at most one filled, one outlined and one plain. */
export function renderActions(view: View): TemplateResult | typeof nothing {
  const { phase, facts, panel, on } = view;
  if (panel)
    return row(
      ...panelActions[panel](view),
      button('plain', labels.back, () => on.show(null)),
    );
  if (phase === 'opening' && !facts.grant) return row(button('plain', labels.cancel, on.dismiss));
  if (phase === 'choosing')
    return row(
      button('filled', html`${labels.continue} ${arrow}`, on.proceed),
      button('plain', labels.notNow, on.dismiss),
    );
  return stageActions[phaseRow(phase).stage](view);
}

const panelActions: Record<Panel, (view: View) => unknown[]> = {
  upgrade: ({ on }) => [button('filled', labels.keepIt, on.upgrade)],
  disconnect: ({ facts, on }) => [
    button('filled', facts.grant?.expiresAt ? labels.endNow : labels.disconnect, on.end),
  ],
  'hand-off': ({ facts: { handOff }, copied, on }) =>
    handOff
      ? [
          button('filled', copied === 'yes' ? labels.copied : labels.copyLink, () => on.copy(handOff.url)),
          go('outlined', safeMail(handOff.emailSubject, handOff.emailText), labels.email),
        ]
      : [],
};

const stageActions: Record<PhaseRow['stage'], (view: View) => TemplateResult | typeof nothing> = {
  before: () => nothing,
  waiting: renderWaiting,
  working: renderWaiting,
  connected: renderConnected,
  over: renderAfter,
};

function renderConnected({ facts: { grant }, lasting, isRenewalDue, on }: View) {
  const offers = [
    ...(lasting ? [{ words: labels.keep, press: () => on.show('upgrade') }] : []),
    ...(isRenewalDue
      ? [{ words: grant?.expiresAt ? labels.renew : labels.makeAgain, press: on.askAgain }]
      : []),
  ];
  const end = grant?.expiresAt ? labels.endNow : labels.disconnect;
  return row(
    offers.map(({ words, press }, i) => button(i === 0 ? 'filled' : 'outlined', words, press)),
    button('plain', end, () => on.show('disconnect')),
  );
}

function renderWaiting(view: View) {
  const { link, copied, problem, facts, on } = view;
  const isStack = awaitsStack(facts.grant);
  const hint = isStack ? labels.cancelStackHint : labels.cancelHint;
  // A role that is being made is a matter of seconds, and half of one would be left behind.
  const mayCancel = isStack || !facts.grant?.progress;
  return html`${copied === 'failed' && link ? renderByHand(link) : nothing}
  ${row(
    problem ? button(link ? 'plain' : 'filled', labels.tryAgain, on.retry) : nothing,
    linksOf(view, isStack),
    mayCancel ? button('plain', labels.cancel, on.cancel, true) : button('plain', labels.close, on.dismiss),
  )}
  ${mayCancel ? html`<p class="small" id="hint">${hint}</p>` : nothing}`;
}

/** Where the customer goes on, and how an administrator gets there. */
function linksOf({ phase, link, isBlocked, copied, facts, on }: View, isStack: boolean) {
  if (!link || (phaseRow(phase).stage !== 'waiting' && !isStack)) return nothing;
  const { isApprover } = facts;
  const isFirst = isApprover || (isBlocked && (isStack || phase === 'awaiting-claim'));
  const words = isStack
    ? isFirst
      ? labels.openStack
      : labels.openStackAgain
    : isFirst
      ? labels.openNow
      : labels.openAgain;
  const isForwarded = phase === 'awaiting-admin' && !isApprover;
  const open = go(isForwarded ? 'outlined' : 'filled', link, html`${words} ${arrow}`);
  if (isApprover) return open;
  if (phase === 'awaiting-claim' || phase === 'approved' || phase === 'working')
    return [
      open,
      button('outlined', copied === 'yes' ? labels.copied : labels.copyLink, () => on.copy(link)),
    ];
  const send = button(isForwarded ? 'filled' : 'outlined', labels.handOff, () => on.show('hand-off'));
  return isForwarded ? [send, open] : [open, send];
}

function renderByHand(link: string) {
  return html`<label class="small" for="link">${labels.copyByHand}</label>
    <input part="input" id="link" type="text" readonly .value=${link} />`;
}

function renderAfter({ phase, isPathFixed, session, before, on }: View) {
  const again = phase === 'failed' ? labels.tryAgain : labels.askAgain;
  const hasOthers = !isPathFixed && (session?.paths.length ?? 0) > 1;
  const other = before
    ? button('outlined', labels.backToBefore, on.showBefore)
    : hasOthers
      ? button('outlined', labels.chooseOther, on.chooseOther)
      : nothing;
  return row(button('filled', again, on.askAgain), other, button('plain', labels.close, on.dismiss));
}

const arrow = html`<span aria-hidden="true">↗</span><span class="sr"> ${labels.newTab}</span>`;

function row(...actions: unknown[]): TemplateResult {
  return html`<div part="actions" class="actions">${actions}</div>`;
}

function go(look: Look, href: string, content: unknown): TemplateResult {
  return html`<a part="action ${look}" class="action ${look}" href=${href} target="_blank" rel="noopener"
    >${content}</a
  >`;
}

function button(look: Look, content: unknown, press: () => void, isHinted = false): TemplateResult {
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
