import type { Grant } from '../domain/grant.ts';
import { asGatewayError } from '../errors.ts';
import type { Sealed } from '../vault/vault.ts';
import { changeGrant } from './change-grant.ts';
import type { Ports } from './ports.ts';
import { tokenContext } from './receive-notice.ts';

/** What became of the secrets that were not under the current key. */
export interface Rewrapped {
  rewrapped: number;
  /** Under a key that is in the settings no more: they open nowhere, now or later. */
  unreadable: number;
  /** Not now: the keys or the store could not be reached. */
  left: number;
}

/** Grants read at once. */
const PAGE = 100;

/** Older grants hold no token that still lives: invited (30 days), asked for (22 at most), held (half a day). Milliseconds. */
const TOKENS_END_AFTER_MS = 60 * 86_400_000;

/**
 * Puts every secret that is of use still under the current wrapping key, so that a former one can be taken out of the
 * settings. It may be done by several gateways at once, stopped anywhere and begun anew: each grant is one write, made
 * only if its secret is the one that was read.
 */
export async function rewrapSecrets(
  ports: Pick<Ports, 'store' | 'vault' | 'now' | 'log'>,
  signal: AbortSignal,
): Promise<Rewrapped> {
  const outcome = { rewrapped: 0, unreadable: 0, left: 0 } satisfies Rewrapped;
  let after: string | undefined;
  do {
    const { rows, hasNextPage } = await ports.store.list({ first: PAGE, after });
    for (const { grant } of rows) {
      if (signal.aborted || grant.createdAt < ports.now() - TOKENS_END_AFTER_MS) return outcome;
      const sealed = formerlySealed(ports, grant);
      if (sealed) outcome[await rewrap(ports, grant.id, sealed)] += 1;
    }
    after = hasNextPage ? rows.at(-1)?.cursor : undefined;
  } while (after !== undefined && !signal.aborted);
  return outcome;
}

function formerlySealed({ vault, now }: Pick<Ports, 'vault' | 'now'>, { token }: Grant): Sealed | undefined {
  return token && token.expiresAt > now() && !vault.isCurrent(token.sealed) ? token.sealed : undefined;
}

async function rewrap(
  ports: Pick<Ports, 'store' | 'vault' | 'log'>,
  id: string,
  former: Sealed,
): Promise<keyof Rewrapped> {
  try {
    const sealed = await ports.vault.rewrap(former, tokenContext(id));
    await changeGrant(ports, id, (it) =>
      it.token && isSame(it.token.sealed, former) ? { ...it, token: { ...it.token, sealed } } : it,
    );
    return 'rewrapped';
  } catch (error) {
    const known = asGatewayError(error);
    ports.log.warn(
      { grantId: id, code: known.code, keyId: former.keyId, err: known },
      'secret not rewrapped',
    );
    return known.code === 'SECRET_UNREADABLE' ? 'unreadable' : 'left';
  }
}

/** No two sealings have the same initialisation vector and the same tag. */
function isSame(one: Sealed, other: Sealed): boolean {
  return one.keyId === other.keyId && one.iv === other.iv && one.tag === other.tag;
}
