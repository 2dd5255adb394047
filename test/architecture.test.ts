import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** One source file of ours; paths are from the top folder. */
interface Source {
  path: string;
  text: string;
  imports: Import[];
}

interface Import {
  /** A file of ours by its path, or a package by its name. */
  from: string;
  isOurs: boolean;
  isTypeOnly: boolean;
  names: string;
}

const IMPORT = /^(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC_IMPORT = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

const sources = globSync(['schema/**/*.ts', 'widget/**/*.ts', 'gateway/**/*.ts', 'stories/**/*.ts'])
  .filter((path) => !path.endsWith('vite.config.ts') && !path.includes('node_modules'))
  .map(sourceAt);

function sourceAt(path: string): Source {
  const text = readFileSync(path, 'utf8');
  const fixed = [...text.matchAll(IMPORT)].map(([, type, names = '', from = '']) => ({ type, names, from }));
  const dynamic = [...text.matchAll(DYNAMIC_IMPORT)].map(([, from = '']) => ({
    type: undefined,
    names: '',
    from,
  }));
  const imports = [...fixed, ...dynamic].map(({ type, names, from }) => ({
    from: from.startsWith('.') ? join(dirname(path), from) : from,
    isOurs: from.startsWith('.'),
    isTypeOnly: type !== undefined,
    names,
  }));
  return { path, text, imports };
}

function under(...folders: string[]): Source[] {
  const found = sources.filter(({ path }) => folders.some((it) => path === it || path.startsWith(`${it}/`)));
  if (found.length === 0) throw new Error(`There is nothing under ${folders.join(', ')}.`);
  return found;
}

/** What these sources import against the rule, as sentences. */
function offences(of: Source[], isAllowed: (it: Import, source: Source) => boolean): string[] {
  return of.flatMap((source) =>
    source.imports.filter((it) => !isAllowed(it, source)).map((it) => `${source.path} imports ${it.from}`),
  );
}

const isUnder = (path: string, ...folders: string[]) =>
  folders.some((it) => path === it || path.startsWith(`${it}/`));
const isIn = (path: string, paths: readonly string[]) => paths.includes(path);

/** The files that speak to a driver or to AWS, behind a port. */
const ADAPTERS = sources
  .map(({ path }) => path)
  .filter(
    (path) =>
      /^gateway\/(store|vault)\/(?!store\.ts|vault\.ts)/.test(path) ||
      isIn(path, ['gateway/aws/sdk.ts', 'gateway/aws/aws-errors.ts', 'gateway/aws/topic.ts']),
  );
const PORTS = ['gateway/store/store.ts', 'gateway/vault/vault.ts', 'gateway/aws/aws.ts'];
const TYPES = 'schema/types.generated.ts';
const GENERATED = /\.generated\.ts$/;

describe('Who imports whom:', () => {
  test('the sources are found, and their imports', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(300);
    expect(ADAPTERS.length).toBeGreaterThan(4);
    expect(sources.find(({ path }) => path === 'gateway/store/embedded.ts')?.imports).toContainEqual({
      from: 'gateway/store/store.ts',
      isOurs: true,
      isTypeOnly: true,
      names: '{ Change, GrantPage, GrantQuery, Store }',
    });
  });

  test('the schema imports nothing of ours', () => {
    expect(offences(under('schema'), (it) => !it.isOurs)).toEqual([]);
  });

  test('the domain imports the schema’s types, what a sealed secret is, and node:crypto', () => {
    const isAllowed = ({ from, isTypeOnly, names }: Import) =>
      isUnder(from, 'gateway/domain') ||
      (from === TYPES && isTypeOnly) ||
      (from === 'gateway/vault/vault.ts' && isTypeOnly && names === '{ Sealed }') ||
      from === 'node:crypto';
    expect(offences(under('gateway/domain'), isAllowed)).toEqual([]);
  });

  test('ports import the domain and the schema’s types, as types', () => {
    const isAllowed = ({ from, isTypeOnly }: Import) =>
      isTypeOnly && (isUnder(from, 'gateway/domain') || from === TYPES);
    expect(offences(under(...PORTS), isAllowed)).toEqual([]);
  });

  test('flows import no adapter, nothing of HTTP, no driver', () => {
    const isAllowed = ({ from, isOurs, isTypeOnly }: Import) =>
      isOurs
        ? !isIn(from, ADAPTERS) && !isUnder(from, 'gateway/http', 'gateway/sandbox') && !isIn(from, EDGES)
        : isIn(from, ['zod', 'node:crypto']) || (from === 'pino' && isTypeOnly);
    expect(offences(under('gateway/flows'), isAllowed)).toEqual([]);
  });

  const EDGES = ['gateway/main.ts', 'gateway/demo.ts', 'gateway/gateway.ts', 'gateway/config.ts'];

  test('the service imports flows, ports and the domain, and nothing of HTTP', () => {
    const service = under('gateway/gateway.ts', 'gateway/worker.ts', 'gateway/live.ts');
    const isAllowed = ({ from }: Import) =>
      isUnder(from, 'gateway/flows', 'gateway/domain') ||
      isIn(from, [...PORTS, 'gateway/errors.ts', 'gateway/live.ts', 'gateway/worker.ts']) ||
      from === 'gateway/aws/delegation-notice.ts';
    expect(offences(service, isAllowed)).toEqual([]);
  });

  test('HTTP reaches the store, the vault and AWS by the service alone', () => {
    const isAllowed = ({ from, isTypeOnly }: Import) =>
      !isIn(from, ADAPTERS) && (!isIn(from, PORTS) || isTypeOnly) && !isUnder(from, 'gateway/sandbox');
    expect(offences(under('gateway/http'), isAllowed)).toEqual([]);
  });

  test('main.ts names adapters: the rules below can see them', () => {
    expect(
      offences(under('gateway/main.ts'), ({ from }) => !isIn(from, ADAPTERS)).length,
    ).toBeGreaterThanOrEqual(3);
  });

  test('only main.ts names an adapter; demo.ts too, to set up the sandbox', () => {
    const others = under('gateway').filter(
      ({ path }) => !isIn(path, ['gateway/main.ts', 'gateway/demo.ts']) && !isIn(path, ADAPTERS),
    );
    expect(offences(others, ({ from }) => !isIn(from, ADAPTERS))).toEqual([]);
  });

  test('an adapter imports its own port and folder, what it stores, errors, and its driver', () => {
    const isAllowed = ({ from, isOurs }: Import, { path }: Source) =>
      !isOurs || isUnder(from, dirname(path), 'gateway/domain') || isIn(from, ['gateway/errors.ts', TYPES]);
    expect(
      offences(
        sources.filter(({ path }) => isIn(path, ADAPTERS)),
        isAllowed,
      ),
    ).toEqual([]);
  });

  test('the widget and the gateway never import each other', () => {
    expect(offences(under('widget'), ({ from }) => !isUnder(from, 'gateway'))).toEqual([]);
    expect(offences(under('gateway'), ({ from }) => !isUnder(from, 'widget'))).toEqual([]);
  });

  test('the widget imports the schema’s types and its own files; what runs in a page needs nothing of Node', () => {
    const isAllowed = ({ from, isOurs, isTypeOnly }: Import) =>
      isOurs ? isUnder(from, 'widget') || (from === TYPES && isTypeOnly) : !from.startsWith('node:');
    expect(offences(under('widget'), isAllowed)).toEqual([]);
  });

  test('stories import the widget', () => {
    const isAllowed = ({ from, isOurs }: Import) => !isOurs || isUnder(from, 'stories', 'widget', 'schema');
    expect(offences(under('stories'), isAllowed)).toEqual([]);
  });

  test('the sandbox imports nothing of ours', () => {
    const isAllowed = ({ from, isOurs }: Import) => !isOurs || isUnder(from, 'gateway/sandbox');
    expect(offences(under('gateway/sandbox'), isAllowed)).toEqual([]);
  });

  test('only main.ts, demo.ts and the sandbox itself know of the sandbox', () => {
    const others = under('gateway').filter(
      ({ path }) => !isUnder(path, 'gateway/sandbox', 'gateway/main.ts', 'gateway/demo.ts'),
    );
    expect(offences(others, ({ from }) => !isUnder(from, 'gateway/sandbox'))).toEqual([]);
  });

  test('errors.ts is a leaf', () => {
    expect(
      offences(under('gateway/errors.ts'), ({ from, isTypeOnly }) => from === TYPES && isTypeOnly),
    ).toEqual([]);
  });
});

