import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { renderCode } from './code-view.ts';
import type { Path } from './gateway-client.ts';
import { labels } from './labels.ts';
import type { Facts } from './messages.ts';

/** What a path asks for: in words, by action, and as the policy AWS applies. Folded away behind `title`. */
export function renderPermissions(path: Path, { partner, times }: Facts, title: string): TemplateResult {
  const {
    permissions,
    setupPermissions,
    permissionsBoundaryArn: boundary,
    bulletPoints,
    trust,
    setupSeconds,
  } = path;
  return html`<details part="permissions">
    <summary><bdi>${title}</bdi></summary>
    <div class="fold">
      ${bulletPoints.length ? html`<p>${bulletPoints.join(' · ')}</p>` : nothing}
      ${
        setupPermissions.length
          ? html`<p class="small">${labels.setUp(setupSeconds === null ? null : times.span(setupSeconds))}</p>
              ${renderStatements(setupPermissions)}
              <p class="small">${labels.afterwards}</p>`
          : nothing
      }
      ${renderStatements(permissions)}
      ${
        path.stackMakes.length
          ? html`<p class="small">${labels.stackMakes}</p>
              ${renderList(path.stackMakes)}`
          : nothing
      }
      ${trust ? html`<p class="small">${labels.guards[trust](partner)}</p>` : nothing}
      ${boundary ? html`<p class="small">${labels.boundary}: ${renderCode(boundary)}</p>` : nothing}
      ${path.kind === 'ROLE_BY_CLOUDFORMATION' ? nothing : renderRequest(path)}
      <p class="small" id="policy">${trust ? labels.rolePolicy : labels.policy}</p>
      <pre part="policy" tabindex="0" role="region" aria-labelledby="policy">${path.policyDocument}</pre>
    </div>
  </details>`;
}

/** Statements in words, each with its actions. */
export function renderStatements(permissions: Path['permissions']): TemplateResult {
  return html`<ul>
    ${permissions.map(
      ({ words, effect, actions }) =>
        html`<li>
          ${effect === 'DENY' && !words.startsWith(labels.forbids) ? html`<b>${labels.forbids}</b>` : nothing}
          ${words}
          <code class="small">${actions.join(', ')}</code>
        </li>`,
    )}
  </ul>`;
}

/** A stack is the customer's own: AWS shows no request of the partner's then. */
function renderRequest({ description, requestMessage }: Path) {
  return html`<p class="small">${labels.awsSays}</p>
    <blockquote>${description}<br />${requestMessage}</blockquote>`;
}

function renderList(items: readonly string[]) {
  return html`<ul>
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`;
}
