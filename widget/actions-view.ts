import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { renderAction, renderLink, renderRow } from './action-view.ts';
import { labels } from './labels.ts';
import { awaitsStack, phaseRow } from './phase.ts';
import type { PhaseRow } from './phase.ts';
import { firstPaths } from './create-view.ts';
import { safeMail } from './safe-link.ts';
import type { Panel, View } from './view.ts';

/** What can be done now: at most one filled, one outlined and one plain. */
export function renderActions(view: View): TemplateResult | typeof nothing {
  const { phase, facts, panel, on } = view;
  if (panel)
    return renderRow(
      ...panelActions[panel](view),
      renderAction('plain', labels.back, () => on.show(null)),
    );
  if (phase === 'opening' && !facts.grant) return renderRow(renderAction('plain', labels.cancel, on.dismiss));
  if (phase === 'choosing')
    return renderRow(
      renderAction('filled', html`${labels.continue} ${arrow}`, on.proceed),
      renderAction('plain', labels.notNow, on.dismiss),
    );
  return stageActions[phaseRow(phase).stage](view);
}

const panelActions: Record<Panel, (view: View) => unknown[]> = {
  upgrade: ({ facts: { target }, on }) =>
    target ? [renderAction('filled', labels.keepIt, () => on.upgrade(target.id))] : [],
  extend: ({ facts: { target }, on }) =>
    target ? [renderAction('filled', html`${labels.continue} ${arrow}`, () => on.extend(target.id))] : [],
  disconnect: ({ facts, on }) => [
    renderAction('filled', facts.grant?.expiresAt ? labels.endNow : labels.disconnect, on.end),
  ],
  'hand-off': ({ facts: { handOff }, copied, on }) =>
    handOff
      ? [
          renderAction('filled', copied === 'yes' ? labels.copied : labels.copyLink, () =>
            on.copy(handOff.url),
          ),
          renderLink('outlined', safeMail(handOff.emailSubject, handOff.emailText), labels.email),
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

function renderConnected({ facts: { grant }, upgrades, isRenewalDue, on }: View) {
  const offers = [
    ...(upgrades.length ? [{ words: labels.keep, press: () => on.show('upgrade') }] : []),
    ...(isRenewalDue
      ? [{ words: grant?.expiresAt ? labels.renew : labels.makeAgain, press: on.askAgain }]
      : []),
  ];
  const end = grant?.expiresAt ? labels.endNow : labels.disconnect;
  return renderRow(
    offers.map(({ words, press }, i) => renderAction(i === 0 ? 'filled' : 'outlined', words, press)),
    renderAction('plain', end, () => on.show('disconnect')),
  );
}

function renderWaiting(view: View) {
  const { link, copied, problem, facts, on } = view;
  const isStack = awaitsStack(facts.grant);
  const hint = isStack ? labels.cancelStackHint : labels.cancelHint;
  // A role that is being made is a matter of seconds, and half of one would be left behind.
  const mayCancel = isStack || !facts.grant?.progress;
  return html`${copied === 'failed' && link ? renderByHand(link) : nothing}
  ${renderRow(
    problem ? renderAction(link ? 'plain' : 'filled', labels.tryAgain, on.retry) : nothing,
    linksOf(view, isStack),
    mayCancel
      ? renderAction('plain', labels.cancel, on.cancel, true)
      : renderAction('plain', labels.close, on.dismiss),
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
  const open = renderLink(isForwarded ? 'outlined' : 'filled', link, html`${words} ${arrow}`);
  if (isApprover) return open;
  // A link that did not open by itself is wanted here first; whoever saw it open may want it elsewhere.
  if (phase === 'awaiting-claim' ? isBlocked : phase === 'approved' || phase === 'working')
    return [
      open,
      renderAction('outlined', copied === 'yes' ? labels.copied : labels.copyLink, () => on.copy(link)),
    ];
  const send = renderAction(isForwarded ? 'filled' : 'outlined', labels.handOff, () => on.show('hand-off'));
  return isForwarded ? [send, open] : [open, send];
}

function renderByHand(link: string) {
  return html`<label class="small" for="link">${labels.copyByHand}</label>
    <input part="input" id="link" type="text" readonly .value=${link} />`;
}

function renderAfter({ phase, isPathFixed, isSingle, isExtension, session, before, facts, on }: View) {
  if (isSingle && facts.grant) return nothing;
  const again = phase === 'failed' ? labels.tryAgain : labels.askAgain;
  const hasOthers = !isPathFixed && session && firstPaths(session).length > 1;
  const other = before
    ? renderAction('outlined', isExtension ? labels.backToBase : labels.backToBefore, () =>
        on.showGrant(before),
      )
    : hasOthers
      ? renderAction('outlined', labels.chooseOther, on.chooseOther)
      : nothing;
  return renderRow(
    renderAction('filled', again, on.askAgain),
    other,
    renderAction('plain', labels.close, on.dismiss),
  );
}

const arrow = html`<span aria-hidden="true">↗</span><span class="sr"> ${labels.newTab}</span>`;
