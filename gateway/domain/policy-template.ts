/** A value for a `@{name}` of a policy template; a `stringList` makes one resource of each value. */
export interface PolicyParameter {
  name: string;
  type: 'string' | 'stringList';
  values: string[];
}

/** A statement of a policy template, as registered with AWS. */
export interface PolicyStatement {
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
  /** Keeps the statement while this parameter is `True` (or is not, after `!`); AWS takes the line out. */
  '@Enabled'?: string;
}

/** A policy template or a rendered policy. */
export interface PolicyDocument {
  Version: '2012-10-17';
  Statement: PolicyStatement[];
}

/** The policy as AWS renders it for one request ("Policy templates", IAM User Guide). */
export function renderPolicy(
  template: PolicyDocument,
  parameters: readonly PolicyParameter[],
): PolicyDocument {
  const values = new Map(parameters.map((it) => [it.name, it]));
  const statements = template.Statement.filter((it) => isEnabled(it, values));
  return { ...template, Statement: statements.map((it) => renderStatement(it, values)) };
}

/** Whether a statement stays when the template is rendered with these parameters. */
export function isEnabled(statement: PolicyStatement, values: ReadonlyMap<string, PolicyParameter>): boolean {
  const directive = statement['@Enabled'];
  if (!directive) return true;
  const isOn = values.get(directive.replace(/^!/, ''))?.values[0] === 'True';
  return directive.startsWith('!') ? !isOn : isOn;
}

function renderStatement(
  statement: PolicyStatement,
  values: ReadonlyMap<string, PolicyParameter>,
): PolicyStatement {
  const { '@Enabled': _directive, ...rest } = statement;
  const resources = [rest.Resource].flat().flatMap((it) => expand(it, values));
  const [only] = resources;
  const Resource = resources.length === 1 && only !== undefined ? only : resources;
  const Condition = rest.Condition && mapStrings(rest.Condition, (it) => expand(it, values)[0] ?? it);
  return { ...rest, Resource, ...(Condition ? { Condition } : {}) };
}

function expand(text: string, values: ReadonlyMap<string, PolicyParameter>): string[] {
  const name = /@\{([^}]+)\}/.exec(text)?.[1];
  if (name === undefined) return [text];
  const given = values.get(name);
  if (!given)
    throw new RangeError(`The policy template wants a parameter ${name} that the path does not give.`);
  return given.values.flatMap((value) =>
    expand(
      text.replaceAll(`@{${name}}`, () => value),
      values,
    ),
  );
}

function mapStrings<T>(value: T, map: (text: string) => string): T {
  return JSON.parse(JSON.stringify(value), (_key, it: unknown) =>
    typeof it === 'string' ? map(it) : it,
  ) as T;
}
