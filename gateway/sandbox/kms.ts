import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from './aws-error.ts';
import type { Caller } from './caller.ts';
import {
  createKey,
  decrypt,
  encrypt,
  invalidCiphertext,
  keyArnIn,
  keyFor,
  usableKey,
  type EncryptionContext,
  type KmsKey,
} from './kms-key.ts';
import { operation, type Operation } from './operation.ts';
import type { World } from './world.ts';

const maxContextBytes = 8_192;
const maxPlainBytes = 4_096;
const maxBlobBytes = 6_144;

const keyId = z.string().min(1).max(2_048);
const context = z
  .record(z.string().regex(/^(?!aws:)/i, 'Member must not begin with aws:'), z.string())
  .default({})
  .refine(
    (it) => Buffer.byteLength(JSON.stringify(it)) <= maxContextBytes,
    'Member must be 8192 bytes at most',
  );

/** Base64 on the wire, of 1 to so many bytes. */
function blob(max: number) {
  return z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((it) => it.length >= 1 && it.length <= max, `Member must have length 1 to ${max}`);
}

const oneKey = z.object({ KeyId: keyId });

/** KMS, for symmetric keys: `TrentService` in AWS JSON 1.1. */
export const kmsOperations = {
  CreateKey: operation(
    z.object({ Description: z.string().max(8_192).default('') }),
    ({ world, caller, input }) => ({ KeyMetadata: metadataOf(createKey(world, caller, input.Description)) }),
  ),

  DescribeKey: operation(oneKey, ({ world, caller, input }) => ({
    KeyMetadata: metadataOf(keyFor(world, caller, 'DescribeKey', input.KeyId)),
  })),

  EnableKey: operation(oneKey, ({ world, caller, input }) =>
    turn(world, keyFor(world, caller, 'EnableKey', input.KeyId), true),
  ),

  DisableKey: operation(oneKey, ({ world, caller, input }) =>
    turn(world, keyFor(world, caller, 'DisableKey', input.KeyId), false),
  ),

  GenerateDataKey: operation(
    z.object({ KeyId: keyId, KeySpec: z.literal('AES_256'), EncryptionContext: context }),
    ({ world, caller, input }) => {
      const key = usableKey(world, caller, 'GenerateDataKey', input.KeyId);
      const dataKey = randomBytes(32);
      const sealed = encrypt(key, dataKey, input.EncryptionContext);
      return {
        KeyId: key.arn,
        Plaintext: dataKey.toString('base64'),
        CiphertextBlob: sealed.toString('base64'),
      };
    },
  ),

  Encrypt: operation(
    z.object({ KeyId: keyId, Plaintext: blob(maxPlainBytes), EncryptionContext: context }),
    ({ world, caller, input }) => {
      const key = usableKey(world, caller, 'Encrypt', input.KeyId);
      const sealed = encrypt(key, input.Plaintext, input.EncryptionContext);
      return { ...algorithm, KeyId: key.arn, CiphertextBlob: sealed.toString('base64') };
    },
  ),

  Decrypt: operation(
    z.object({ CiphertextBlob: blob(maxBlobBytes), KeyId: keyId.optional(), EncryptionContext: context }),
    ({ world, caller, input }) => {
      const from = { blob: input.CiphertextBlob, keyId: input.KeyId, context: input.EncryptionContext };
      const { key, plain } = open(world, caller, 'Decrypt', from);
      return { ...algorithm, KeyId: key.arn, Plaintext: plain.toString('base64') };
    },
  ),

  ReEncrypt: operation(
    z.object({
      CiphertextBlob: blob(maxBlobBytes),
      SourceKeyId: keyId.optional(),
      SourceEncryptionContext: context,
      DestinationKeyId: keyId,
      DestinationEncryptionContext: context,
    }),
    ({ world, caller, input }) => {
      const { CiphertextBlob, SourceKeyId, SourceEncryptionContext } = input;
      const from = { blob: CiphertextBlob, keyId: SourceKeyId, context: SourceEncryptionContext };
      const { key, plain } = open(world, caller, 'ReEncryptFrom', from);
      const next = usableKey(world, caller, 'ReEncryptTo', input.DestinationKeyId);
      const sealed = encrypt(next, plain, input.DestinationEncryptionContext);
      return { SourceKeyId: key.arn, KeyId: next.arn, CiphertextBlob: sealed.toString('base64') };
    },
  ),
} satisfies Record<string, Operation>;

const algorithm = { EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' } as const;

/** A ciphertext, the context it is said to be of, and the key it is expected to be under. */
interface Ciphertext {
  blob: Buffer;
  keyId: string | undefined;
  context: EncryptionContext;
}

function open(world: World, caller: Caller, action: string, from: Ciphertext) {
  const arn = keyArnIn(from.blob);
  if (!world.books.pages.kmsKeys[arn]) throw invalidCiphertext();
  const key = usableKey(world, caller, action, from.keyId ?? arn);
  if (key.arn !== arn)
    throw new AwsError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    );
  return { key, plain: decrypt(key, from.blob, from.context) };
}

function turn(world: World, key: KmsKey, isEnabled: boolean): void {
  key.isEnabled = isEnabled;
  world.books.changed();
}

function metadataOf(key: KmsKey) {
  return {
    AWSAccountId: key.accountId,
    KeyId: key.id,
    Arn: key.arn,
    Description: key.description,
    CreationDate: key.createdAt / 1000,
    Enabled: key.isEnabled,
    KeyState: key.isEnabled ? 'Enabled' : 'Disabled',
    KeyManager: 'CUSTOMER',
    KeySpec: 'SYMMETRIC_DEFAULT',
    KeyUsage: 'ENCRYPT_DECRYPT',
    Origin: 'AWS_KMS',
    MultiRegion: false,
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
  };
}
