import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    'public-url': { type: 'string' },
    books: { type: 'string' },
  },
});

const sandbox = await startSandbox({
  port: Number(values.port ?? process.env.PORT ?? 4001),
  host: values.host,
  publicUrl: values['public-url'],
  booksFile: values.books,
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
