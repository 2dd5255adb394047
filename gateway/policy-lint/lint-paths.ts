import { policyOf, templateOf } from '../domain/path.ts';
import type { Path, PathStatement } from '../domain/path.ts';
import { renderPolicy } from '../domain/policy-template.ts';
import { lintBoundaryArn } from './boundary-arn.ts';
import { lintDocument } from './document-rules.ts';
import type { LintDocument } from './document-rules.ts';
import type { Finding, Found } from './finding.ts';
import type { RawStatement } from './lint-statement.ts';
import { lintParameters } from './parameter-rules.ts';
import { lintUpgrades } from './upgrade-rules.ts';

/**
 * What AWS would refuse, or send back, in the paths of a configuration ("Policy evaluation guidelines" and "Policy
 * templates", IAM User Guide), and what can never work. Empty where all is well.
 */
export function lintPaths(paths: readonly Path[]): Finding[] {
  return paths.flatMap((path) => lintPath(path, paths).map((it) => ({ pathId: path.id, ...it })));
}

function lintPath(path: Path, paths: readonly Path[]): Found[] {
  const parameters = lintParameters(path);
  const isComplete = parameters.every((it) => it.rule !== 'parameter-unknown');
  return [
    ...parameters,
    ...documentsOf(path, isComplete).flatMap(lintDocument),
    ...boundaryOf(path),
    ...lintUpgrades(path, paths),
  ];
}

/** What is granted, and for a role by delegation what makes it. Only a complete template can be rendered. */
function documentsOf(path: Path, isComplete: boolean): LintDocument[] {
  const granted = {
    ...listed('statements', path.statements),
    kind: path.kind === 'TEMPORARY' ? ('temporary' as const) : ('role' as const),
    rendered: isComplete ? policyOf(path) : undefined,
  };
  if (path.kind !== 'ROLE_BY_DELEGATION') return [granted];
  const rendered = isComplete ? renderPolicy(templateOf(path), path.parameters) : undefined;
  return [granted, { ...listed('setup', path.setup ?? []), kind: 'temporary', rendered }];
}

function listed(where: string, statements: readonly PathStatement[]) {
  const raw: RawStatement[] = statements.map((it) => ({ ...it.statement }));
  return { where, statements: raw, whereOf: (index: number) => `${where}[${index}].statement` };
}

function boundaryOf({ kind, permissionsBoundaryArn: arn }: Path): Found[] {
  const where = 'permissionsBoundaryArn';
  if (arn !== undefined) return lintBoundaryArn(arn, where);
  if (kind !== 'ROLE_BY_DELEGATION') return [];
  const message = 'A role that a delegated session makes needs a permissions boundary.';
  return [
    {
      where,
      rule: 'boundary-missing',
      severity: 'error',
      message,
      fix: 'Give the ARN of the boundary that AWS registered.',
    },
  ];
}
