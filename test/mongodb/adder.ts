import { openMongodbStore } from '../../gateway/store/mongodb.ts';
import { nextVersion } from '../store/sample-grant.ts';

/* A process of its own: reads, changes and saves one grant thirty times, whoever else does. */
const [uri = '', id = '', name = ''] = process.argv.slice(2);
const store = await openMongodbStore({ uri });
for (let saved = 0; saved < 30;) {
  const grant = await store.get(id);
  if (!grant) throw new Error('The grant is gone.');
  const handledMessageIds = [...grant.handledMessageIds, `${name}-${saved}`];
  if (await store.save(nextVersion(grant, { handledMessageIds }))) saved++;
}
await store.close();
