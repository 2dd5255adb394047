const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The link, if it is one a page may open: `https:`, or `http:` to this very machine. Null for anything else. */
export function safeLink(link: string | null | undefined): string | null {
  const url = link && URL.canParse(link) ? new URL(link) : null;
  if (!url) return null;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname));
  return isSafe ? url.href : null;
}
