import { z } from 'zod';
import { createOidcProvider } from '../roles/oidc-providers.ts';
import { readProperties } from './resource-properties.ts';
import type { ResourceType } from './resources.ts';

const shape = z.strictObject({
  Url: z.string(),
  ClientIdList: z.array(z.string()).default([]),
  ThumbprintList: z.array(z.string()).default([]),
});

/** AWS::IAM::OIDCProvider. */
export const oidcProviderResource: ResourceType = {
  create: (call) => {
    const { Url: url, ClientIdList: clientIds, ThumbprintList: thumbprints } = readProperties(shape, call);
    const draft = { url, clientIds, thumbprints, tags: {} };
    const { arn } = createOidcProvider(call.world, call.stack.accountId, draft);
    return { physicalId: arn, attributes: { Arn: arn } };
  },
  update: (call) => {
    const { ClientIdList, ThumbprintList } = readProperties(shape, call);
    const arn = call.physicalId ?? '';
    const provider = call.world.books.pages.providers[arn];
    if (provider) Object.assign(provider, { clientIds: ClientIdList, thumbprints: ThumbprintList });
    return { physicalId: arn, attributes: { Arn: arn } };
  },
  delete: ({ world, physicalId = '' }) => {
    delete world.books.pages.providers[physicalId];
  },
};
