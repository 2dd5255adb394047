import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newPartnerKey } from '../../gateway/partner-key.ts';
import { startChild } from '../journeys/child.ts';
import type { Child } from '../journeys/child.ts';
import { freePort } from '../journeys/processes.ts';
import { startReplicaSet } from '../mongodb/replica-set.ts';
import { startBalancer } from './balancer.ts';
import type { Chance } from './chance.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';
import type { WebhookReceiver } from './webhook-receiver.ts';

/** Several gateways behind one address, on one replica set, with a sandbox in AWS's place. */
export interface Cluster {
  /** Where the gateways answer, and the demo partner's page: the balancer. */
  gatewayUrl: string;
  /** Where each of them answers by itself. */
  urls: string[];
  sandboxUrl: string;
  partnerKey: string;
  webhooks: WebhookReceiver;
  /** How many gateways there are. */
  size: number;
  /** Ends one as a power cut would, and starts it again; resolves when it answers. */
  cutPower(gateway: number): Promise<void>;
  /** Makes the store's primary step down; resolves when it did. */
  stepDown(): Promise<void>;
  /** What all gateways wrote in all their lives. */
  output(): string;
  stop(): Promise<void>;
}

/** How many of each, and how they go. */
export interface ClusterOptions {
  gateways: number;
  nodes: number;
  /** How long each wait of the sandbox's is, milliseconds. */
  stepDelayMs?: number;
  /** The gateway that AWS tells; whichever the balancer takes where left out. */
  noticesTo?: number;
}

const fileOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Starts them all, ready to be used. */
export async function startCluster(
  { gateways, nodes, stepDelayMs = 300, noticesTo }: ClusterOptions,
  chance: Chance,
): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-cluster-'));
  const store = await startReplicaSet({ nodes });
  const webhooks = await startWebhookReceiver(chance);
  const pace = ['--step-delay', String(stepDelayMs), '--retry-delay-scale', '0.2'];
  const sandbox = startChild([fileOf('gateway/sandbox/main.ts'), '--port', '0', ...pace], {});
  const sandboxUrl = await sandbox.says(/answers at (\S+)/);
  const ports = await Promise.all(Array.from({ length: gateways }, freePort));
  const balancer = await startBalancer(ports);
  const gatewayUrl = `http://127.0.0.1:${balancer.port}`;
  const urls = ports.map((it) => `http://127.0.0.1:${it}`);
  const { key: partnerKey, hashed } = newPartnerKey('soak');
  const env = {
    MONGODB_URI: store.uri,
    SANDBOX_URL: sandboxUrl,
    PUBLIC_URL: (noticesTo === undefined ? undefined : urls[noticesTo]) ?? gatewayUrl,
    ALLOWED_ORIGINS: gatewayUrl,
    PARTNER_KEYS: hashed,
    STORE_FILE: join(folder, 'none.db'),
    WEBHOOK_URL: webhooks.url,
    WEBHOOK_SECRETS: webhooks.secret,
    LOG_LEVEL: 'warn',
    // A gateway that is started every few seconds need not compile its sources each time.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  };
  const lives: Child[][] = ports.map(() => []);
  const start = async (gateway: number) => {
    const child = startChild([fileOf('gateway/main.ts'), 'demo'], { ...env, PORT: String(ports[gateway]) });
    lives[gateway]?.push(child);
    await child.says(/Ctrl-C/);
  };
  // One after another: the first makes the keys that all share.
  for (const gateway of ports.keys()) await start(gateway);

  return {
    gatewayUrl,
    urls,
    sandboxUrl,
    partnerKey,
    webhooks,
    size: gateways,
    async cutPower(gateway) {
      await lives[gateway]?.at(-1)?.end('SIGKILL');
      await start(gateway);
    },
    stepDown: () => store.stepDown(),
    output: () =>
      lives
        .flat()
        .map((it) => it.output())
        .join(''),
    async stop() {
      await Promise.all(lives.map((it) => it.at(-1)?.end('SIGTERM')));
      await balancer.stop();
      await sandbox.end('SIGTERM');
      await webhooks.stop();
      await store.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
