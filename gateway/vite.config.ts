import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The demo site's static files, which it reads beside itself. */
const STATIC_FILES = ['page.js', 'style.css', 'mark.svg'];

/** The gateway as published: JavaScript for Node, its dependencies left to npm. */
export default defineConfig({
  root,
  logLevel: 'warn',
  plugins: [
    {
      name: 'static-files',
      closeBundle() {
        for (const name of STATIC_FILES)
          cpSync(`${root}gateway/sandbox/partner-site/${name}`, `${root}dist/gateway/${name}`);
      },
    },
  ],
  build: {
    ssr: true,
    target: 'node22',
    outDir: 'dist/gateway',
    emptyOutDir: true,
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
