import { z } from 'zod';
import { AwsError } from '../aws-error.ts';

const parameter = z.object({
  Type: z.enum(['String', 'Number', 'CommaDelimitedList']),
  Default: z.union([z.string(), z.number()]).transform(String).optional(),
  Description: z.string().optional(),
  AllowedPattern: z.string().refine(isPattern, 'is no regular expression').optional(),
  AllowedValues: z.array(z.union([z.string(), z.number()]).transform(String)).optional(),
  MinLength: z.coerce.number().optional(),
  MaxLength: z.coerce.number().optional(),
  ConstraintDescription: z.string().optional(),
  NoEcho: z.union([z.boolean(), z.string()]).optional(),
});

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
  DependsOn: z
    .union([z.string(), z.array(z.string())])
    .transform((value) => [value].flat())
    .optional(),
});

const template = z.object({
  Description: z.string().optional(),
  Parameters: z.record(z.string(), parameter).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string().regex(/^[a-zA-Z0-9]+$/), resource),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Condition: z.string().optional() }))
    .default({}),
});

/** A CloudFormation template, as far as the sandbox understands it. */
export type Template = z.output<typeof template>;

/** Reads a template. Throws ValidationError (400) for what is none, or has resources of unknown types. */
export function parseTemplate(value: unknown, knowsType: (type: string) => boolean): Template {
  const result = template.safeParse(value);
  if (!result.success) {
    const { path = [], message = '' } = result.error.issues[0] ?? {};
    throw invalid(`Template format error: ${path.join('/')} ${message}`);
  }
  const unknown = Object.values(result.data.Resources).filter((one) => !knowsType(one.Type));
  if (unknown.length === 0) return result.data;
  throw invalid(
    `Template format error: Unrecognized resource types: [${unknown.map((one) => one.Type).join(', ')}]`,
  );
}

/**
 * The values a stack works with: those given, and the defaults. Throws ValidationError (400) for one that is missing,
 * that the template does not have, or that breaks its constraints.
 */
export function parameterValues(parsed: Template, given: Record<string, string>): Record<string, string> {
  const surplus = Object.keys(given).filter((name) => !Object.hasOwn(parsed.Parameters, name));
  if (surplus.length) throw invalid(`Parameters: [${surplus.join(', ')}] do not exist in the template`);
  const values = Object.entries(parsed.Parameters).map(
    ([name, row]) => [name, given[name] ?? row.Default] as const,
  );
  const missing = values.filter(([, value]) => value === undefined).map(([name]) => name);
  if (missing.length) throw invalid(`Parameters: [${missing.join(', ')}] must have values`);
  return Object.fromEntries(values.map(([name, value = '']) => [name, checked(parsed, name, value)]));
}

function checked(parsed: Template, name: string, value: string): string {
  const row = parsed.Parameters[name];
  const { AllowedPattern, AllowedValues, MinLength = 0, MaxLength = Infinity } = row ?? {};
  const fits =
    (AllowedPattern === undefined || new RegExp(`^(?:${AllowedPattern})$`).test(value)) &&
    (AllowedValues?.includes(value) ?? true) &&
    value.length >= MinLength &&
    value.length <= MaxLength &&
    (row?.Type !== 'Number' || (value !== '' && !Number.isNaN(Number(value))));
  if (fits) return value;
  throw invalid(
    `Parameter ${name} failed to satisfy constraint: ${row?.ConstraintDescription ?? 'its value is not allowed'}`,
  );
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
