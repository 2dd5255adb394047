import { Refusal } from './refusal.ts';

/**
 * The page's content security policy: nothing inline, nothing of other sites, and one Trusted Types policy, the
 * button's. `host` is the page's own, as the browser gave it; Refusal 400 for what is none. Forms go to `forms`.
 */
export function pagePolicy(host: string, forms: "'none'" | "'self'" = "'none'"): string {
  if (!/^[\w.:[\]-]+$/.test(host)) throw new Refusal(400, 'The Host header names no host.');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    // Not every browser takes 'self' for the page's own sockets too.
    `connect-src 'self' ws://${host}`,
    "base-uri 'none'",
    `form-action ${forms}`,
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html 'allow-duplicates'",
  ].join('; ');
}
