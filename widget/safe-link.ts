import type { Grant } from './gateway-client.ts';

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The link, if it is one a page may open: `https:`, or `http:` to this very machine. Null for anything else. */
export function safeLink(link: string | null | undefined): string | null {
  const url = link && URL.canParse(link) ? new URL(link) : null;
  if (!url) return null;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname));
  return isSafe ? url.href : null;
}

/** Where this grant sends the customer: the console to approve in, or their CloudFormation. As the gateway gave it. */
export function givenLink(grant: Pick<Grant, 'delegationRequest' | 'quickCreate'> | null): string | null {
  return grant?.delegationRequest?.consoleDeepLink ?? grant?.quickCreate?.link ?? null;
}

/** An e-mail to be written, without an address: whom it goes to is the customer's to say. */
export function safeMail(subject: string, text: string): string {
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
}
