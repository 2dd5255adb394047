import { readFileSync } from 'node:fs';

/** What stands in the compose file under one key, at whatever depth: its lines, without their indentation. */
function block(lines: readonly string[], heading: RegExp): string[] {
  const start = lines.findIndex((line) => heading.test(line));
  if (start < 0) throw new Error(`compose.yaml has no line ${heading}`);
  const depth = indentOf(lines[start] ?? '');
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.trim() !== '' && indentOf(line) <= depth);
  return rest.slice(0, end < 0 ? undefined : end).map((line) => line.trim());
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The parts of the compose file that have to agree with others. */
export function readComposeFile(path: string) {
  const lines = readFileSync(path, 'utf8').split('\n');
  const gateway = block(lines, /^x-gateway:/);
  const used = gateway.find((it) => it.startsWith('secrets: ['));
  return {
    /** The gateway's environment, with `${…}` as it is written. */
    environment: pairs(block(lines, /^ {2}environment:/)),
    /** The secrets that the gateway is given. */
    used: used?.slice('secrets: ['.length, -1).split(', ') ?? [],
    /** Every secret with its file. */
    declared: pairs(block(lines, /^secrets:/)).map(
      ([name, value]) => [name, value.replace(/^\{ file: (\S+) \}$/, '$1')] as const,
    ),
    stopGraceSeconds: Number(/^stop_grace_period: (\d+)s$/m.exec(gateway.join('\n'))?.[1]),
  };
}

function pairs(lines: readonly string[]): (readonly [string, string])[] {
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const at = line.indexOf(': ');
      if (at < 0) throw new Error(`compose.yaml: this is no pair: ${line}`);
      return [line.slice(0, at), line.slice(at + 2)] as const;
    });
}
