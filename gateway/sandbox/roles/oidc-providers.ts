import { AwsError } from '../aws-error.ts';
import { isReachable } from '../reachable-url.ts';
import type { World } from '../world.ts';
import type { OidcProvider } from './role.ts';

/** The ARN of the provider with this address, of which the scheme is no part. */
export function oidcProviderArn(accountId: string, url: string): string {
  return `arn:aws:iam::${accountId}:oidc-provider/${url.replace(/^https?:\/\//, '')}`;
}

/**
 * Makes an account trust an issuer of web identity tokens. Throws InvalidInput for an address that is neither https
 * nor on this machine, EntityAlreadyExists.
 */
export function createOidcProvider(
  world: World,
  accountId: string,
  draft: Pick<OidcProvider, 'url' | 'clientIds' | 'thumbprints' | 'tags'>,
): OidcProvider {
  if (!isReachable(draft.url)) throw new AwsError('InvalidInput', 'Invalid Open ID Connect Provider URL');
  const arn = oidcProviderArn(accountId, draft.url);
  const { providers } = world.books.pages;
  if (Object.hasOwn(providers, arn)) {
    throw new AwsError('EntityAlreadyExists', `Provider with url ${draft.url} already exists.`);
  }
  const provider = { ...draft, arn, accountId, createdAt: world.clock.now() };
  providers[arn] = provider;
  world.books.changed();
  return provider;
}

/** Lets tokens for one more audience in; one that is there already stays. Throws LimitExceeded after 100. */
export function addClientId(world: World, provider: OidcProvider, clientId: string): void {
  const clientIds = [...new Set([...provider.clientIds, clientId])];
  if (clientIds.length > 100) {
    throw new AwsError('LimitExceeded', 'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100');
  }
  provider.clientIds = clientIds;
  world.books.changed();
}
