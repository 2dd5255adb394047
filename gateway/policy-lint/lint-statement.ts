/** A statement as somebody wrote it: nothing is taken for granted but that it is an object. */
export type RawStatement = Readonly<Record<string, unknown>>;

/** A statement, read: lists where one or many may stand. */
export interface LintStatement {
  effect: string;
  actions: string[];
  notActions: string[];
  resources: string[];
  /** `StringEquals` to key to values. */
  condition: Record<string, Record<string, string[]>>;
  /** Its keys, in the order they were written. */
  keys: string[];
  /** Names of the parameters it uses. */
  parameters: string[];
}

/** What a document is for: a delegated session, a boundary of roles, or a role's own policy, which AWS does not review. */
export type DocumentKind = 'temporary' | 'boundary' | 'role';

/** Reads a statement; what is not as it should be comes out empty, and a rule says so. */
export function readStatement(raw: RawStatement): LintStatement {
  return {
    effect: typeof raw['Effect'] === 'string' ? raw['Effect'] : '',
    actions: strings(raw['Action']),
    notActions: strings(raw['NotAction']),
    resources: strings(raw['Resource']),
    condition: readCondition(raw['Condition']),
    keys: Object.keys(raw),
    parameters: parametersOf(raw),
  };
}

/** The names of the parameters that a text, a statement or a whole document uses. */
export function parametersOf(value: unknown): string[] {
  const text = JSON.stringify(value) ?? '';
  const placeholders = [...text.matchAll(/@\{([^}"]*)\}/g)].map((it) => it[1] ?? '');
  const directives = [...text.matchAll(/"@Enabled":"!?([^"]*)"/g)].map((it) => it[1] ?? '');
  return [...new Set([...placeholders, ...directives])];
}

/** Whether a condition of the statement asks for this key to equal something. */
export function requiresEqual({ condition }: LintStatement, key: string): boolean {
  return Object.entries(condition).some(
    ([operator, keys]) => /^(StringEquals|ArnEquals)$/.test(operator) && hasKey(keys, key),
  );
}

/** Whether any condition names one of these keys; a key that ends in a slash stands for all that begin so. */
export function names({ condition }: LintStatement, ...wanted: string[]): boolean {
  return Object.values(condition).some((keys) => wanted.some((key) => hasKey(keys, key)));
}

function hasKey(keys: Record<string, string[]>, wanted: string): boolean {
  const lower = wanted.toLowerCase();
  return Object.keys(keys).some((it) =>
    lower.endsWith('/') ? it.toLowerCase().startsWith(lower) : it.toLowerCase() === lower,
  );
}

function readCondition(raw: unknown): LintStatement['condition'] {
  return mapValues(raw, (keys) => mapValues(keys, strings));
}

function mapValues<T>(raw: unknown, map: (value: unknown) => T): Record<string, T> {
  if (typeof raw !== 'object' || raw === null) return {};
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, map(value)]));
}

function strings(raw: unknown): string[] {
  return [raw].flat().filter((it) => typeof it === 'string');
}
