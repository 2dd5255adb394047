import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Grant } from '../../gateway/domain/grant.ts';
import { tokenContext } from '../../gateway/flows/receive-notice.ts';
import { rewrapSecrets } from '../../gateway/flows/rewrap-secrets.ts';
import { createLog } from '../../gateway/log.ts';
import { startRewrapping } from '../../gateway/rewrapping.ts';
import { startSandbox } from '../../gateway/sandbox/sandbox.ts';
import { createEmbeddedStore } from '../../gateway/store/embedded.ts';
import type { Store } from '../../gateway/store/store.ts';
import { createKmsKeyVault } from '../../gateway/vault/kms-key.ts';
import { createLocalKeyVault } from '../../gateway/vault/local-key.ts';
import type { Vault } from '../../gateway/vault/vault.ts';
import { until } from '../http/running-gateway.ts';
import { nextVersion, NOON, sampleGrant } from '../store/sample-grant.ts';

const spring = { id: 'spring', key: randomBytes(32) };
const summer = { id: 'summer', key: randomBytes(32) };
const before = createLocalKeyVault({ keys: [spring] });
const both = createLocalKeyVault({ keys: [summer, spring] });
const after = createLocalKeyVault({ keys: [summer] });

const HOUR = 3_600_000;
const never = new AbortController().signal;

let folder: string;
let store: Store;
let logged: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-rewrap-'));
  store = createEmbeddedStore({ file: join(folder, 'grants.db') });
  logged = [];
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

function ports(vault: Vault) {
  return { store, vault, now: () => NOON, log: createLog('info', { write: (it) => logged.push(it) }) };
}

async function holding(vault: Vault, count: number, expiresAt = NOON + HOUR): Promise<Grant[]> {
  const grants = Array.from({ length: count }, (_, index) => sampleGrant({ createdAt: NOON + index }));
  for (const grant of grants) {
    const sealed = await vault.seal(`the token of ${grant.id}`, tokenContext(grant.id));
    await store.insert({ ...grant, token: { sealed, expiresAt } });
  }
  return grants;
}

async function tokenOf({ id }: Grant, vault: Vault): Promise<string | undefined> {
  const token = (await store.get(id))?.token;
  return token && vault.open(token.sealed, tokenContext(id));
}

async function expectAllUnder(vault: Vault, grants: Grant[]): Promise<void> {
  for (const grant of grants) expect(await tokenOf(grant, vault)).toBe(`the token of ${grant.id}`);
}

