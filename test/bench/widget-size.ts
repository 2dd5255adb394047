import { brotliCompressSync, gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { InlineConfig, Rolldown } from 'vite';

/** What every page downloads, the one file of the script tag, may not grow beyond this; in bytes, by brotli. */
const budget = 25_100;
const widget = fileURLToPath(new URL('../../widget/', import.meta.url));

const hello = `
  import { LitElement, html } from 'lit';
  class HelloElement extends LitElement {
    render() { return html\`<p>Hello</p>\`; }
  }
  customElements.define('hello-element', HelloElement);
`;

const helloPage: InlineConfig = {
  configFile: false,
  root: widget,
  plugins: [
    {
      name: 'hello',
      resolveId: (id) => (id === `${widget}hello.js` ? id : null),
      load: (id) => (id === `${widget}hello.js` ? hello : null),
    },
  ],
  build: {
    lib: { entry: `${widget}hello.js`, formats: ['es'] },
    target: 'es2022',
    rolldownOptions: { output: { minify: true } },
  },
};

async function sizesOf(config: InlineConfig): Promise<number[]> {
  const built = await build({ ...config, logLevel: 'error', build: { ...config.build, write: false } });
  const [output] = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[];
  const code = Buffer.from(output?.output[0].code ?? '');
  return [code.length, gzipSync(code, { level: 9 }).length, brotliCompressSync(code).length];
}

// Beside the smallest element that Lit can make, built the same way.
const ours = await sizesOf({ configFile: `${widget}vite.config.ts` });
const theirs = await sizesOf(helloPage);
const kinds = ['minified', 'gzip', 'brotli'];
console.table(
  Object.fromEntries(
    kinds.map((kind, i) => {
      const [button = 0, lit = 0] = [ours[i], theirs[i]];
      return [
        kind,
        { 'connect-with-aws': button, 'Lit hello': lit, ratio: Number((button / lit).toFixed(2)) },
      ];
    }),
  ),
);
const brotli = ours.at(-1) ?? Infinity;
console.log(`${brotli} of ${budget} bytes (brotli)`);
if (brotli > budget) process.exitCode = 1;
