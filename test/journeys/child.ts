import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** A process that was started, and all that it has written. */
export interface Child {
  /** Standard output and standard error, as they came. */
  output(): string;
  /** Resolves with what the pattern's first group caught, as soon as the output holds it; rejects if it ends before, or in time does not. */
  says(pattern: RegExp): Promise<string>;
  /** Sends the signal. */
  signal(signal: 'SIGTERM'): void;
  /** Resolves with the code it ended with; -1 where a signal ended it. */
  exit: Promise<number>;
  /** Sends the signal and resolves when the process is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** How long a process may take to say that it is ready, milliseconds: long on a machine with much else to do. */
const READY_DEADLINE_MS = 90_000;

const alive = new Set<ChildProcess>();
process.on('exit', () => alive.forEach((child) => child.kill('SIGKILL')));

/** Starts one of this project's TypeScript programs under the very Node that runs this. */
export function startChild(args: string[], env: Record<string, string>): Child {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let isGone = false;
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exit = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? -1)));
  void gone.then(() => (isGone = true));
  alive.add(child);
  child.once('close', () => alive.delete(child));
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return {
    output: () => output,
    async says(pattern) {
      const deadline = Date.now() + READY_DEADLINE_MS;
      for (;;) {
        const match = pattern.exec(output);
        if (match) return match[1] ?? match[0];
        if (isGone || Date.now() > deadline)
          throw new Error(
            `${args.join(' ')} did not say ${pattern}${isGone ? ' before it ended' : ''}:\n${output}`,
          );
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    signal: (signal) => void child.kill(signal),
    exit,
    end(signal) {
      child.kill(signal);
      return gone;
    },
  };
}
