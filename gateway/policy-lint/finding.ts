/** What stands against a template. An error is refused by AWS or can never work; a warning is sent back in its review. */
export interface Finding {
  /** The path's id, or the file's name. */
  pathId: string;
  /** The place in that JSON: `setup[2].statement.Action`. */
  where: string;
  rule: string;
  message: string;
  /** What to do, in a sentence. */
  fix: string;
  severity: 'error' | 'warning';
}

/** A finding before it is known where its document lies. */
export type Found = Pick<Finding, 'where' | 'rule' | 'message' | 'fix' | 'severity'>;

/** The findings as a person reads them: one place, what is wrong there, and the way out. */
export function printFindings(findings: readonly Finding[]): string {
  const lines = findings.map(
    ({ pathId, where, rule, message, fix, severity }) =>
      `${severity.padEnd(7)} ${pathId}: ${where} (${rule})\n        ${message}\n        ${fix}`,
  );
  const errors = findings.filter((it) => it.severity === 'error').length;
  const count = `${errors} ${errors === 1 ? 'error' : 'errors'}, ${findings.length - errors} warnings.`;
  return [...lines, count].join('\n');
}
