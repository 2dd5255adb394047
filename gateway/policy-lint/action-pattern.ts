/** Whether an action of a policy (`iam:Create*`) covers an action (`iam:CreateRole`); IAM minds no case. */
export function covers(pattern: string, action: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'is').test(action);
}

/** `iam` of `iam:CreateRole`. */
export function serviceOf(action: string): string {
  return (action.split(':')[0] ?? '').toLowerCase();
}

/** Whether it stands for more than one action. */
export function hasWildcard(action: string): boolean {
  return /[*?]/.test(action);
}

/** Those of the known actions that any of the patterns covers. */
export function coveredBy(patterns: readonly string[], actions: readonly string[]): string[] {
  return actions.filter((action) => patterns.some((it) => covers(it, action)));
}
