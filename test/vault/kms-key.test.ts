import { CreateKeyCommand, DisableKeyCommand, EnableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultPartner, otherPartner } from '../../gateway/sandbox/principals.ts';
import { startSandbox, type Sandbox } from '../../gateway/sandbox/sandbox.ts';
import { openVault } from '../../gateway/start.ts';
import { createKmsKeyVault } from '../../gateway/vault/kms-key.ts';
import { createLocalKeyVault } from '../../gateway/vault/local-key.ts';
import { createVaultWithFormer } from '../../gateway/vault/vault-with-former.ts';
import { vaultSuite } from './vault.suite.ts';

const context = 'grant_1/exchange-token';
const local = createLocalKeyVault({ keys: [{ id: 'spring', key: randomBytes(32) }] });

let sandbox: Sandbox;
let older: string;
let newer: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  older = await newKey('us-east-1');
  newer = await newKey('eu-west-1');
});
afterAll(() => sandbox.stop());

function client(region: string) {
  return new KMSClient({ endpoint: sandbox.url, region, credentials: defaultPartner });
}

async function newKey(region: string): Promise<string> {
  const { KeyMetadata } = await client(region).send(new CreateKeyCommand({}));
  return KeyMetadata?.Arn ?? '';
}

function vaultOf(keyArns: string[], endpoint = sandbox.url, credentials = defaultPartner) {
  return createKmsKeyVault({ keyArns, endpoint, credentials });
}

async function fault(body: object): Promise<void> {
  await fetch(`${sandbox.url}/sandbox/faults`, { method: 'POST', body: JSON.stringify(body) });
}

vaultSuite('the vault with keys of KMS', () => vaultOf([newer, older]));
vaultSuite('the vault on its way to KMS', () => createVaultWithFormer(vaultOf([newer]), local));

describe('keys of KMS', () => {
  test('the first wraps, all open, each in its own region', async () => {
    const sealed = await vaultOf([older]).seal('a secret', context);
    const both = vaultOf([newer, older]);
    expect(sealed.keyId).toBe(older);
    expect(await both.open(sealed, context)).toBe('a secret');
    expect((await both.seal('another', context)).keyId).toBe(newer);
  });

  test('what was rewrapped opens without the old key; what was not does not', async () => {
    const sealed = await vaultOf([older]).seal('a secret', context);
    const rewrapped = await vaultOf([newer, older]).rewrap(sealed, context);
    const alone = vaultOf([newer]);
    expect(rewrapped.keyId).toBe(newer);
    expect(await alone.open(rewrapped, context)).toBe('a secret');
    await expect(alone.open(sealed, context)).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
    expect([alone.hasKeyOf(sealed), alone.hasKeyOf(rewrapped)]).toEqual([false, true]);
  });

  test('a secret said to be of another key does not open, though KMS has both', async () => {
    const both = vaultOf([newer, older]);
    const sealed = { ...(await both.seal('a secret', context)), keyId: older };
    await expect(both.open(sealed, context)).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
  });

  test('KMS itself holds to the context: it unwraps under no other', async () => {
    const { wrappedKey } = await vaultOf([newer]).seal('a secret', context);
    const { DecryptCommand } = await import('@aws-sdk/client-kms');
    const unwrap = (of: string) =>
      client('eu-west-1').send(
        new DecryptCommand({
          CiphertextBlob: Buffer.from(wrappedKey, 'base64'),
          EncryptionContext: { 'connect-with-aws': of },
        }),
      );
    expect((await unwrap(context)).Plaintext).toHaveLength(32);
    await expect(unwrap('grant_2/exchange-token')).rejects.toMatchObject({
      name: 'InvalidCiphertextException',
    });
  });

  test('a disabled key is a matter of waiting, not a lost secret', async () => {
    const key = await newKey('eu-west-1');
    const vault = vaultOf([key]);
    const sealed = await vault.seal('a secret', context);
    await client('eu-west-1').send(new DisableKeyCommand({ KeyId: key }));
    const waiting = { code: 'AWS_UNAVAILABLE', row: expect.objectContaining({ retryable: true }) };
    await expect(vault.open(sealed, context)).rejects.toMatchObject(waiting);
    await expect(vault.seal('another', context)).rejects.toMatchObject(waiting);
    await client('eu-west-1').send(new EnableKeyCommand({ KeyId: key }));
    expect(await vault.open(sealed, context)).toBe('a secret');
  });

  test('a gateway without permission waits for it, and says which key', async () => {
    const sealed = await vaultOf([newer]).seal('a secret', context);
    const stranger = vaultOf([newer], sandbox.url, otherPartner);
    await expect(stranger.open(sealed, context)).rejects.toMatchObject({
      code: 'AWS_UNAVAILABLE',
      message: expect.stringContaining(`Decrypt of ${newer} with AccessDeniedException`),
    });
  });

  test('a throttled call is made again; one that stays throttled is a matter of waiting', async () => {
    const vault = vaultOf([newer]);
    const sealed = await vault.seal('a secret', context);
    await fault({ action: 'Decrypt', code: 'ThrottlingException', times: 1 });
    expect(await vault.open(sealed, context)).toBe('a secret');
    await fault({ action: 'Decrypt', code: 'ThrottlingException', times: 3 });
    await expect(vault.open(sealed, context)).rejects.toMatchObject({ code: 'AWS_UNAVAILABLE' });
  });

  test('KMS out of reach is a matter of waiting', async () => {
    const sealed = await vaultOf([newer]).seal('a secret', context);
    const nobody = vaultOf([newer], 'http://127.0.0.1:9');
    await expect(nobody.open(sealed, context)).rejects.toMatchObject({ code: 'AWS_UNAVAILABLE' });
    await expect(nobody.seal('x', context)).rejects.toMatchObject({ code: 'AWS_UNAVAILABLE' });
  });

  test('KMS that takes the call and says nothing is given up within the time SNS waits', async () => {
    const silent = await listen(createServer(() => undefined));
    const began = performance.now();
    const vault = vaultOf([newer], silent.url);
    await expect(vault.seal('x', context)).rejects.toMatchObject({ code: 'AWS_UNAVAILABLE' });
    expect(performance.now() - began).toBeLessThan(15_000);
    silent.server.closeAllConnections();
    silent.server.close();
  });

  test.each([
    ['no key', []],
    ['the same key twice', ['arn:aws:kms:eu-west-1:1:key/a', 'arn:aws:kms:eu-west-1:1:key/a']],
  ])('refuses %s', (_, keyArns) => {
    expect(() => createKmsKeyVault({ keyArns })).toThrowError(
      expect.objectContaining({ code: 'CONFIG_INVALID', field: 'KMS_KEY_ARNS' }),
    );
  });
});

