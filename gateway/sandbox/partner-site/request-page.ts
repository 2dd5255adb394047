import { html } from '../console/html.ts';
import type { Html } from '../console/html.ts';
import type { OfferedPath } from './invitation-client.ts';
import type { FilledForm } from './invitation-form.ts';
import type { KeptInvitation } from './kept-invitations.ts';
import { renderStaffPage } from './staff-layout.ts';
import { customerName } from './visit.ts';

/** What the form is drawn from. */
export interface RequestPageContent {
  partnerName: string;
  who: string;
  paths: readonly OfferedPath[];
  filled: FilledForm;
  /** What is wrong with it, in a sentence. */
  problem?: string;
  /** What was made for the company before. */
  made: readonly KeptInvitation[];
}

/** The form in which a salesperson invites a company. */
export function renderRequestPage(content: RequestPageContent): string {
  const { partnerName, who, problem } = content;
  return renderStaffPage({
    partnerName,
    who,
    title: 'Ask a customer for AWS access',
    body: html`<h1>Ask a customer for AWS access</h1>
      <p class="why">
        You get a link to send. Whoever opens it at the company chooses a way, sees what is asked for, and
        approves it in AWS.
      </p>
      ${problem && html`<p class="problem" role="alert">This cannot be sent yet. ${problem}</p>`}
      ${renderForm(content)} ${renderMade(content)}`,
  });
}

function renderForm({ paths, filled }: RequestPageContent): Html {
  return html`<form method="post" action="/demo/request" class="fields">
    <input type="hidden" name="key" value="${filled.key}" />
    <p>
      <label for="company">Company</label>
      <input id="company" name="company" value="${filled.company}" required maxlength="40" />
      <small>Its id with us: lower-case letters, digits and hyphens.</small>
    </p>
    <p>
      <label for="account">AWS account id, if you know it</label>
      <input id="account" name="account" value="${filled.account}" inputmode="numeric" maxlength="20" />
      <small>Twelve digits. No other account can take the link up then.</small>
    </p>
    <fieldset>
      <legend>Ways to connect</legend>
      ${paths.map((path) => renderPath(path, filled))}
    </fieldset>
    <button class="filled">Make an invitation</button>
  </form>`;
}

function renderPath({ id, title, summary }: OfferedPath, filled: FilledForm): Html {
  return html`<label class="way">
    <input type="checkbox" name="paths" value="${id}" ${filled.paths.includes(id) && html`checked`} />
    <span><b>${title}</b><small>${summary}</small></span>
  </label>`;
}

function renderMade({ made }: RequestPageContent): Html | false {
  const links = made.map(
    ({ grantId, company, madeAt }) =>
      html`<li>
        <a href="/demo/invitations/${grantId}">${customerName({ customer: company })}, ${madeAt}</a>
      </li>`,
  );
  return (
    made.length > 0 &&
    html`<h2>Made before for this company</h2>
      <ul>
        ${links}
      </ul>`
  );
}
