import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newPartnerKey } from '../../gateway/partner-key.ts';
import { startChild } from './child.ts';
import type { Child } from './child.ts';

/** A sandbox and a gateway, each a process of its own, with a store on disk. */
export interface Processes {
  /** Where the sandbox answers, on 127.0.0.1. */
  sandboxUrl: string;
  /** Where the gateway and the demo partner's page answer: `http://localhost:<port>`, as a person would type it. */
  gatewayUrl: string;
  /** Holds the store, and the keys that were made for it. */
  folder: string;
  storeFile: string;
  /** A partner key beside the demo partner's own. */
  partnerKey: string;
  /** Everything the gateway has written in all its lives. */
  gatewayOutput(): string;
  /** Ends the gateway as a power cut would; resolves when it is gone. */
  killGateway(): Promise<void>;
  /** Starts it again, on the same port and store; resolves when it answers and hears from AWS. */
  startGateway(): Promise<void>;
  /** Ends both and removes the folder. */
  stop(): Promise<void>;
}

/** How fast the sandbox goes: waits of scripted customers, milliseconds, and the share of SNS's real delays. */
const SANDBOX_PACE = ['--step-delay', '100', '--retry-delay-scale', '0.2'];

const WIDGET = fileOf('dist/widget/connect-with-aws.js');

/** Starts both, ready to be used; `sandboxArgs` come after the usual ones, `settings` are the gateway's own. */
export async function startProcesses(
  sandboxArgs: string[] = [],
  settings: Record<string, string> = {},
): Promise<Processes> {
  if (!existsSync(WIDGET)) throw new Error('The widget is not built: run `npm run build:widget` first.');
  const folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-journey-'));
  const args = [fileOf('gateway/sandbox/main.ts'), '--port', '0', ...SANDBOX_PACE, ...sandboxArgs];
  const sandbox = startChild(args, {});
  const sandboxUrl = await sandbox.says(/answers at (\S+)/);
  const port = await freePort();
  const { key: partnerKey, hashed } = newPartnerKey('journeys');
  const storeFile = join(folder, 'grants.db');
  const env = {
    SANDBOX_URL: sandboxUrl,
    PORT: String(port),
    STORE_FILE: storeFile,
    PARTNER_KEYS: hashed,
    LOG_LEVEL: 'debug',
    ...settings,
  };
  const lives: Child[] = [];
  const startGateway = async () => {
    const gateway = startChild([fileOf('gateway/main.ts'), 'demo'], env);
    lives.push(gateway);
    await gateway.says(/Ctrl-C/);
  };
  const endGateway = async (signal: 'SIGTERM' | 'SIGKILL') => lives.at(-1)?.end(signal);
  await startGateway();
  return {
    sandboxUrl,
    gatewayUrl: `http://localhost:${port}`,
    folder,
    storeFile,
    partnerKey,
    gatewayOutput: () => lives.map((it) => it.output()).join(''),
    killGateway: () => endGateway('SIGKILL'),
    startGateway,
    async stop() {
      await endGateway('SIGTERM');
      await sandbox.end('SIGTERM');
      rmSync(folder, { recursive: true });
    },
  };
}

function fileOf(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
