import type { AwsError } from '../aws-error.ts';
import type { Template } from '../cloudformation/template.ts';
import type { Reply } from '../reply.ts';
import { html, type Html } from './html.ts';
import { pageReply, type Page } from './layout.ts';
import { isHidden, parameterField } from './parameter-field.ts';

/** What a quick-create link fills in. */
export interface QuickCreate {
  region: string;
  templateURL: string;
  stackName: string;
  parameters: Record<string, string>;
}

/** "Quick create stack": what a template makes, its parameters to be changed, and the acknowledgement. */
export function quickCreatePage(
  visitor: NonNullable<Page['visitor']>,
  asked: QuickCreate,
  template: Template,
  refusal?: AwsError,
): Reply {
  return pageReply({
    title: 'Quick create stack',
    visitor,
    status: refusal?.status ?? 200,
    body: html`<article class="card" data-page="quick-create">
      ${refusal && html`<p class="refusal" role="alert">That was refused. ${refusal.message}. (${refusal.code})</p>`}
      <h1>Quick create stack</h1>
      <p>${template.Description ?? 'This template has no description.'}</p>
      <dl>
        <dt>Template</dt>
        <dd>${asked.templateURL}</dd>
        <dt>Region</dt>
        <dd>${asked.region}</dd>
      </dl>
      <h2>What it makes</h2>
      <ul class="permissions">
        ${Object.entries(template.Resources).map(
          ([name, { Type }]) => html`<li><strong>${name}</strong> <span class="muted">${Type}</span></li>`,
        )}
      </ul>
      <details>
        <summary>The template as JSON</summary>
        <pre>${JSON.stringify(template, null, 2)}</pre>
      </details>
      ${form(visitor, asked, template)}
    </article>`,
  });
}

/** As in AWS, a link cannot fill in what is hidden. */
function form(
  { principal, csrf }: NonNullable<Page['visitor']>,
  asked: QuickCreate,
  template: Template,
): Html {
  if (!principal.mayAdminister) {
    return html`<p class="actions">
      Making a stack with IAM resources needs an administrator. Switch to another person to go on.
    </p>`;
  }
  return html`<form class="actions" method="post" action="/console/cloudformation/quickcreate">
    <input type="hidden" name="csrf" value="${csrf}" />
    <input type="hidden" name="region" value="${asked.region}" />
    <input type="hidden" name="templateURL" value="${asked.templateURL}" />
    <label for="stackName">Stack name</label>
    <input type="text" id="stackName" name="stackName" value="${asked.stackName}" required maxlength="128" />
    ${Object.entries(template.Parameters).map(([name, row]) =>
      parameterField(name, row, (isHidden(row) ? undefined : asked.parameters[name]) ?? row.Default),
    )}
    <label class="tick">
      <input type="checkbox" name="acknowledge" value="yes" required />
      <span>I acknowledge that AWS CloudFormation might create IAM resources with custom names.</span>
    </label>
    <div class="row">
      <button class="filled" name="action" value="create-stack" data-action="create-stack">
        Create stack
      </button>
    </div>
  </form>`;
}
