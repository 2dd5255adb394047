import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Path } from './gateway-client.ts';
import { labels } from './messages.ts';

/** What a path asks for: in words, by action, and as the policy AWS applies. Folded away behind `title`. */
export function renderPermissions(path: Path, title: string): TemplateResult {
  const { permissions, permissionsBoundaryArn: boundary, bulletPoints, description, requestMessage } = path;
  return html`<details part="permissions">
    <summary>${title}</summary>
    <div class="fold">
      ${
        bulletPoints.length
          ? html`<ul>
              ${bulletPoints.map((point) => html`<li>${point}</li>`)}
            </ul>`
          : nothing
      }
      <ul>
        ${permissions.map(
          ({ words, effect, actions }) =>
            html`<li>
              ${effect === 'DENY' ? html`<b>${labels.forbids}</b>` : nothing} ${words}
              <code class="small">${actions.join(', ')}</code>
            </li>`,
        )}
      </ul>
      ${boundary ? html`<p class="small">${labels.boundary}: <code>${boundary}</code></p>` : nothing}
      <p class="small">${labels.awsSays}</p>
      <blockquote>${description}<br />${requestMessage}</blockquote>
      <p class="small" id="policy">${labels.policy}</p>
      <pre part="policy" tabindex="0" role="region" aria-labelledby="policy">${path.policyDocument}</pre>
    </div>
  </details>`;
}
