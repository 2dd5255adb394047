import { AwsError } from '../aws-error.ts';
import type { Template } from './template.ts';

/** What a template's functions may refer to. */
export interface Scope {
  template: Template;
  parameters: Record<string, string>;
  /** `AWS::AccountId` and the like. */
  pseudo: Record<string, string>;
  /** The resource's `Ref` and attributes; undefined: it is not there (yet). */
  resource(logicalId: string): { physicalId: string; attributes: Record<string, string> } | undefined;
}

/** Stands for `AWS::NoValue`: what holds it is left out. */
const noValue = Symbol('AWS::NoValue');
type Value = unknown;
type Function = (argument: Value, scope: Scope) => Value;

/** Source: CloudFormation User Guide, "Intrinsic function reference". */
const functions: Record<string, Function> = {
  Ref: (name, scope) => refer(String(name), scope),
  'Fn::GetAtt': (argument, scope) => attribute(argument, scope),
  'Fn::Sub': (argument, scope) => substitute(argument, scope),
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = listOf(argument).map((one) => evaluate(one, scope));
    return listOf(parts).map(String).join(String(separator));
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = listOf(argument).map((one) => String(evaluate(one, scope)));
    return (text ?? '').split(separator ?? '');
  },
  'Fn::Select': (argument, scope) => {
    const [index, list] = listOf(argument).map((one) => evaluate(one, scope));
    return listOf(list)[Number(index)] ?? refuse('Fn::Select finds nothing there');
  },
  'Fn::If': (argument, scope) => {
    const [name, yes, no] = listOf(argument);
    return evaluate(conditionHolds(String(name), scope) ? yes : no, scope);
  },
};

const conditions: Record<string, (argument: Value, scope: Scope) => boolean> = {
  'Fn::Equals': (argument, scope) => {
    const [a, b] = listOf(argument).map((one) => String(evaluate(one, scope)));
    return a === b;
  },
  'Fn::Not': (argument, scope) => !isTrue(listOf(argument)[0], scope),
  'Fn::And': (argument, scope) => listOf(argument).every((one) => isTrue(one, scope)),
  'Fn::Or': (argument, scope) => listOf(argument).some((one) => isTrue(one, scope)),
  Condition: (name, scope) => conditionHolds(String(name), scope),
};

/** A value of a template with all its functions worked out. Throws ValidationError for what refers to nothing. */
export function resolve(value: unknown, scope: Scope): unknown {
  const resolved = evaluate(value, scope);
  return resolved === noValue ? undefined : resolved;
}

/** Whether a named condition of the template holds. Throws ValidationError when there is no such condition. */
export function conditionHolds(name: string, scope: Scope): boolean {
  const { Conditions } = scope.template;
  if (!Object.hasOwn(Conditions, name)) return refuse(`Unresolved condition dependency ${name}`);
  return isTrue(Conditions[name], scope);
}

function isTrue(value: Value, scope: Scope): boolean {
  const [name = '', argument] = onlyEntry(value) ?? [];
  const condition = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
  return condition ? condition(argument, scope) : refuse(`${name} is no condition function`);
}

function evaluate(value: Value, scope: Scope): Value {
  if (Array.isArray(value)) return value.map((one) => evaluate(one, scope)).filter((one) => one !== noValue);
  if (typeof value !== 'object' || value === null) return value;
  const [name = '', argument] = onlyEntry(value) ?? [];
  if (Object.hasOwn(functions, name)) return functions[name]?.(argument, scope);
  if (name.startsWith('Fn::')) return refuse(`The sandbox knows no function ${name}`);
  const entries = Object.entries(value).map(([key, part]) => [key, evaluate(part, scope)] as const);
  return Object.fromEntries(entries.filter(([, part]) => part !== noValue));
}

function refer(name: string, { template, parameters, pseudo, resource }: Scope): Value {
  if (name === 'AWS::NoValue') return noValue;
  if (Object.hasOwn(pseudo, name)) return pseudo[name];
  if (Object.hasOwn(parameters, name)) {
    const isList = template.Parameters[name]?.Type === 'CommaDelimitedList';
    return isList ? parameters[name]?.split(',').map((one) => one.trim()) : parameters[name];
  }
  return resource(name)?.physicalId ?? refuse(`Unresolved resource dependencies [${name}] in the template`);
}

function attribute(argument: Value, { resource }: Scope): Value {
  const [name = '', ...rest] =
    typeof argument === 'string' ? argument.split('.') : listOf(argument).map(String);
  const key = rest.join('.');
  return resource(name)?.attributes[key] ?? refuse(`Requested attribute ${key} does not exist on ${name}`);
}

function substitute(argument: Value, scope: Scope): Value {
  const [text, own = {}] = Array.isArray(argument) ? argument : [argument];
  const values: Record<string, unknown> = Object(evaluate(own, scope));
  return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_all, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(values, name)) return String(values[name]);
    return String(name.includes('.') ? attribute(name, scope) : refer(name, scope));
  });
}

/** The name and the argument of `{ "Fn::…": argument }`; undefined for any other value. */
function onlyEntry(value: Value): [string, Value] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value);
  return entries.length === 1 ? entries[0] : undefined;
}

function listOf(value: Value): Value[] {
  return Array.isArray(value) ? value : refuse('A function of the template needs a list');
}

function refuse(message: string): never {
  throw new AwsError('ValidationError', `Template error: ${message}`);
}
