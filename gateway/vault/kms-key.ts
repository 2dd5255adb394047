import type { KMSClient } from '@aws-sdk/client-kms';
import { GatewayError } from '../errors.ts';
import { bytes, openWith, sealUnder } from './envelope.ts';
import { asOpenError, asSealError } from './kms-errors.ts';
import type { Sealed, Vault } from './vault.ts';

/** Keys, and where the SDK goes and as whom; what is left out is found as the SDK always does. */
export interface KmsKeyOptions {
  /** ARNs of symmetric keys: the first wraps, all unwrap. Each is asked in the region that its ARN names. */
  keyArns: readonly string[];
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/** One try, milliseconds; the SDK makes three. */
const TIMEOUTS = { connectionTimeout: 2000, requestTimeout: 3000, throwOnRequestTimeout: true };

/** All tries together, milliseconds: within the fifteen seconds that SNS waits for its answer. */
const DEADLINE_MS = 8000;

/**
 * A vault whose wrapping keys are in AWS KMS and never leave it. The context of a secret is its encryption context,
 * too: KMS unwraps under no other, and CloudTrail names it. CONFIG_INVALID without a key or with one twice.
 */
export function createKmsKeyVault({ keyArns, ...options }: KmsKeyOptions): Vault {
  const [current] = keyArns;
  if (current === undefined) throw unusable('at least one key is needed');
  if (new Set(keyArns).size !== keyArns.length) throw unusable('a key is named twice');
  const clientOf = clients(options);

  const seal = async (secret: string, context: string) => {
    const client = await clientOf(current);
    const { GenerateDataKeyCommand } = await import('@aws-sdk/client-kms');
    const command = new GenerateDataKeyCommand({ ...asked(current, context), KeySpec: 'AES_256' });
    const made = await client.send(command, deadline()).catch((error: unknown) => {
      throw asSealError(error, current);
    });
    const dataKey = { plain: present(made.Plaintext), wrapped: present(made.CiphertextBlob) };
    return sealUnder({ keyId: current, ...dataKey }, secret, context);
  };

  const open = async (sealed: Sealed, context: string) => {
    if (!keyArns.includes(sealed.keyId)) throw new GatewayError('SECRET_UNREADABLE');
    const CiphertextBlob = readable(() => bytes(sealed.wrappedKey));
    const client = await clientOf(sealed.keyId);
    const { DecryptCommand } = await import('@aws-sdk/client-kms');
    const command = new DecryptCommand({ ...asked(sealed.keyId, context), CiphertextBlob });
    const opened = await client.send(command, deadline()).catch((error: unknown) => {
      throw asOpenError(error, sealed.keyId);
    });
    const dataKey = present(opened.Plaintext);
    return readable(() => openWith(dataKey, sealed, context));
  };

  const isCurrent = ({ keyId }: Sealed) => keyId === current;
  return {
    seal,
    open,
    hasKeyOf: ({ keyId }) => keyArns.includes(keyId),
    isCurrent,
    rewrap: async (sealed, context) =>
      isCurrent(sealed) ? sealed : seal(await open(sealed, context), context),
  };
}

/** A client for each region, loaded and made when it is first needed. */
function clients(options: Omit<KmsKeyOptions, 'keyArns'>): (keyArn: string) => Promise<KMSClient> {
  const made = new Map<string, Promise<KMSClient>>();
  return (keyArn) => {
    const region = keyArn.split(':')[3] ?? '';
    const client = made.get(region) ?? makeClient(region, options);
    made.set(region, client);
    return client;
  };
}

async function makeClient(region: string, options: Omit<KmsKeyOptions, 'keyArns'>): Promise<KMSClient> {
  const { KMSClient } = await import('@aws-sdk/client-kms');
  return new KMSClient({ ...options, region, requestHandler: TIMEOUTS });
}

function asked(keyArn: string, context: string) {
  return { KeyId: keyArn, EncryptionContext: { 'connect-with-aws': context } };
}

function deadline(): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(DEADLINE_MS) };
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new GatewayError('SECRET_UNREADABLE', undefined, { cause });
  }
}

function present(value: Uint8Array | undefined): Uint8Array {
  if (value === undefined) throw new GatewayError('AWS_UNAVAILABLE', 'KMS answered without a data key.');
  return value;
}

function unusable(why: string): GatewayError {
  return new GatewayError('CONFIG_INVALID', `KMS_KEY_ARNS cannot be used: ${why}.`, {
    field: 'KMS_KEY_ARNS',
  });
}
