import type { DelegationRequest } from '../books.ts';
import type { DelegationState } from '../delegation-lifecycle.ts';
import { html, type Html } from './html.ts';

interface ThreadShape {
  /** How many of the three stops the line has passed; 4 is all the way. */
  reach: number;
  tone: 'accent' | 'good' | 'bad' | 'quiet';
  cut?: boolean;
}

/** The picture of each state: how far the thread between partner and account is drawn. */
const shapes = {
  UNASSIGNED: { reach: 0, tone: 'quiet' },
  ASSIGNED: { reach: 1, tone: 'accent' },
  PENDING_APPROVAL: { reach: 2, tone: 'accent' },
  ACCEPTED: { reach: 3, tone: 'accent' },
  FINALIZED: { reach: 4, tone: 'good' },
  REJECTED: { reach: 2, tone: 'bad', cut: true },
  EXPIRED: { reach: 0, tone: 'quiet' },
} satisfies Record<DelegationState, ThreadShape>;

const start = 44;
const finish = 396;
const stops = [132, 220, 308];

/** The thread from the partner's mark to the customer's account. Decoration: the words say it all. */
export function thread(request: DelegationRequest): Html {
  const { reach, tone, cut }: ThreadShape = request.revoked
    ? { reach: 3, tone: 'bad', cut: true }
    : shapes[request.state];
  const end = reach === 0 ? start : (stops[reach - 1] ?? finish);
  return html`<svg class="thread ${tone}" viewBox="0 0 440 40" aria-hidden="true" focusable="false">
    <rect class="end" x="2" y="4" width="32" height="32" rx="8" />
    <text x="18" y="25">${request.partnerName.slice(0, 1)}</text>
    <line class="dots" x1="${start}" y1="20" x2="${finish}" y2="20" />
    ${reach > 0 && html`<line class="drawn" x1="${start}" y1="20" x2="${cut ? end - 12 : end}" y2="20" />`}
    ${cut ? crossAt(end) : reach < 4 && stops.map((x, i) => stopAt(x, i < reach))}
    <rect class="end" x="406" y="4" width="32" height="32" rx="8" />
    <text x="422" y="25">${(request.ownerAccountId ?? '??').slice(-2)}</text>
  </svg>`;
}

/** The thread in small, for the browser's tab. */
export const icon = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="8" fill="#5b2a86" />
  <path d="M10 16 H22" stroke="#ffffff" stroke-width="3" />
  <circle cx="8" cy="16" r="4" fill="none" stroke="#ffffff" stroke-width="3" />
  <circle cx="24" cy="16" r="4" fill="none" stroke="#ffffff" stroke-width="3" />
</svg>`;

function stopAt(x: number, passed: boolean): Html {
  return html`<circle class="stop ${passed && 'passed'}" cx="${x}" cy="20" r="5" />`;
}

function crossAt(x: number): Html {
  return html`<path class="cut" d="M${x - 5} 13 L${x + 5} 27 M${x + 5} 13 L${x - 5} 27" />`;
}
