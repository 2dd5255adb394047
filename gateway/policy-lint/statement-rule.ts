import type { Found } from './finding.ts';
import { readStatement } from './lint-statement.ts';
import type { DocumentKind, LintStatement, RawStatement } from './lint-statement.ts';

/** What is wrong in a statement: at which of its keys (none: the whole of it), and the way out. */
export interface StatementFault {
  at: string;
  message: string;
  fix: string;
}

/** A rule about one statement, and the kinds of document in which it holds. */
export interface StatementRule {
  rule: string;
  severity: Found['severity'];
  kinds: readonly DocumentKind[];
  check: (statement: LintStatement) => StatementFault[];
}

/** What the rules find in a statement that lies at `where` in its JSON. */
export function lintStatement(
  rules: readonly StatementRule[],
  raw: RawStatement,
  { kind, where }: { kind: DocumentKind; where: string },
): Found[] {
  const statement = readStatement(raw);
  return rules
    .filter((it) => it.kinds.includes(kind))
    .flatMap(({ rule, severity, check }) =>
      check(statement).map(({ at, message, fix }) => ({
        where: at ? `${where}.${at}` : where,
        rule,
        severity,
        message,
        fix,
      })),
    );
}
