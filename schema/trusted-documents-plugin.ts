import { createHash } from 'node:crypto';
import { Kind, print, visit } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';

interface Source {
  document?: DocumentNode;
}

/** What this plugin writes: the constants for the browser, or the texts for the gateway. */
interface Options {
  write: 'constants' | 'texts';
}

/**
 * Code generator plugin: gives every operation of the widget its id, the beginning of SHA-256 over the printed text. The
 * browser carries ids alone, the gateway holds the texts and runs nothing else for a browser.
 */
export function plugin(_schema: GraphQLSchema, sources: Source[], options: Options): string {
  const operations = trustedOperations(sources);
  return options.write === 'texts'
    ? `${JSON.stringify(Object.fromEntries(operations.map((it) => [it.id, it.text])), null, 2)}\n`
    : operations.map(asConstant).join('\n');
}

interface TrustedOperation {
  id: string;
  name: string;
  operation: string;
  text: string;
}

function trustedOperations(sources: Source[]): TrustedOperation[] {
  const definitions = sources.flatMap((source) => source.document?.definitions ?? []);
  const fragments = new Map(
    definitions
      .filter((it): it is FragmentDefinitionNode => it.kind === Kind.FRAGMENT_DEFINITION)
      .map((it) => [it.name.value, it]),
  );
  return definitions
    .filter((it): it is OperationDefinitionNode => it.kind === Kind.OPERATION_DEFINITION)
    .map((it) => asTrusted(it, fragments));
}

function asTrusted(
  operation: OperationDefinitionNode,
  fragments: Map<string, FragmentDefinitionNode>,
): TrustedOperation {
  const used = new Map<string, FragmentDefinitionNode>();
  collectFragments(operation, fragments, used);
  const text = print({ kind: Kind.DOCUMENT, definitions: [operation, ...used.values()] });
  // An id need not be hard to forge, since it only picks one of our own texts; and every page downloads it.
  const id = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { id, name: operation.name?.value ?? '', operation: operation.operation, text };
}

function collectFragments(
  node: OperationDefinitionNode | FragmentDefinitionNode,
  fragments: Map<string, FragmentDefinitionNode>,
  used: Map<string, FragmentDefinitionNode>,
): void {
  visit(node, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (!fragment || used.has(name.value)) return;
      used.set(name.value, fragment);
      collectFragments(fragment, fragments, used);
    },
  });
}

function asConstant({ id, name, operation }: TrustedOperation): string {
  const type = `${name}${operation[0]?.toUpperCase()}${operation.slice(1)}`;
  return `
export const ${name}Document: TrustedDocument<${type}, ${type}Variables> = {
  id: '${id}',
  name: '${name}',
};`;
}
