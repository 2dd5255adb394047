import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What there is to measure; `npm run bench -- latency` measures that alone. */
const BENCHES = {
  'widget-size': 'The widget’s script, beside the smallest Lit element',
  latency: 'Click to link and notice to connected, beside the bare calls to AWS',
  store: 'The embedded store, beside the raw driver',
  'store-mongodb': 'Grants a second of each store, beside the driver of MongoDB alone',
  processes: 'Notice to connected across two gateways, beside one and the same',
  'sns-verify': 'A verified SNS message, beside the bare signature',
} as const satisfies Record<string, string>;

const asked = process.argv.slice(2);
const unknown = asked.filter((it) => !Object.hasOwn(BENCHES, it));
if (unknown.length) {
  process.stderr.write(
    `There is no bench ${unknown.join(', ')}; there are: ${Object.keys(BENCHES).join(', ')}.\n`,
  );
  process.exit(1);
}

process.stdout.write(`Node ${process.version}. Ratios hold; absolute figures are this machine's, now.\n`);
for (const [name, what] of Object.entries(BENCHES)) {
  if (asked.length && !asked.includes(name)) continue;
  process.stdout.write(`\n${what}\n`);
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  execFileSync(process.execPath, [file], { stdio: 'inherit', timeout: 300_000 });
}
