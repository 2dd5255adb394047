import { readFileSync } from 'node:fs';

/** One instruction of a Dockerfile. */
export interface Instruction {
  name: string;
  rest: string;
  /** The stage it belongs to: its name, or its place. */
  stage: string;
}

/** The instructions of a Dockerfile, in order. */
export function readDockerfile(path: string): Instruction[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  let stage = '';
  return lines.flatMap((line) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const [, name = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    if (!name) throw new Error(`The Dockerfile has a line that is no instruction: ${line}`);
    if (name === 'FROM') stage = / AS (\S+)$/.exec(rest)?.[1] ?? 'last';
    return [{ name, rest, stage }];
  });
}

/** What COPY takes from where: the stage (undefined: the context), the sources, the target. */
export function copyOf({ rest }: Instruction) {
  const words = rest.split(' ');
  const from = words.find((it) => it.startsWith('--from='))?.slice('--from='.length);
  const paths = words.filter((it) => !it.startsWith('--'));
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
}

/** The words of an instruction in exec form. */
export function wordsOf(rest: string): string[] {
  return JSON.parse(rest.slice(rest.indexOf('['))) as string[];
}
