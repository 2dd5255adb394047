import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { renderAction } from './action-view.ts';
import { renderCode } from './code-view.ts';
import type { Grant } from './gateway-client.ts';
import { labels } from './labels.ts';
import type { View } from './view.ts';

const arn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,1500}$/;

/** Whether this can be the ARN of a role; whether it is one only AWS knows. */
export const isRoleArn = (text: string): boolean => arn.test(text);

/** For whom stacks are forbidden: the trust policy to use, and a field for the ARN of the role that was made by hand. */
export function renderPasteRole({ role: { text, isWrong }, facts: { grant }, on }: View): TemplateResult {
  const boundary = grant?.path.permissionsBoundaryArn;
  return html`<details part="paste-role" ?open=${isWrong || Boolean(text)}>
    <summary><bdi>${labels.roleHeading}</bdi></summary>
    <div class="fold">
      ${grant?.quickCreate ? renderTrust(grant.quickCreate) : nothing}
      ${boundary ? html`<p>${labels.roleBoundary} ${renderCode(boundary)}</p>` : nothing}
      <label for="role">${labels.roleLabel}</label>
      <input
        part="input"
        id="role"
        type="text"
        dir="ltr"
        autocomplete="off"
        spellcheck="false"
        maxlength="2048"
        .value=${text}
        aria-describedby="role-hint"
        aria-invalid=${isWrong ? 'true' : 'false'}
        @input=${(event: Event) => on.typeRole((event.target as HTMLInputElement).value)}
      />
      <p id="role-hint" class="small ${isWrong ? 'bad' : ''}">
        ${isWrong ? labels.roleWrong : labels.roleHint}
      </p>
      ${renderAction('plain', labels.roleSubmit, on.submitRole)}
    </div>
  </details>`;
}

function renderTrust(quickCreate: NonNullable<Grant['quickCreate']>) {
  const trust = trustPolicyOf(quickCreate);
  return html`<p>${labels.externalId}: <code>${quickCreate.externalId}</code></p>
    ${
      trust
        ? html`<p id="trust">${labels.roleSteps}</p>
            <pre part="policy" tabindex="0" role="region" aria-labelledby="trust">${trust}</pre>`
        : nothing
    }`;
}

/** Whom to trust stands in the link itself, among the stack's parameters; null where it does not. */
function trustPolicyOf({ link, externalId }: NonNullable<Grant['quickCreate']>): string | null {
  const AWS = new URLSearchParams(link.slice(link.indexOf('?', link.indexOf('#') + 1) + 1)).get(
    'param_PartnerPrincipalArn',
  );
  const Condition = { StringEquals: { 'sts:ExternalId': externalId } };
  const statement = { Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole', Condition };
  return AWS && JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2);
}
