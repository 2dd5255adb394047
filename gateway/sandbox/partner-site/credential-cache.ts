import type { Credentials, Grant } from './gateway-client.ts';

/** Credentials are fetched anew when they have less than this left, in milliseconds. */
const MARGIN_MS = 300_000;

/** A grant, and until when it lasts: once a trial lasts, its session's credentials are no longer those to use. */
type Lasting = Pick<Grant, 'id' | 'expiresAt'>;

/** The credentials of each grant, in memory alone. */
export interface CredentialCache {
  /** Those at hand, or fresh ones; callers at the same time share one fetch. `fresh` says which. */
  get(grant: Lasting): Promise<{ credentials: Credentials; fresh: boolean }>;
  /** Forgets them, since AWS does not take them. */
  forget(grantId: string): void;
}

/** Keeps what `fetchCredentials` gives until five minutes before it expires. */
export function createCredentialCache(
  fetchCredentials: (grantId: string) => Promise<Credentials>,
  now: () => number,
): CredentialCache {
  const held = new Map<string, { credentials: Credentials; until: Lasting['expiresAt'] }>();
  const underWay = new Map<string, Promise<Credentials>>();

  async function fetchOnce({ id, expiresAt }: Lasting): Promise<Credentials> {
    try {
      const credentials = await fetchCredentials(id);
      held.set(id, { credentials, until: expiresAt });
      return credentials;
    } finally {
      underWay.delete(id);
    }
  }

  function dropStale(): void {
    for (const [id, { credentials }] of held)
      if (Date.parse(credentials.expiration) - MARGIN_MS <= now()) held.delete(id);
  }

  return {
    async get(grant) {
      dropStale();
      const known = held.get(grant.id);
      if (known?.until === grant.expiresAt) return { credentials: known.credentials, fresh: false };
      const fetching = underWay.get(grant.id) ?? fetchOnce(grant);
      underWay.set(grant.id, fetching);
      return { credentials: await fetching, fresh: true };
    },
    forget: (grantId) => void held.delete(grantId),
  };
}
