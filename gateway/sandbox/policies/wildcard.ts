/** Whether the text fits a pattern in which `*` is any text and `?` any one character. Linear, whatever the pattern. */
export function fitsWildcard(pattern: string, text: string): boolean {
  let [p, t, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      [star, mark] = [p, t];
      p += 1;
    } else if (pattern[p] === '?' || pattern[p] === text[t]) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      mark += 1;
      [p, t] = [star + 1, mark];
    } else return false;
  }
  return /^\**$/.test(pattern.slice(p));
}

/** As `fitsWildcard`, but no wildcard reaches over one of an ARN's first five colons. */
export function fitsArn(pattern: string, arn: string): boolean {
  const [patterns, parts] = [segments(pattern), segments(arn)];
  return patterns.length === parts.length && patterns.every((one, i) => fitsWildcard(one, parts[i] ?? ''));
}

function segments(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
