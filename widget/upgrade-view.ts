import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { howLong, renderCard } from './choice-view.ts';
import { renderCode } from './code-view.ts';
import { renderList } from './facts-view.ts';
import type { Path } from './gateway-client.ts';
import { labels } from './labels.ts';
import { renderPermissions, renderStatements } from './permissions-view.ts';
import type { View } from './view.ts';

type Permissions = Path['permissions'];

/** What changes when temporary access becomes lasting, statement by statement, and what guards it from then on. */
export function renderUpgrade({ path, upgrades, facts, on }: View): TemplateResult | typeof nothing {
  const { target } = facts;
  if (!target) return nothing;
  const { trust, permissionsBoundaryArn: boundary } = target;
  // A prohibition that ends gives nothing: the role may do what is listed, and nothing else.
  const [now, then] = [path?.permissions ?? [], target.permissions];
  return html`${
      upgrades.length > 1
        ? html`<fieldset part="choice" aria-labelledby="heading">
            ${upgrades.map((each) => renderCard(each, target, facts, (id) => on.show('upgrade', id)))}
          </fieldset>`
        : nothing
    }
    <div part="difference" class="fold">
      ${renderGroup(labels.added, without(then, now), true)}
      ${renderGroup(labels.stays, without(then, without(then, now)))}
      ${renderGroup(
        labels.falls,
        without(now, then).filter(({ effect }) => effect === 'ALLOW'),
      )}
      ${trust ? html`<p>${labels.guards[trust](facts.partner)}</p>` : nothing}
      ${boundary ? html`<p class="small">${labels.boundary}: ${renderCode(boundary)}</p>` : nothing}
    </div>`;
}

/** What a feature asks for that is not there yet, how it comes and how long it stays. */
export function renderExtension({ path, facts }: View): TemplateResult | typeof nothing {
  const { target, times } = facts;
  if (!target) return nothing;
  const { kind, permissions } = target;
  return html`<div part="difference" class="fold">
      ${renderGroup(labels.added, without(permissions, path?.permissions ?? []), true)}
    </div>
    ${renderList([
      [labels.how, labels.kinds[kind]],
      [labels.howLong, howLong(target, times)],
    ])}
    ${renderPermissions(target, facts, labels.permissions(permissions.length))}`;
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
