import type { Plugin } from 'vite';

const id = '/__web-dev-server__web-socket.js';

/** @open-wc/testing asks for its own test runner's socket, which is not there under Vitest. */
export function withoutTestRunner(): Plugin {
  return {
    name: 'without-test-runner',
    enforce: 'pre',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (loaded) => (loaded === `\0${id}` ? 'export const sendMessage = () => {};' : null),
  };
}
