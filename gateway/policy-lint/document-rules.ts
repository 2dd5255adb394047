import type { Found } from './finding.ts';
import { FORM_RULES } from './form-rules.ts';
import { IAM_RULES } from './iam-rules.ts';
import { coveredBy } from './action-pattern.ts';
import { parametersOf, readStatement } from './lint-statement.ts';
import type { DocumentKind, LintStatement, RawStatement } from './lint-statement.ts';
import { REACH_RULES } from './reach-rules.ts';
import { lintStatement } from './statement-rule.ts';

/** How long a document may be once it is rendered and written without spaces, characters; IAM counts so. */
export const LARGEST = { temporary: 2048, boundary: 6144, role: 10_240 } as const satisfies Record<
  DocumentKind,
  number
>;

/** A document under test, and where its statements lie. */
export interface LintDocument {
  kind: DocumentKind;
  statements: readonly RawStatement[];
  /** Where statement n lies in the JSON: `setup[2].statement`. */
  whereOf: (index: number) => string;
  /** Where the document lies. */
  where: string;
  /** As it is once rendered, for its size; as it stands where left out. */
  rendered?: object;
}

/** Everything the rules find in one document. */
export function lintDocument(document: LintDocument): Found[] {
  const { kind, statements, whereOf } = document;
  const rules = [...FORM_RULES, ...REACH_RULES, ...IAM_RULES];
  return [
    ...statements.flatMap((it, index) => lintStatement(rules, it, { kind, where: whereOf(index) })),
    ...contradictions(document),
    ...size(document),
    ...(kind === 'boundary' ? placeholders(document) : []),
  ];
}

/** What one statement allows and another forbids whatever the circumstances. */
function contradictions({ statements, whereOf }: LintDocument): Found[] {
  const read = statements.map(readStatement);
  return read.flatMap((statement, index) => {
    const denied = statement.effect === 'Allow' ? deniedBy(read, statement.actions) : [];
    if (!denied.length) return [];
    const message = `${denied.join(', ')} is allowed here and denied by another statement: the denial wins.`;
    const where = `${whereOf(index)}.Action`;
    return [
      {
        where,
        rule: 'allowed-and-denied',
        severity: 'warning' as const,
        message,
        fix: 'Take out one of the two.',
      },
    ];
  });
}

/** Those of the actions that a statement denies on every resource, without a condition. */
export function deniedBy(statements: readonly LintStatement[], actions: readonly string[]): string[] {
  const denials = statements.filter(
    (it) => it.effect === 'Deny' && it.resources.includes('*') && !Object.keys(it.condition).length,
  );
  return actions.filter((action) =>
    denials.some(
      (it) =>
        coveredBy(it.actions, [action]).length > 0 ||
        (it.notActions.length > 0 && coveredBy(it.notActions, [action]).length === 0),
    ),
  );
}

function size({ kind, statements, rendered, where }: LintDocument): Found[] {
  const document = rendered ?? { Version: '2012-10-17', Statement: statements };
  const { length } = JSON.stringify(document);
  if (length <= LARGEST[kind]) return [];
  const message = `The policy has ${length} characters without spaces; ${LARGEST[kind]} are taken.`;
  return [
    {
      where,
      rule: 'size',
      severity: 'error',
      message,
      fix: 'Take out what is not needed, or join statements.',
    },
  ];
}

function placeholders({ statements, where }: LintDocument): Found[] {
  return parametersOf(statements).map((name) => ({
    where,
    rule: 'boundary-without-parameters',
    severity: 'error',
    message: `The boundary uses @{${name}}; one boundary is shared by all customers.`,
    fix: 'Write the value, or a wildcard.',
  }));
}
