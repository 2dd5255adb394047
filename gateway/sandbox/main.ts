import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    'public-url': { type: 'string' },
    books: { type: 'string' },
    'retry-delay-scale': { type: 'string' },
    'step-delay': { type: 'string' },
  },
});

const sandbox = await startSandbox({
  port: Number(values.port ?? process.env.PORT ?? 4001),
  host: values.host,
  publicUrl: values['public-url'],
  booksFile: values.books,
  retryDelayScale: numberOf(values['retry-delay-scale']),
  stepDelayMs: numberOf(values['step-delay']),
});
console.log(`A little AWS answers at ${sandbox.url} (console: ${sandbox.url}/console)`);

const stop = () => {
  sandbox.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
