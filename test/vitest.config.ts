import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { browserProject } from './widget/browser-project.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Two kinds of test: `node` (everything behind the page, journeys included) and `browser` (the element itself). */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        // One GraphQL for all: bundlers would take the module build of it, Node takes this one, and the two do not know each other.
        resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/widget/**', 'test/journeys/**'],
          // No measure of speed: a machine with much else to do takes its time.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'journeys',
          environment: 'node',
          include: ['test/journeys/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      browserProject(root),
    ],
  },
});
