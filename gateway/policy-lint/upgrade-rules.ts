import type { Path } from '../domain/path.ts';
import { covers } from './action-pattern.ts';
import { deniedBy } from './document-rules.ts';
import type { Found } from './finding.ts';
import { readStatement } from './lint-statement.ts';

const WHERE = 'upgradesTo';
const RULE = 'upgrade-possible';

/** Whether a grant of this path can become one of each path it lists: by then the session can do what its template says, no more. */
export function lintUpgrades(path: Path, paths: readonly Path[]): Found[] {
  return (path.upgradesTo ?? []).flatMap((id) => {
    const target = paths.find((it) => it.id === id);
    if (!target) return [fault(`There is no path ${id}.`, 'List the ids of lasting paths.')];
    if (target.kind === 'TEMPORARY')
      return [fault(`${id} is temporary itself.`, 'List the ids of lasting paths.')];
    return target.kind === 'ROLE_BY_DELEGATION' ? lintPair(path, target) : [];
  });
}

function lintPair(path: Path, target: Path): Found[] {
  const own = path.statements.map((it) => readStatement({ ...it.statement }));
  const setup = (target.setup ?? []).map((it) => readStatement({ ...it.statement }));
  const needed = setup.filter((it) => it.effect === 'Allow').flatMap((it) => it.actions);
  const allowed = own.filter((it) => it.effect === 'Allow').flatMap((it) => it.actions);
  const denied = deniedBy(own, needed);
  const lacking = needed.filter((it) => !allowed.some((pattern) => covers(pattern, it)));
  return [
    ...(denied.length
      ? [
          fault(
            `${target.id} needs ${denied.join(', ')}, which this path’s template denies.`,
            'Narrow the denial: an explicit Deny always wins.',
          ),
        ]
      : []),
    ...(lacking.length
      ? [
          fault(
            `${target.id} needs ${lacking.join(', ')}, which this path’s template does not allow.`,
            `Add the setup statements of ${target.id}.`,
          ),
        ]
      : []),
  ];
}

function fault(message: string, fix: string): Found {
  return { where: WHERE, rule: RULE, severity: 'error', message, fix };
}
