import type { Path } from '../domain/path.ts';
import type { Found } from './finding.ts';
import { parametersOf } from './lint-statement.ts';

/** AWS's limits of a parameter's name, and of how many there may be. */
const NAME = /^[ -~]{5,256}$/;
const MOST = 50;

/** What is wrong with the parameters of a path, and with those that its statements use. */
export function lintParameters(path: Pick<Path, 'parameters' | 'statements' | 'setup'>): Found[] {
  const given = path.parameters.map((it) => it.name);
  const used = parametersOf([path.statements, path.setup]);
  return [
    ...lintNames([...new Set([...given, ...used])]),
    ...used
      .filter((it) => !given.includes(it))
      .map((name) =>
        found('parameter-unknown', 'error', `@{${name}} has no value.`, 'Give it under parameters.'),
      ),
    ...given
      .filter((it) => !used.includes(it))
      .map((name) => found('parameter-unused', 'warning', `${name} is used nowhere.`, 'Take it out.')),
    ...(given.length > MOST
      ? [found('parameter-count', 'error', `There are ${given.length} parameters.`, `AWS takes ${MOST}.`)]
      : []),
  ];
}

/** What is wrong with the names of parameters. */
export function lintNames(names: readonly string[]): Found[] {
  return names
    .filter((it) => !NAME.test(it))
    .map((name) =>
      found(
        'parameter-name',
        'error',
        `AWS takes no parameter called ${name}.`,
        'Use 5 to 256 printable ASCII characters.',
      ),
    );
}

function found(rule: string, severity: Found['severity'], message: string, fix: string): Found {
  return { where: 'parameters', rule, severity, message, fix };
}
