import { AwsError } from './aws-error.ts';
import type { PolicyParameter } from './books.ts';

/** A template with its values filled in. */
export interface RenderedPolicy {
  /** Minified JSON, at most 2,048 characters. */
  policy: string;
  /** Every permissions boundary the policy insists on for the roles it lets someone create. */
  boundaryArns: string[];
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const maxPolicyLength = 2_048;
const placeholder = /@\{([^}]*)\}/g;

/**
 * Fills a policy template. Throws InvalidInput for a parameter that is missing, given twice, not in the template
 * or of the wrong type, and for a policy that comes out too long. Source: IAM User Guide, "Policy templates".
 */
export function renderPolicyTemplate(document: unknown, parameters: PolicyParameter[]): RenderedPolicy {
  const values = new Values(parameters);
  const rendered = renderDocument(asJson(document), values);
  values.assertAllUsed();
  const policy = JSON.stringify(rendered);
  if (policy.length > maxPolicyLength) {
    throw new AwsError(
      'InvalidInput',
      `The rendered policy has ${policy.length} characters; at most ${maxPolicyLength} are allowed`,
    );
  }
  return { policy, boundaryArns: [...new Set(boundariesIn(rendered))] };
}

/** The parameters of a request by name, which know whether the template asked for them. */
class Values {
  readonly #byName = new Map<string, PolicyParameter>();
  readonly #used = new Set<string>();

  constructor(parameters: PolicyParameter[]) {
    for (const one of parameters) this.#add(one);
  }

  #add(parameter: PolicyParameter): void {
    const { Name, Type, Values } = parameter;
    if (this.#byName.has(Name)) throw new AwsError('InvalidInput', `Parameter ${Name} is given twice`);
    if (Type === 'string' && Values.length !== 1) {
      throw new AwsError('InvalidInput', `Parameter ${Name} is a string and needs exactly one value`);
    }
    this.#byName.set(Name, parameter);
  }

  get(name: string): PolicyParameter {
    const found = this.#byName.get(name);
    if (!found) throw new AwsError('InvalidInput', `The template needs the parameter ${name}`);
    this.#used.add(name);
    return found;
  }

  assertAllUsed(): void {
    const surplus = [...this.#byName.keys()].filter((name) => !this.#used.has(name));
    if (surplus.length)
      throw new AwsError('InvalidInput', `The template has no parameter ${surplus.join(', ')}`);
  }
}

function asJson(document: unknown): { [key: string]: Json } {
  const parsed: unknown = typeof document === 'string' ? JSON.parse(document) : document;
  return structuredClone(parsed) as { [key: string]: Json };
}

function renderDocument(document: { [key: string]: Json }, values: Values): Json {
  const statements = [document.Statement ?? []].flat();
  const kept = statements.filter((one) => isEnabled(one, values)).map((one) => renderValue(one, values));
  return { ...document, Statement: kept };
}

function isEnabled(statement: Json, values: Values): boolean {
  if (!isObject(statement)) return true;
  const directive = statement['@Enabled'];
  delete statement['@Enabled'];
  if (typeof directive !== 'string') return true;
  const negated = directive.startsWith('!');
  const isTrue = values.get(negated ? directive.slice(1) : directive).Values[0] === 'True';
  if (isTrue === negated) touchParameters(statement, values);
  return isTrue !== negated;
}

/** A parameter used only in a statement that is switched off still belongs to the template. */
function touchParameters(statement: Json, values: Values): void {
  for (const match of JSON.stringify(statement).matchAll(placeholder)) values.get(match[1] ?? '');
}

function renderValue(value: Json, values: Values): Json {
  if (typeof value === 'string') return oneOrMany(expand(value, values));
  if (Array.isArray(value)) return value.flatMap((item) => renderValue(item, values));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [expand(key, values)[0] ?? key, renderValue(part, values)]),
  );
}

function oneOrMany(texts: string[]): Json {
  return texts.length === 1 ? (texts[0] ?? '') : texts;
}

/** A text with lists in it becomes one text for each combination of their values. */
function expand(text: string, values: Values): string[] {
  const names = [...new Set([...text.matchAll(placeholder)].map((match) => match[1] ?? ''))];
  return names.reduce(
    (texts, name) =>
      values.get(name).Values.flatMap((value) => texts.map((one) => one.replaceAll(`@{${name}}`, value))),
    [text],
  );
}

function boundariesIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(boundariesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key.toLowerCase() === 'iam:permissionsboundary' ? [part].flat().map(String) : boundariesIn(part),
  );
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
