import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { renderAction } from './action-view.ts';
import { labels } from './labels.ts';
import { phaseWords } from './messages.ts';
import { isOpen, phaseOf } from './phase.ts';
import type { View } from './view.ts';

/** What was added to the grant, what is being added, and what can be. */
export function renderFeatures(view: View): TemplateResult | typeof nothing {
  const { features, facts, on } = view;
  const asked = facts.grant?.extensions.filter(isOpen) ?? [];
  if (asked.length + features.length === 0) return nothing;
  return html`<ul part="features" class="features">
    ${asked.map((each) => {
      const isThere = each.status === 'ACTIVE';
      const { title } = each.path;
      return renderFeature(
        isThere ? labels.isAdded(title) : labels.adding(title, headingOf(view, each)),
        html`${isThere ? labels.look : labels.goOn}<span class="sr"> ${title}</span>`,
        () => on.showGrant(each.id),
      );
    })}
    ${features.map(({ id, title, summary }) =>
      renderFeature(summary, labels.add(title), () => on.show('extend', id)),
    )}
  </ul>`;
}

function renderFeature(words: string, action: unknown, press: () => void) {
  return html`<li><span>${words}</span> ${renderAction('plain', action, press)}</li>`;
}

/** Where the addition stands, in the words of its own panel. */
function headingOf({ facts }: View, each: NonNullable<View['facts']['grant']>['extensions'][number]): string {
  const { status, progress } = each;
  const grant = facts.grant && { ...facts.grant, status, progress };
  return phaseWords[phaseOf(each)].heading({ ...facts, grant });
}
