import type { Path } from '../domain/path.ts';

/** What a command that only reads the configuration is given. */
export interface CommandContext {
  /** What was typed after its name. */
  args: readonly string[];
  environment: Record<string, string | undefined>;
  /** The configured paths. */
  paths(): readonly Path[];
  stdout(text: string): void;
  stderr(text: string): void;
}

/** A command that prints something and ends. Gives the exit code. */
export type Command = (context: CommandContext) => Promise<number>;
