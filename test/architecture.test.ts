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
      isIn(path, [
        'gateway/aws/sdk.ts',
        'gateway/aws/sdk-customer-account.ts',
        'gateway/aws/stack-answer.ts',
        'gateway/aws/aws-errors.ts',
        'gateway/aws/topic.ts',
        'gateway/aws/sqs.ts',
        'gateway/aws/sdk-messaging.ts',
        'gateway/aws/setup-errors.ts',
      ]),
  );
const PORTS = [
  'gateway/store/store.ts',
  'gateway/vault/vault.ts',
  'gateway/aws/aws.ts',
  'gateway/aws/queue.ts',
  'gateway/aws/messaging.ts',
];
const ERROR_FILES = ['errors', 'error-registry', 'error-row', 'role-errors'].map((it) => `gateway/${it}.ts`);
const TYPES = 'schema/types.generated.ts';
const GENERATED = /\.generated\.ts$/;
const ENTRIES = ['gateway/main.ts', 'gateway/start.ts', 'gateway/demo.ts'];
const SERVICE = ['gateway/gateway.ts', 'gateway/worker.ts', 'gateway/live.ts', 'gateway/rewrapping.ts'];
const EDGES = [...ENTRIES, ...SERVICE, 'gateway/config.ts'];

/** A rule of the import table: what these sources may import. */
interface Rule {
  claim: string;
  of: () => Source[];
  isAllowed: (it: Import, source: Source) => boolean;
}

const isTypes = ({ from, isTypeOnly }: Import) => from === TYPES && isTypeOnly;
const isSealed = ({ from, isTypeOnly, names }: Import) =>
  from === 'gateway/vault/vault.ts' && isTypeOnly && names === '{ Sealed }';