describe('from keys of one’s own to KMS', () => {
  const own = [{ id: 'spring', key: new Uint8Array(32).fill(3) }];
  const open = (settings: { keys?: typeof own; arns?: string[]; SEAL_WITH?: 'WRAPPING_KEYS' }) =>
    openVault({ KMS_KEY_ARNS: settings.arns ?? [], SEAL_WITH: settings.SEAL_WITH }, settings.keys ?? [], {
      endpoint: sandbox.url,
      credentials: defaultPartner,
    });
  const steps = () => [
    open({ keys: own }),
    open({ keys: own, arns: [newer], SEAL_WITH: 'WRAPPING_KEYS' }),
    open({ keys: own, arns: [newer] }),
    open({ arns: [newer] }),
  ];

  test('the settings say what seals, step by step', async () => {
    const sealedBy = await Promise.all(steps().map((it) => it.seal('a secret', context)));
    expect(sealedBy.map((it) => it.keyId)).toEqual(['spring', 'spring', newer, newer]);
  });

  test('what either of two neighbouring steps seals, the other opens, once the former is rewrapped', async () => {
    const [alone, behind, front, last] = steps();
    const pairs = [
      [alone, behind],
      [behind, front],
    ];
    for (const [one, other] of pairs)
      for (const [sealing, opening] of [
        [one, other],
        [other, one],
      ]) {
        const sealed = await sealing?.seal('a secret', context);
        expect(sealed && (await opening?.open(sealed, context))).toBe('a secret');
      }
    const sealed = await behind?.seal('a secret', context);
    const rewrapped = sealed && (await front?.rewrap(sealed, context));
    expect(rewrapped && (await last?.open(rewrapped, context))).toBe('a secret');
    expect([sealed && front?.isCurrent(sealed), rewrapped && front?.isCurrent(rewrapped)]).toEqual([
      false,
      true,
    ]);
  });
});

async function listen(server: Server): Promise<{ server: Server; url: string }> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
