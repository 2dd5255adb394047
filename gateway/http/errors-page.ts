import { ERRORS } from '../errors.ts';

/** The registry of error codes as a page: what each means and what to do. */
export function renderErrorsPage(): string {
  const rows = Object.entries(ERRORS)
    .map(
      ([code, { meaning, remedy, retryable }]) => `
<section id="${code}">
<h2><a href="#${code}">${code}</a></h2>
<p>${escape(meaning)}</p>
<p><strong>What to do:</strong> ${escape(remedy)}${retryable ? ' The same call may succeed later.' : ''}</p>
</section>`,
    )
    .join('');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Error codes · connect-with-aws</title>
<link rel="stylesheet" href="/docs/docs.css">
<main>
<h1>Error codes</h1>
<p>Every failure of the gateway carries one of these codes. They do not change.</p>${rows}
</main>
</html>`;
}

/** The page's stylesheet. */
export const DOCS_STYLES = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; color: light-dark(#15181d, #eceff3); background: light-dark(#fff, #171a20); }
main { max-width: 44rem; margin: 0 auto; padding: 32px 16px 64px; }
h1 { font-size: 1.75rem; }
h2 { font: 600 1rem/1.5 ui-monospace, monospace; margin: 0; }
h2 a { color: light-dark(#1f4fd8, #8fb0ff); text-decoration: none; }
section { border-top: 1px solid light-dark(#c9ced6, #444c58); padding: 16px 0; scroll-margin-top: 8px; }
section:target { border-inline-start: 4px solid light-dark(#1f4fd8, #8fb0ff); padding-inline-start: 12px; }
p { margin: 4px 0; }
`;

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
