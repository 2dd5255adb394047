import type { Store } from '../../gateway/store/store.ts';
import { nextVersion, sampleGrant } from './sample-grant.ts';

/*
 * A process of its own: opens the store that the arguments name (module, factory, options as JSON) and writes without
 * end, sixteen hands at once. Each acknowledged write is a line: the grant's id and the version that is safe.
 */
const [module = '', factory = '', options = ''] = process.argv.slice(2);
const made: Record<string, (options: unknown) => Store | Promise<Store>> = await import(module);
const create = made[factory];
if (!create) throw new Error(`${module} has no ${factory}.`);
const store = await create(JSON.parse(options));

async function writeWithoutEnd(): Promise<never> {
  for (;;) {
    let grant = sampleGrant();
    if (await store.insert(grant)) process.stdout.write(`${grant.id} ${grant.version}\n`);
    for (let times = 0; times < 3; times++) {
      grant = nextVersion(grant);
      if (await store.save(grant)) process.stdout.write(`${grant.id} ${grant.version}\n`);
    }
  }
}

await Promise.all(Array.from({ length: 16 }, writeWithoutEnd));
