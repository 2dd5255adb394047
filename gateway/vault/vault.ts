/** A sealed secret, fit for a plain column: nothing in it helps without the wrapping key. All values base64. */
export interface Sealed {
  /** Which wrapping key wrapped the data key. */
  keyId: string;
  /** The data key, itself encrypted under the wrapping key. */
  wrappedKey: string;
  iv: string;
  ciphertext: string;
  tag: string;
}

/**
 * Seals secrets (envelope encryption: a fresh data key each, itself wrapped). `context` says what the secret belongs
 * to, e.g. `grant_…/exchange-token`; it is authenticated, so a sealed secret moved elsewhere does not open.
 */
export interface Vault {
  /** AWS_UNAVAILABLE where the wrapping key is AWS's and cannot be asked now; so in all three. */
  seal(secret: string, context: string): Promise<Sealed>;
  /** The secret; SECRET_UNREADABLE if the key is unknown, the context another, or a byte was changed. */
  open(sealed: Sealed, context: string): Promise<string>;
  /** Whether a key that wrapped this is among this vault's; says nothing of whether it opens. */
  hasKeyOf(sealed: Sealed): boolean;
  /** Whether `rewrap` would change nothing. */
  isCurrent(sealed: Sealed): boolean;
  /** The same secret under the current wrapping key; the same object if it is already. */
  rewrap(sealed: Sealed, context: string): Promise<Sealed>;
}
