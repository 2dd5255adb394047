import type { Credentials } from './gateway-client.ts';

/** Credentials are fetched anew when they have less than this left, in milliseconds. */
const MARGIN_MS = 300_000;

/** The credentials of each grant, in memory alone. */
export interface CredentialCache {
  /** Those at hand, or fresh ones; callers at the same time share one fetch. `fresh` says which. */
  get(grantId: string): Promise<{ credentials: Credentials; fresh: boolean }>;
  /** Forgets them, since AWS does not take them. */
  forget(grantId: string): void;
}

/** Keeps what `fetchCredentials` gives until five minutes before it expires. */
export function createCredentialCache(
  fetchCredentials: (grantId: string) => Promise<Credentials>,
  now: () => number,
): CredentialCache {
  const held = new Map<string, Credentials>();
  const underWay = new Map<string, Promise<Credentials>>();

  async function fetchOnce(grantId: string): Promise<Credentials> {
    try {
      const credentials = await fetchCredentials(grantId);
      held.set(grantId, credentials);
      return credentials;
    } finally {
      underWay.delete(grantId);
    }
  }

  function dropStale(): void {
    for (const [id, { expiration }] of held) if (Date.parse(expiration) - MARGIN_MS <= now()) held.delete(id);
  }

  return {
    async get(grantId) {
      dropStale();
      const credentials = held.get(grantId);
      if (credentials) return { credentials, fresh: false };
      const fetching = underWay.get(grantId) ?? fetchOnce(grantId);
      underWay.set(grantId, fetching);
      return { credentials: await fetching, fresh: true };
    },
    forget: (grantId) => void held.delete(grantId),
  };
}
