import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compactTemplates } from './compact-templates.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `vite build -c widget/vite.config.ts` makes the script tag's one file; with `--mode module`, what pages that build import. */
export default defineConfig(({ mode }) => {
  const isModule = mode === 'module';
  return {
    root: at('.'),
    plugins: [compactTemplates()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: at('../dist/widget'),
      emptyOutDir: false,
      target: 'es2022',
      minify: !isModule,
      reportCompressedSize: false,
      lib: {
        entry: isModule ? at('element.ts') : at('index.ts'),
        formats: ['es'],
        fileName: () => (isModule ? 'element.js' : 'connect-with-aws.js'),
      },
      rolldownOptions: {
        external: isModule ? [/^lit(\/|$)/] : [],
        // Vite leaves the white space of ES libraries alone; a page that uses a script tag has nobody else to take it out.
        output: { minify: !isModule },
      },
    },
  };
});
