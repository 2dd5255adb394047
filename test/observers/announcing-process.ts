import { createLog } from '../../gateway/log.ts';
import { createWebhooks } from '../../gateway/observers/webhooks.ts';
import { createEmbeddedStore } from '../../gateway/store/embedded.ts';

/** A process that announces one grant and ends: `node announcing-process.ts FILE URL SECRET NOW`. */
const [file = '', url = '', secret = '', now = '0'] = process.argv.slice(2);
const store = createEmbeddedStore({ file });
const [grant] = await store.claimDue({ now: Number(now), leaseMs: 1000, limit: 1 });
const webhooks = createWebhooks({
  store,
  url,
  secrets: [secret],
  isProduction: false,
  now: () => Number(now),
  log: createLog('silent'),
});
if (grant) await webhooks.announce(grant);
await store.close();
