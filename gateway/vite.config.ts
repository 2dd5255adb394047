import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The gateway as published: JavaScript for Node, its dependencies left to npm. */
export default defineConfig({
  root,
  logLevel: 'warn',
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
