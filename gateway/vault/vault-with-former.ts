import type { Sealed, Vault } from './vault.ts';

/**
 * A vault on its way from one kind of key to another, either way: `current` seals, and what `former` sealed (or will, in
 * a gateway that is a step ahead) opens, until it is rewrapped.
 */
export function createVaultWithFormer(current: Vault, former: Vault): Vault {
  const vaultOf = (sealed: Sealed) => (former.hasKeyOf(sealed) ? former : current);
  const open = (sealed: Sealed, context: string) => vaultOf(sealed).open(sealed, context);
  return {
    seal: current.seal,
    open,
    hasKeyOf: (sealed) => current.hasKeyOf(sealed) || former.hasKeyOf(sealed),
    isCurrent: current.isCurrent,
    rewrap: async (sealed, context) =>
      former.hasKeyOf(sealed)
        ? current.seal(await open(sealed, context), context)
        : current.rewrap(sealed, context),
  };
}
