import { cpSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Static files of the demo site and of the hosted page, which each reads beside itself. */
const STATIC_FILES = [
  ...['page.js', 'invitation.js', 'style.css', 'staff.css', 'mark.svg'].map(
    (it) => `sandbox/partner-site/${it}`,
  ),
  ...['connect-page.js', 'connect-page.css'].map((it) => `http/hosted/${it}`),
];

/** The gateway as published: JavaScript for Node, its dependencies left to npm. */
export default defineConfig({
  root,
  logLevel: 'warn',
  // Small, and drawn with here alone: nobody who installs the package has to have it.
  ssr: { noExternal: ['uqr'] },
  plugins: [
    {
      name: 'static-files',
      writeBundle({ dir = `${root}dist/gateway` }) {
        for (const name of STATIC_FILES) cpSync(`${root}gateway/${name}`, `${dir}/${basename(name)}`);
      },
    },
  ],
  build: {
    ssr: true,
    target: 'node22',
    outDir: 'dist/gateway',
    emptyOutDir: true,
    // What is bundled says under which licence.
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      input: {
        main: 'gateway/main.ts',
        gateway: 'gateway/gateway.ts',
        sandbox: 'gateway/sandbox/sandbox.ts',
        credentials: 'gateway/credentials/from-grant.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
