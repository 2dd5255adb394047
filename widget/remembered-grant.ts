/** Remembers one grant id between visits of a page. */
export interface GrantMemory {
  /** The id kept, or null. */
  read(): string | null;
  /** Keeps the id; null forgets. */
  write(id: string | null): void;
}

/**
 * In localStorage, under the session endpoint's or gateway's address. Only the id is kept: it opens nothing without a
 * session. A page that may not store forgets, and asks the gateway after the next press.
 */
export function createGrantMemory(address: string): GrantMemory {
  const key = `connect-with-aws:${address}`;
  return {
    read: () => attempt(() => localStorage.getItem(key)),
    write: (id) => attempt(() => (id ? localStorage.setItem(key, id) : localStorage.removeItem(key))),
  };
}

function attempt<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}
