import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import type { Caller } from '../caller.ts';
import { operation, wireList, type Operation } from '../operation.ts';
import { authorize } from '../policies/authorize.ts';
import type { World } from '../world.ts';
import { addClientId, createOidcProvider, oidcProviderArn } from './oidc-providers.ts';
import type { OidcProvider } from './role.ts';
import { roleShapes } from './role-shapes.ts';
import { requestTagKeys, tagList, tagsOf } from './role-tags.ts';

const clientId = z.string().min(1).max(255);
const arn = z.string().min(20).max(2048);
const byArn = z.object({ OpenIDConnectProviderArn: arn });

/** OpenID Connect providers. Constraints: the IAM service model. */
export const oidcProviderOperations = {
  CreateOpenIDConnectProvider: operation(
    z.object({
      Url: z.string().min(1).max(255),
      ClientIDList: wireList(clientId, 100).optional(),
      ThumbprintList: wireList(z.string().length(40), 5).optional(),
      Tags: roleShapes.tag.shape.Tags.optional(),
    }),
    ({ world, caller, input }) => {
      const tags = tagsOf(input.Tags);
      const resource = oidcProviderArn(caller.accountId, input.Url);
      authorize(caller, { action: 'iam:CreateOpenIDConnectProvider', resource, keys: requestTagKeys(tags) });
      const provider = createOidcProvider(world, caller.accountId, {
        url: input.Url,
        clientIds: input.ClientIDList ?? [],
        thumbprints: input.ThumbprintList ?? [],
        tags,
      });
      return { OpenIDConnectProviderArn: provider.arn, Tags: tagList(tags) };
    },
  ),

  GetOpenIDConnectProvider: operation(byArn, ({ world, caller, input }) => {
    const provider = reach(world, caller, 'GetOpenIDConnectProvider', input.OpenIDConnectProviderArn);
    return {
      Url: provider.url.replace(/^https?:\/\//, ''),
      ClientIDList: provider.clientIds,
      ThumbprintList: provider.thumbprints,
      CreateDate: new Date(provider.createdAt),
      Tags: tagList(provider.tags),
    };
  }),

  DeleteOpenIDConnectProvider: operation(byArn, ({ world, caller, input }) => {
    const provider = reach(world, caller, 'DeleteOpenIDConnectProvider', input.OpenIDConnectProviderArn);
    delete world.books.pages.providers[provider.arn];
    world.books.changed();
  }),

  ListOpenIDConnectProviders: operation(z.object({}), ({ world, caller }) => {
    const resource = `arn:aws:iam::${caller.accountId}:oidc-provider/*`;
    authorize(caller, { action: 'iam:ListOpenIDConnectProviders', resource });
    const own = Object.values(world.books.pages.providers).filter(
      (one) => one.accountId === caller.accountId,
    );
    return { OpenIDConnectProviderList: own.map((one) => ({ Arn: one.arn })) };
  }),

  AddClientIDToOpenIDConnectProvider: operation(
    byArn.extend({ ClientID: clientId }),
    ({ world, caller, input }) => {
      const { OpenIDConnectProviderArn, ClientID } = input;
      const provider = reach(world, caller, 'AddClientIDToOpenIDConnectProvider', OpenIDConnectProviderArn);
      addClientId(world, provider, ClientID);
    },
  ),
} satisfies Record<string, Operation>;

function reach(world: World, caller: Caller, action: string, providerArn: string): OidcProvider {
  authorize(caller, { action: `iam:${action}`, resource: providerArn });
  const { providers } = world.books.pages;
  const provider = Object.hasOwn(providers, providerArn) ? providers[providerArn] : undefined;
  if (provider?.accountId === caller.accountId) return provider;
  throw new AwsError('NoSuchEntity', `OpenIDConnect Provider not found for arn ${providerArn}`);
}
