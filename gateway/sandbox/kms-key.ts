import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { AwsError } from './aws-error.ts';
import type { Caller } from './caller.ts';
import { authorize } from './policies/authorize.ts';
import type { World } from './world.ts';

/** A symmetric key of KMS, by its ARN in the books. */
export interface KmsKey {
  id: string;
  arn: string;
  accountId: string;
  description: string;
  isEnabled: boolean;
  /** Epoch milliseconds. */
  createdAt: number;
  /** 32 random bytes, base64. */
  material: string;
}

/** What a ciphertext is bound to besides its key: the same pairs must be given to decrypt it. */
export type EncryptionContext = Readonly<Record<string, string>>;

const cipherName = 'aes-256-gcm';
const bytes = { version: 1, arnLength: 2, iv: 12, tag: 16 } as const;
const version = 1;

/** Makes a key in the caller's account and region. */
export function createKey(world: World, { accountId, region }: Caller, description: string): KmsKey {
  const id = randomUUID();
  const key: KmsKey = {
    id,
    arn: `arn:aws:kms:${region}:${accountId}:key/${id}`,
    accountId,
    description,
    isEnabled: true,
    createdAt: world.clock.now(),
    material: randomBytes(32).toString('base64'),
  };
  world.books.pages.kmsKeys[key.arn] = key;
  world.books.changed();
  return key;
}

/**
 * The key of this id or ARN, where this caller may do this with it. Throws NotFoundException, and AccessDenied for any
 * key of another account, whether there is one or not.
 */
export function keyFor(world: World, caller: Caller, action: string, keyId: string): KmsKey {
  const isArn = keyId.startsWith('arn:');
  const arn = isArn ? keyId : `arn:aws:kms:${caller.region}:${caller.accountId}:key/${keyId}`;
  const [, , , region, accountId] = arn.split(':');
  if (accountId !== caller.accountId) throw denied(caller, action, arn);
  authorize(caller, { action: `kms:${action}`, resource: arn });
  const key = region === caller.region ? world.books.pages.kmsKeys[arn] : undefined;
  if (!key) throw new AwsError('NotFoundException', `Key '${arn}' does not exist`);
  return key;
}

function denied(caller: Caller, action: string, arn: string): AwsError {
  const words = `User: ${caller.arn} is not authorized to perform: kms:${action} on resource: ${arn}`;
  return new AwsError('AccessDenied', `${words} because no resource-based policy allows the action`);
}

/** As `keyFor`, for a key that is to be worked with. Throws DisabledException too. */
export function usableKey(world: World, caller: Caller, action: string, keyId: string): KmsKey {
  const key = keyFor(world, caller, action, keyId);
  if (!key.isEnabled) throw new AwsError('DisabledException', `${key.arn} is disabled.`);
  return key;
}

/** A blob that names its key and opens under that key and this context alone. */
export function encrypt(key: KmsKey, plain: Buffer, context: EncryptionContext): Buffer {
  const arn = Buffer.from(key.arn);
  const iv = randomBytes(bytes.iv);
  const head = Buffer.alloc(bytes.version + bytes.arnLength);
  head.writeUInt8(version);
  head.writeUInt16BE(arn.length, bytes.version);
  const cipher = createCipheriv(cipherName, materialOf(key), iv).setAAD(bound(key.arn, context));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([head, arn, iv, cipher.getAuthTag(), sealed]);
}

/** What is in a blob. Throws InvalidCiphertextException where the blob or the context is another. */
export function decrypt(key: KmsKey, blob: Buffer, context: EncryptionContext): Buffer {
  const from = bytes.version + bytes.arnLength + Buffer.byteLength(key.arn);
  const iv = blob.subarray(from, from + bytes.iv);
  const tag = blob.subarray(from + bytes.iv, from + bytes.iv + bytes.tag);
  try {
    const decipher = createDecipheriv(cipherName, materialOf(key), iv, { authTagLength: bytes.tag });
    decipher.setAAD(bound(key.arn, context)).setAuthTag(tag);
    return Buffer.concat([decipher.update(blob.subarray(from + bytes.iv + bytes.tag)), decipher.final()]);
  } catch {
    throw invalidCiphertext();
  }
}

/** The ARN of the key that a blob names; it may be of no key at all. Throws InvalidCiphertextException on nonsense. */
export function keyArnIn(blob: Buffer): string {
  const start = bytes.version + bytes.arnLength;
  if (blob.length < start || blob.readUInt8() !== version) throw invalidCiphertext();
  const end = start + blob.readUInt16BE(bytes.version);
  if (blob.length < end + bytes.iv + bytes.tag) throw invalidCiphertext();
  return blob.toString('utf8', start, end);
}

/** AWS says no more than the name: what is wrong with a ciphertext is nobody's business. */
export function invalidCiphertext(): AwsError {
  return new AwsError('InvalidCiphertextException', '');
}

function materialOf(key: KmsKey): Buffer {
  return Buffer.from(key.material, 'base64');
}

function bound(arn: string, context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify([arn, pairs]));
}
