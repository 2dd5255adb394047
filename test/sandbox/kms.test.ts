import {
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  KMSClient,
  ReEncryptCommand,
} from '@aws-sdk/client-kms';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultPartner, otherPartner } from '../../gateway/sandbox/principals.ts';
import { startSandbox, type Sandbox } from '../../gateway/sandbox/sandbox.ts';
import { failure } from './scene.ts';

const EncryptionContext = { grant: 'grant_1', field: 'exchange-token' };
const Plaintext = Buffer.from('open sesame');

let sandbox: Sandbox;
let kms: KMSClient;
beforeAll(async () => {
  sandbox = await startSandbox();
  kms = clientOf(sandbox);
});
afterAll(() => sandbox.stop());

function clientOf({ url }: Sandbox, credentials = defaultPartner, region = 'eu-west-1') {
  return new KMSClient({ endpoint: url, region, credentials, maxAttempts: 1 });
}

async function newKey(client = kms) {
  const { KeyMetadata } = await client.send(new CreateKeyCommand({ Description: 'seals tokens' }));
  return KeyMetadata?.Arn ?? '';
}

const describeAs = (client: KMSClient, KeyId: string) => client.send(new DescribeKeyCommand({ KeyId }));

describe('KMS', () => {
  test('makes a key and describes it, by ARN and by id', async () => {
    const arn = await newKey();
    expect(arn).toMatch(/^arn:aws:kms:eu-west-1:999988887777:key\/[0-9a-f-]{36}$/);
    for (const KeyId of [arn, arn.split('/')[1]]) {
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
      expect(KeyMetadata).toMatchObject({ Arn: arn, Enabled: true, Description: 'seals tokens' });
      expect(Math.abs((KeyMetadata?.CreationDate?.getTime() ?? 0) - sandbox.now())).toBeLessThan(60_000);
    }
  });

  test('gives a data key of 32 bytes and its wrapping, which opens to the same bytes', async () => {
    const KeyId = await newKey();
    const made = await kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext }));
    const { CiphertextBlob } = made;
    const opened = await kms.send(new DecryptCommand({ KeyId, CiphertextBlob, EncryptionContext }));
    expect(made.Plaintext).toHaveLength(32);
    expect(made.KeyId).toBe(KeyId);
    expect(opened.Plaintext).toEqual(made.Plaintext);
    expect(Buffer.from(CiphertextBlob ?? []).includes(Buffer.from(made.Plaintext ?? []))).toBe(false);
  });

  test('opens under the same context alone, whatever the order of its pairs', async () => {
    const KeyId = await newKey();
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext }));
    const { grant, field } = EncryptionContext;
    const open = (context?: Record<string, string>) =>
      kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: context }));
    expect(Buffer.from((await open({ field, grant })).Plaintext ?? [])).toEqual(Plaintext);
    const others: (Record<string, string> | undefined)[] = [
      undefined,
      { grant },
      { grant, field: 'other' },
      { ...EncryptionContext, more: '' },
    ];
    for (const other of others) expect(await failure(open(other))).toBe('InvalidCiphertextException');
  });

  test('refuses a ciphertext of another key, and one that was changed', async () => {
    const KeyId = await newKey();
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext }));
    const other = await newKey();
    expect(await failure(kms.send(new DecryptCommand({ CiphertextBlob, KeyId: other })))).toBe(
      'IncorrectKeyException',
    );
    const blob = Buffer.from(CiphertextBlob ?? []);
    for (const changed of [blob.subarray(0, -1), Buffer.from('nonsense'), flipped(blob, blob.length - 1)])
      expect(await failure(kms.send(new DecryptCommand({ CiphertextBlob: changed, KeyId })))).toBe(
        'InvalidCiphertextException',
      );
  });

  test('moves a ciphertext to another key and another context', async () => {
    const SourceKeyId = await newKey();
    const DestinationKeyId = await newKey();
    const made = await kms.send(new EncryptCommand({ KeyId: SourceKeyId, Plaintext, EncryptionContext }));
    const moved = await kms.send(
      new ReEncryptCommand({
        CiphertextBlob: made.CiphertextBlob,
        SourceEncryptionContext: EncryptionContext,
        DestinationKeyId,
        DestinationEncryptionContext: { grant: 'grant_2' },
      }),
    );
    expect(moved).toMatchObject({ SourceKeyId, KeyId: DestinationKeyId });
    const { CiphertextBlob } = moved;
    const opened = await kms.send(
      new DecryptCommand({ CiphertextBlob, EncryptionContext: { grant: 'grant_2' } }),
    );
    expect(Buffer.from(opened.Plaintext ?? [])).toEqual(Plaintext);
  });

  test('does nothing with a disabled key until it is enabled again', async () => {
    const KeyId = await newKey();
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext }));
    const open = () => kms.send(new DecryptCommand({ CiphertextBlob }));
    await kms.send(new DisableKeyCommand({ KeyId }));
    expect(await failure(open())).toBe('DisabledException');
    expect(await failure(kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256' })))).toBe(
      'DisabledException',
    );
    await kms.send(new EnableKeyCommand({ KeyId }));
    expect(Buffer.from((await open()).Plaintext ?? [])).toEqual(Plaintext);
  });

  test('knows no key of another account or region, and none that was never made', async () => {
    const KeyId = await newKey();
    const stranger = clientOf(sandbox, otherPartner);
    const elsewhere = clientOf(sandbox, defaultPartner, 'us-east-1');
    expect(await failure(describeAs(stranger, KeyId))).toBe('AccessDeniedException');
    expect(await failure(describeAs(elsewhere, KeyId))).toBe('NotFoundException');
    expect(await failure(describeAs(kms, KeyId.replace(/.{12}$/, '000000000000')))).toBe('NotFoundException');
  });

  test('verifies who calls', async () => {
    const forger = clientOf(sandbox, { ...defaultPartner, secretAccessKey: 'guessed' });
    const nobody = clientOf(sandbox, { ...defaultPartner, accessKeyId: 'AKIANOBODY' });
    expect(await failure(newKey(forger))).toBe('InvalidSignatureException');
    expect(await failure(newKey(nobody))).toBe('UnrecognizedClientException');
  });

  test.each([
    ['not JSON', 'TrentService.CreateKey', '{', 'SerializationException'],
    ['a list', 'TrentService.CreateKey', '[]', 'SerializationException'],
    ['an action that is none', 'TrentService.toString', '{}', 'UnknownOperationException'],
    ['a service that is none', 'constructor.CreateKey', '{}', 'UnknownOperationException'],
    ['no signature', 'TrentService.CreateKey', '{}', 'MissingAuthenticationTokenException'],
  ])('answers %s with 400 in JSON', async (_what, target, body, name) => {
    const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' };
    const answer = await fetch(sandbox.url, { method: 'POST', headers, body });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1');
    expect(await answer.json()).toMatchObject({ __type: name });
  });

  test('keeps its keys in the books', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-kms-'));
    const booksFile = join(folder, 'books.json');
    const first = await startSandbox({ booksFile });
    const KeyId = await newKey(clientOf(first));
    const { CiphertextBlob } = await clientOf(first).send(new EncryptCommand({ KeyId, Plaintext }));
    await first.stop();
    const second = await startSandbox({ booksFile });
    const opened = await clientOf(second).send(new DecryptCommand({ CiphertextBlob }));
    await second.stop();
    rmSync(folder, { recursive: true });
    expect(Buffer.from(opened.Plaintext ?? [])).toEqual(Plaintext);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
