import { readFileSync } from 'node:fs';
import { invalidConfig } from './config-text.ts';

type Environment = Record<string, string | undefined>;

/**
 * The environment with what lies in files: `X_FILE=/run/secrets/x` gives the setting X that file's text, without the
 * line's end. CONFIG_INVALID where a file cannot be read, or a setting is given both ways.
 */
export function withFiles(environment: Environment, names: readonly string[]): Environment {
  const named = names.flatMap((name) => {
    const file = environment[`${name}_FILE`];
    return file ? [{ name, file }] : [];
  });
  const twice = named.filter(({ name }) => environment[name]);
  if (twice.length) throw invalidConfig(twice.map(({ name }) => `${name} and ${name}_FILE are both set`));
  return { ...environment, ...Object.fromEntries(named.map(({ name, file }) => [name, textOf(name, file)])) };
}

function textOf(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch {
    throw invalidConfig([`${name}_FILE names ${file}, which cannot be read`]);
  }
}
