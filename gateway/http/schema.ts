import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { fileOf } from './files.ts';
import { resolvers } from './resolvers.ts';

/** The contract with its resolvers. */
export function executableSchema(): GraphQLSchema {
  return makeExecutableSchema({ typeDefs: readFileSync(fileOf('schema/schema.graphql'), 'utf8'), resolvers });
}
