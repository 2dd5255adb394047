import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { DOCS_STYLES, renderErrorsPage } from './errors-page.ts';
import { fileOf } from './files.ts';

/** Where the build puts the script. */
export const WIDGET_FILE = 'dist/widget/connect-with-aws.js';

/** Pages of ours load nothing but their stylesheet. */
const PAGE_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Serves `/connect-with-aws.js` (for any site, checked by its hash) and the error codes' page. */
export function serveStatic(app: FastifyInstance): void {
  app.get('/connect-with-aws.js', (_request, reply) => {
    const file = fileOf(WIDGET_FILE);
    if (!existsSync(file)) return reply.status(503).send('The widget is not built. Run `npm run build`.');
    return reply
      .type('text/javascript; charset=utf-8')
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('cache-control', 'public, max-age=300')
      .send(readFileSync(file));
  });
  app.get('/docs/errors', (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', PAGE_POLICY)
      .send(renderErrorsPage()),
  );
  app.get('/docs/docs.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(DOCS_STYLES));
}

/** The script's `integrity` attribute; undefined while it is not built. */
export function widgetIntegrity(): string | undefined {
  const file = fileOf(WIDGET_FILE);
  if (!existsSync(file)) return undefined;
  return `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;
}
