import type { AwsCredentials } from '../../schema/types.generated.ts';
import { askGateway } from './ask-gateway.ts';
import type { GatewayAddress } from './ask-gateway.ts';
import { GrantCredentialsError } from './grant-credentials-error.ts';

export { GrantCredentialsError };

/** When nothing longer is to be had, the gateway is asked again this seldom, milliseconds. */
const PATIENCE_MS = 30_000;

/** What `fromGrant` takes. */
export interface FromGrantOptions extends GatewayAddress {
  /** The present, epoch milliseconds. */
  now?: () => number;
  /** Credentials that live shorter than this are replaced before they are used, seconds. */
  minimumLifeSeconds?: number;
}

/** Credentials as the AWS SDK for JavaScript v3 takes them. Secret. */
export interface GrantIdentity {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
}

/** An `AwsCredentialIdentityProvider`. It remembers by itself, and tells the SDK so. */
export interface GrantCredentialProvider {
  (options?: { forceRefresh?: boolean }): Promise<GrantIdentity>;
  memoized: true;
}

/**
 * Credentials of a grant for any client of the AWS SDK v3: `new S3Client({ credentials: fromGrant({ gateway, partnerKey, grantId }) })`.
 * They are kept until five minutes before their end, and asked for once however many clients wait. Rejected with a
 * GrantCredentialsError where the grant gives none.
 */
export function fromGrant(options: FromGrantOptions): GrantCredentialProvider {
  const { now = Date.now, minimumLifeSeconds = 300 } = options;
  let held: GrantIdentity | undefined;
  let askedAt = -Infinity;
  let asking: Promise<GrantIdentity> | undefined;

  const lifeOf = ({ expiration }: GrantIdentity) => expiration.getTime() - now();

  /** All credentials of a temporary grant end together: shortly before, asking again gains nothing. */
  function isGood(identity: GrantIdentity): boolean {
    const wasJustAsked = lifeOf(identity) > 0 && now() - askedAt < PATIENCE_MS;
    return lifeOf(identity) > minimumLifeSeconds * 1000 || wasJustAsked;
  }

  async function ask(): Promise<GrantIdentity> {
    try {
      held = toIdentity(await askGateway(options));
    } catch (error) {
      // A gateway that is away for a moment takes nothing back: what still works is still good.
      const isPassing = error instanceof GrantCredentialsError && error.retryable;
      if (!isPassing || !held || lifeOf(held) <= 0) throw error;
    }
    askedAt = now();
    return held;
  }

  const provider = async ({ forceRefresh = false } = {}): Promise<GrantIdentity> => {
    if (held && !forceRefresh && isGood(held)) return held;
    asking ??= ask().finally(() => (asking = undefined));
    return asking;
  };
  return Object.assign(provider, { memoized: true as const });
}

function toIdentity({ expiration, ...keys }: AwsCredentials): GrantIdentity {
  const { accessKeyId, secretAccessKey, sessionToken } = keys;
  return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiration) };
}