describe('Rewrapping', () => {
  test('puts every secret under the current key, page after page, and the former one is needed no more', async () => {
    const grants = await holding(before, 230);
    await store.insert(sampleGrant());
    expect(await rewrapSecrets(ports(both), never)).toEqual({ rewrapped: 230, unreadable: 0, left: 0 });
    await expectAllUnder(after, grants);
    expect(await rewrapSecrets(ports(both), never)).toEqual({ rewrapped: 0, unreadable: 0, left: 0 });
  });

  test('leaves alone what is under the current key, and what has expired', async () => {
    const [current] = await holding(after, 1);
    const [expired] = await holding(before, 1, NOON);
    expect(await rewrapSecrets(ports(both), never)).toMatchObject({ rewrapped: 0 });
    expect((await store.get(current?.id ?? ''))?.version).toBe(1);
    expect((await store.get(expired?.id ?? ''))?.version).toBe(1);
  });

  test('by three gateways at once does it once for each', async () => {
    const grants = await holding(before, 60);
    await Promise.all([1, 2, 3].map(() => rewrapSecrets(ports(both), never)));
    await expectAllUnder(after, grants);
    for (const { id } of grants) expect((await store.get(id))?.version).toBe(2);
  });

  test('keeps what others change meanwhile, another token included', async () => {
    const [grant] = await holding(before, 1);
    const id = grant?.id ?? '';
    const newer = await after.seal('a newer token', tokenContext(id));
    const meddling: Vault = {
      ...both,
      async rewrap(sealed, context) {
        const stored = await store.get(id);
        if (stored)
          await store.save(nextVersion(stored, { token: { sealed: newer, expiresAt: NOON + HOUR } }));
        return both.rewrap(sealed, context);
      },
    };
    await rewrapSecrets(ports(meddling), never);
    expect(await tokenOf(sampleGrant({ id }), after)).toBe('a newer token');
  });

  test(
    'killed in the middle, has lost nothing, and ends with the next start',
    { timeout: 60_000 },
    async () => {
      const grants = await holding(before, 300);
      await store.close();
      const saved = await rewrapUntilKilled(join(folder, 'grants.db'), 20);
      store = createEmbeddedStore({ file: join(folder, 'grants.db') });
      await expectAllUnder(both, grants);
      const { rewrapped } = await rewrapSecrets(ports(both), never);
      expect(saved).toBeGreaterThanOrEqual(20);
      expect(rewrapped).toBeGreaterThan(0);
      expect(rewrapped).toBeLessThanOrEqual(300 - saved);
      await expectAllUnder(after, grants);
    },
  );

  test('counts what no key opens, names the grant, and goes on', async () => {
    const stranger = createLocalKeyVault({ keys: [{ id: 'winter', key: randomBytes(32) }] });
    const [lost] = await holding(stranger, 1);
    const grants = await holding(before, 2);
    expect(await rewrapSecrets(ports(both), never)).toEqual({ rewrapped: 2, unreadable: 1, left: 0 });
    await expectAllUnder(after, grants);
    expect(logged.join('')).toContain(lost?.id);
    expect(logged.join('')).toContain('"keyId":"winter"');
  });

  test(
    'comes back to what KMS did not answer, and says at the end how many',
    { timeout: 60_000 },
    async () => {
      const sandbox = await startSandbox();
      const [older, newer] = [await newKey(sandbox.url), await newKey(sandbox.url)];
      const kms = (keyArns: string[]) =>
        createKmsKeyVault({ keyArns, endpoint: sandbox.url, credentials: CREDENTIALS });
      const grants = await holding(kms([older]), 3);
      await fetch(`${sandbox.url}/sandbox/faults`, {
        method: 'POST',
        body: JSON.stringify({ action: 'Decrypt', code: 'KMSInvalidStateException', times: 2 }),
      });
      const stop = startRewrapping(ports(kms([newer, older])), { roundsApartMs: 20 });
      await until(() => logged.some((it) => it.includes('"rewrapped":2,"unreadable":0,"left":0')), 30_000);
      await stop();
      expect(logged.join('')).toContain('"rewrapped":1,"unreadable":0,"left":2');
      await expectAllUnder(kms([newer]), grants);
      await sandbox.stop();
    },
  );

  test('stops when it is told to, between two grants', async () => {
    await holding(before, 5);
    const stopping = new AbortController();
    const one: Vault = {
      ...both,
      rewrap: (sealed, context) => (stopping.abort(), both.rewrap(sealed, context)),
    };
    expect(await rewrapSecrets(ports(one), stopping.signal)).toMatchObject({ rewrapped: 1 });
  });
});

const CREDENTIALS = {
  accessKeyId: 'AKIASANDBOXACME00001',
  secretAccessKey: 'sandbox+acme/not-a-real-secret+key/0001',
};

async function newKey(endpoint: string): Promise<string> {
  const { CreateKeyCommand, KMSClient } = await import('@aws-sdk/client-kms');
  const client = new KMSClient({ endpoint, region: 'us-east-1', credentials: CREDENTIALS });
  return (await client.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
}

/** Rewraps in a process that is killed without warning after so many writes; gives how many it told of. */
async function rewrapUntilKilled(file: string, writes: number): Promise<number> {
  const program = fileURLToPath(new URL('rewrapping-process.ts', import.meta.url));
  const keys = [summer, spring].map(({ id, key }) => ({ id, key: key.toString('base64') }));
  const child = spawn(process.execPath, [program, file, JSON.stringify(keys)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  const lines = () => text.split('\n').length - 1;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (lines() >= writes) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'close');
  expect(signal).toBe('SIGKILL');
  return lines();
}
