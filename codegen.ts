import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = {
  ID: 'string',
  DateTime: 'string',
  AwsAccountId: 'string',
  AwsArn: 'string',
  AwsRegion: 'string',
};
const names = { enumsAsTypes: true, useTypeImports: true, scalars, skipTypename: true };
const notice = {
  add: { content: '// Made by `npm run codegen` from schema/schema.graphql. Not edited by hand.' },
};

/** Everything that is derived from the contract; `npm run check` fails when a committed file is not what this makes. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  emitLegacyCommonJSImports: false,
  generates: {
    'schema/types.generated.ts': { plugins: [notice, 'typescript'], config: names },
    'gateway/http/resolvers.generated.ts': {
      plugins: [notice, 'typescript', 'typescript-resolvers'],
      config: {
        ...names,
        scalars: { ...scalars, DateTime: 'number' },
        contextType: './context.ts#RequestContext',
        mappers: {
          Grant: '../domain/grant.ts#Grant as GrantModel',
          HistoryEntry: '../domain/history.ts#HistoryEntry as HistoryEntryModel',
          Path: './path-view.ts#PathView as PathViewModel',
        },
        resolversNonOptionalTypename: { unionMember: true },
      },
    },
    'widget/operations.generated.ts': {
      documents: 'widget/operations.graphql',
      plugins: [
        notice,
        {
          add: {
            content: `
/** A document the gateway knows by its id: the browser sends the id, never the text. */
export interface TrustedDocument<Data, Variables> {
  id: string;
  name: string;
  /** Only there to carry the types. */
  types?: (variables: Variables) => Data;
}
`,
          },
        },
        'typescript-operations',
        { './schema/trusted-documents-plugin.ts': { write: 'constants' } },
      ],
      config: { ...names, skipTypename: false, inlineFragmentTypes: 'combine' },
    },
    'schema/trusted-documents.json': {
      documents: 'widget/operations.graphql',
      plugins: [{ './schema/trusted-documents-plugin.ts': { write: 'texts' } }],
    },
  },
};

export default config;
