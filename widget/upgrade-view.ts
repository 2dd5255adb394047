import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Path } from './gateway-client.ts';
import { labels } from './labels.ts';
import { renderStatements } from './permissions-view.ts';
import type { View } from './view.ts';

type Permissions = Path['permissions'];

/** What changes when temporary access becomes lasting, statement by statement, and what guards it from then on. */
export function renderUpgrade({ path, lasting, facts }: View): TemplateResult | typeof nothing {
  if (!path || !lasting) return nothing;
  // A prohibition that ends gives nothing: the role may do what is listed, and nothing else.
  const [now, then] = [path.permissions, lasting.permissions];
  return html`<div part="difference" class="fold">
    ${renderGroup(labels.added, without(then, now), true)}
    ${renderGroup(labels.stays, without(then, without(then, now)))}
    ${renderGroup(
      labels.falls,
      without(now, then).filter(({ effect }) => effect === 'ALLOW'),
    )}
    ${lasting.trust ? html`<p>${labels.guards[lasting.trust](facts.partner)}</p>` : nothing}
    ${
      lasting.permissionsBoundaryArn
        ? html`<p class="small">${labels.boundary}: <code>${lasting.permissionsBoundaryArn}</code></p>`
        : nothing
    }
  </div>`;
}

function renderGroup(title: string, permissions: Permissions, isSaidWhenEmpty = false) {
  if (permissions.length === 0 && !isSaidWhenEmpty) return nothing;
  return html`<h3>${title}</h3>
    ${permissions.length ? renderStatements(permissions) : html`<p>${labels.nothing}</p>`}`;
}

function without(all: Permissions, taken: Permissions): Permissions {
  const keys = new Set(taken.map(keyOf));
  return all.filter((each) => !keys.has(keyOf(each)));
}

/** Statements are the same when they do the same, whatever their words. */
const keyOf = ({ effect, actions, resources }: Permissions[number]): string =>
  JSON.stringify([effect, [...actions].sort(), [...resources].sort()]);