const RULES: Rule[] = [
  { claim: 'the schema imports nothing of ours', of: () => under('schema'), isAllowed: (it) => !it.isOurs },
  {
    claim: 'the domain imports the schema’s types, what a sealed secret is, and node:crypto',
    of: () => under('gateway/domain'),
    isAllowed: (it) =>
      isUnder(it.from, 'gateway/domain') || isTypes(it) || isSealed(it) || it.from === 'node:crypto',
  },
  {
    claim: 'ports import the domain and the schema’s types, as types',
    of: () => under(...PORTS),
    isAllowed: (it) => isTypes(it) || (it.isTypeOnly && isUnder(it.from, 'gateway/domain')),
  },
  {
    claim: 'flows import no adapter, nothing of HTTP, no driver',
    of: () => under('gateway/flows'),
    isAllowed: ({ from, isOurs, isTypeOnly }) =>
      isOurs
        ? !isIn(from, [...ADAPTERS, ...EDGES]) && !isUnder(from, 'gateway/http', 'gateway/sandbox')
        : isIn(from, ['zod', 'node:crypto']) || (from === 'pino' && isTypeOnly),
  },
  {
    claim: 'the service imports flows, ports and the domain, and nothing of HTTP',
    of: () => under(...SERVICE),
    isAllowed: ({ from }) =>
      isUnder(from, 'gateway/flows', 'gateway/domain') ||
      isIn(from, [...PORTS, ...SERVICE, 'gateway/errors.ts']) ||
      isIn(from, ['gateway/aws/delegation-notice.ts', 'gateway/aws/stack-request.ts']),
  },
  {
    claim: 'HTTP reaches the store, the vault and AWS by the service alone',
    of: () => under('gateway/http'),
    isAllowed: ({ from, isTypeOnly }) =>
      !isIn(from, ADAPTERS) && (!isIn(from, PORTS) || isTypeOnly) && !isUnder(from, 'gateway/sandbox'),
  },
  {
    claim: 'only start.ts names an adapter; demo.ts too, to set up the sandbox',
    of: () => under('gateway').filter(({ path }) => !isIn(path, [...ENTRIES, ...ADAPTERS])),
    isAllowed: ({ from }) => !isIn(from, ADAPTERS),
  },
  {
    claim: 'an adapter imports its own port and folder, what it stores, errors, and its driver',
    of: () => under(...ADAPTERS),
    isAllowed: ({ from, isOurs }, { path }) =>
      !isOurs || isUnder(from, dirname(path), 'gateway/domain') || isIn(from, ['gateway/errors.ts', TYPES]),
  },
  {
    claim: 'the widget imports the schema’s types and its own files, and nothing of Node or the gateway',
    of: () => under('widget'),
    isAllowed: (it) => (it.isOurs ? isUnder(it.from, 'widget') || isTypes(it) : !it.from.startsWith('node:')),
  },
  {
    claim: 'the gateway imports nothing of the widget',
    of: () => under('gateway'),
    isAllowed: ({ from }) => !isUnder(from, 'widget', 'stories'),
  },
  {
    claim: 'stories import the widget',
    of: () => under('stories'),
    isAllowed: ({ from, isOurs }) => !isOurs || isUnder(from, 'stories', 'widget', 'schema'),
  },
  {
    claim: 'the sandbox imports nothing of ours',
    of: () => under('gateway/sandbox'),
    isAllowed: ({ from, isOurs }) => !isOurs || isUnder(from, 'gateway/sandbox'),
  },
  {
    claim: 'only main.ts and demo.ts know of the sandbox',
    of: () => under('gateway').filter(({ path }) => !isUnder(path, 'gateway/sandbox', ...ENTRIES)),
    isAllowed: ({ from }) => !isUnder(from, 'gateway/sandbox'),
  },
  {
    claim: 'observers see the store’s port and the domain, and change no grant’s outcome',
    of: () => under('gateway/observers'),
    isAllowed: ({ from, isOurs, isTypeOnly }) =>
      !isOurs ||
      isUnder(from, 'gateway/observers', 'gateway/domain') ||
      from === 'gateway/errors.ts' ||
      (from === 'gateway/store/store.ts' && isTypeOnly),
  },
  {
    claim: 'the credentials package imports the schema’s types and its own files, and nothing else at all',
    of: () => under('gateway/credentials'),
    isAllowed: (it) => isUnder(it.from, 'gateway/credentials') || isTypes(it),
  },
  {
    claim: 'the rules for policies import the domain',
    of: () => under('gateway/policy-lint'),
    isAllowed: ({ from, isOurs, isTypeOnly }) =>
      isOurs
        ? isUnder(from, 'gateway/policy-lint', 'gateway/domain') || from === 'gateway/errors.ts'
        : from === 'pino' && isTypeOnly,
  },
  {
    claim: 'errors.ts and its registry are leaves',
    of: () => under(...ERROR_FILES),
    isAllowed: (it) => isTypes(it) || isIn(it.from, ERROR_FILES),
  },
];

describe('Who imports whom:', () => {
  test('the sources are found, and their imports', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(300);
    expect(ADAPTERS.length).toBeGreaterThan(4);
    const { imports } = sourceAt('gateway/store/embedded.ts');
    expect(imports).toContainEqual(
      expect.objectContaining({ from: 'gateway/store/store.ts', isOurs: true, isTypeOnly: true }),
    );
  });

  test('start.ts names adapters, and the rules can see it', () => {
    const named = offences(under('gateway/start.ts'), ({ from }) => !isIn(from, ADAPTERS));
    expect(named.length).toBeGreaterThanOrEqual(3);
  });

  test.each(RULES)('$claim', ({ of, isAllowed }) => {
    expect(offences(of(), isAllowed)).toEqual([]);
  });
});

/** The text without its comments and strings, but for what turns the type checker off. */
function codeIn(text: string): string {
  const words = /\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$|'[^'\n]*'|`[^`]*`/gm;
  return text.replace(words, (it) => (it.includes('@ts-') ? it : ''));
}

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
    expect(written.filter(({ text }) => escape.test(codeIn(text))).map(({ path }) => path)).toEqual([]);
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
