import type { Stack } from '../cloudformation/stack.ts';
import { html, type Html } from './html.ts';
import type { Page } from './layout.ts';
import { isHidden, parameterField } from './parameter-field.ts';

/** "Update stack": its parameters, to be changed; open where the values in `tried` were refused. */
export function updateStackForm(
  { csrf }: NonNullable<Page['visitor']>,
  { id, template, parameters }: Stack,
  tried?: Record<string, string>,
): Html {
  const fields = Object.entries(template.Parameters).map(([name, row]) =>
    parameterField(name, row, isHidden(row) ? '' : (tried ?? parameters)[name]),
  );
  return html`<details class="actions" ${tried && html`open`}>
    <summary>Update stack</summary>
    <form method="post" action="/console/cloudformation/stacks/${id}">
      <p class="muted">With the template as it is now at its address, and with these values:</p>
      <input type="hidden" name="csrf" value="${csrf}" />
      ${fields}
      <label class="tick">
        <input type="checkbox" name="acknowledge" value="yes" required />
        <span>I acknowledge that AWS CloudFormation might create IAM resources with custom names.</span>
      </label>
      <div class="row">
        <button class="filled" name="action" value="update-stack" data-action="update-stack">
          Update stack
        </button>
      </div>
    </form>
  </details>`;
}
