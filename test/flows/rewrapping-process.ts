import { createLog } from '../../gateway/log.ts';
import { rewrapSecrets } from '../../gateway/flows/rewrap-secrets.ts';
import { createEmbeddedStore } from '../../gateway/store/embedded.ts';
import { createLocalKeyVault } from '../../gateway/vault/local-key.ts';
import { NOON } from '../store/sample-grant.ts';

/*
 * A process of its own: rewraps what lies in the store of this file, under the first of these keys (JSON: ids and
 * base64). Each saved grant is a line.
 */
const [file = '', keys = '[]'] = process.argv.slice(2);
const given = JSON.parse(keys) as { id: string; key: string }[];
const vault = createLocalKeyVault({
  keys: given.map(({ id, key }) => ({ id, key: new Uint8Array(Buffer.from(key, 'base64')) })),
});
const store = createEmbeddedStore({ file });
const telling = {
  ...store,
  async save(grant: Parameters<typeof store.save>[0]) {
    const isSaved = await store.save(grant);
    if (isSaved) process.stdout.write(`${grant.id}\n`);
    return isSaved;
  },
};
const log = createLog('silent');
await rewrapSecrets({ store: telling, vault, now: () => NOON, log }, new AbortController().signal);
await store.close();