describe('In every source', () => {
  const written = sources.filter(({ path }) => !GENERATED.test(path));

  test('nothing but main.ts and the sandbox’s own entry reads the environment', () => {
    const readers = under('gateway')
      .filter(({ text }) => /process\.env/.test(text))
      .map(({ path }) => path);
    expect(
      readers.filter((it) => !isIn(it, ['gateway/main.ts', 'gateway/config.ts', 'gateway/sandbox/main.ts'])),
    ).toEqual([]);
  });

  test('there are 250 lines at most', () => {
    const long = written.filter(({ text }) => text.trimEnd().split('\n').length > 250);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  test('nothing escapes the types: no any, no suppressed error', () => {
    const escape = /@ts-(ignore|expect-error|nocheck)|[:<,|&(]\s*any\b(?!\s*:)|\bas any\b|\bany\[\]/;
    const code = (text: string) =>
      text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$|'[^'\n]*'|`[^`]*`/gm, (it) =>
        it.includes('@ts-') ? it : '',
      );
    expect(written.filter(({ text }) => escape.test(code(text))).map(({ path }) => path)).toEqual([]);
  });

  test('what a file exports has a doc comment', () => {
    // A story's name is its documentation: it is what Storybook shows.
    const documented = written.filter(({ path }) => !path.endsWith('.stories.ts'));
    const undocumented = documented.flatMap(({ path, text }) => {
      const lines = text.split('\n');
      return lines.flatMap((line, index) => {
        const name =
          /^export (?:default )?(?:async )?(?:abstract )?(?:function\*?|const|class|interface|type) (\w+)/.exec(
            line,
          )?.[1];
        const before = lines.slice(0, index).findLast((it) => it.trim() && !it.startsWith('@')) ?? '';
        return name && !before.trimEnd().endsWith('*/') ? [`${path}: ${name}`] : [];
      });
    });
    expect(undocumented).toEqual([]);
  });
});
