import { openMongodbStore } from '../../gateway/store/mongodb.ts';

/*
 * A process of its own: opens the store at the address in its first argument and claims, seven at a time, until nothing
 * is left. Its clock is ahead by so many milliseconds as the second argument says. Writes each id that it claimed.
 */
const [uri = '', aheadMs = '0'] = process.argv.slice(2);
const store = await openMongodbStore({ uri });
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
for (;;) {
  const claimed = await store.claimDue({
    now: Date.now() + Number(aheadMs),
    leaseMs: 600_000,
    limit: 7,
  });
  for (const { id } of claimed) process.stdout.write(`${id}\n`);
  if (claimed.length === 0) break;
}
await store.close();
process.stdin.destroy();
