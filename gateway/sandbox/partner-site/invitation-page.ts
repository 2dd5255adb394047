import { renderSVG } from 'uqr';
import { Html, html } from '../console/html.ts';
import type { KeptInvitation } from './kept-invitations.ts';
import { renderStaffPage } from './staff-layout.ts';
import { customerName } from './visit.ts';

/** What the page of one invitation is drawn from. */
export interface InvitationPageContent {
  partnerName: string;
  who: string;
  invitation: KeptInvitation;
}

/** The page of one invitation: its link in every form one may send it in, and how it stands. */
export function renderInvitationPage({ partnerName, who, invitation }: InvitationPageContent): string {
  const name = customerName({ customer: invitation.company });
  return renderStaffPage({
    partnerName,
    who,
    title: `Invitation for ${name}`,
    script: 'invitation.js',
    body: html`<h1>Invitation for ${name}</h1>
      ${renderState(invitation)}
      <div class="sending" data-sending>
        <div class="link">
          <h2>Send it</h2>
          <p>
            <label for="link">The link</label>
            <input id="link" value="${invitation.url}" readonly />
            <small>It works ${untilWords(invitation)}, for whoever has it: send it to one person.</small>
          </p>
          <p class="actions">
            <button type="button" class="filled" data-copy="link">Copy the link</button>
            <a class="outlined" href="${mailOf(partnerName, invitation)}">Write an e-mail</a>
          </p>
          <p>
            <label for="mail">The text of it</label>
            <textarea id="mail" rows="9" readonly>${mailText(partnerName, invitation)}</textarea>
          </p>
        </div>
        <figure>
          ${qrCode(invitation.url)}
          <figcaption>The same link, for a phone.</figcaption>
        </figure>
      </div>
      <p><a href="/demo/request?company=${invitation.company}">Make another</a></p>`,
  });
}

function renderState({ grantId, expiresAt }: KeptInvitation): Html {
  return html`<section
    class="state"
    aria-labelledby="state-title"
    data-state-of="/demo/invitations/${grantId}/state"
    data-expires="${expiresAt}"
  >
    <h2 id="state-title">How it stands</h2>
    <p class="summary" role="status" data-summary>Asking…</p>
    <form method="post" action="/demo/invitations/${grantId}/take-back" data-take-back hidden>
      <button class="plain">Take back</button>
    </form>
  </section>`;
}

/** The light ground of the code is part of it: it stays so on a dark page. */
function qrCode(url: string): Html {
  const svg = renderSVG(url, { ecc: 'L', border: 3 });
  return new Html(svg.replace('<svg ', '<svg class="code" role="img" aria-label="QR code of the link" '));
}

function untilWords({ expiresAt }: KeptInvitation): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  return `until ${new Intl.DateTimeFormat('en-GB', options).format(new Date(expiresAt))}`;
}

function mailText(partnerName: string, invitation: KeptInvitation): string {
  return [
    'Hello,',
    '',
    `${partnerName} asks for access to an AWS account of ${customerName({ customer: invitation.company })}.`,
    'Choose a way, see what is asked for, and approve or decline it in the AWS console:',
    '',
    invitation.url,
    '',
    `Nothing changes in the account until somebody approves. The link works ${untilWords(invitation)}.`,
  ].join('\n');
}

function mailOf(partnerName: string, invitation: KeptInvitation): string {
  const subject = encodeURIComponent(`AWS access for ${partnerName}`);
  return `mailto:?subject=${subject}&body=${encodeURIComponent(mailText(partnerName, invitation))}`;
}
