import { z } from 'zod';
import { AwsError } from './aws-error.ts';
import type { Caller } from './caller.ts';
import type { XmlValue } from './wire.ts';
import type { World } from './world.ts';

/** One call, its input already checked. */
export interface Call<Input> {
  world: World;
  caller: Caller;
  input: Input;
}

/** What stands in the Result element; undefined: there is no such element. */
type Output = XmlValue | undefined;

/** An API operation: takes the decoded input, gives its output. */
export interface Operation {
  perform(
    world: World,
    caller: Caller,
    input: Record<string, unknown>,
    gone?: AbortSignal,
  ): Output | Promise<Output>;
  /** Anybody may call it without a signature. */
  unsigned?: boolean;
}

/** Binds the constraints of an operation's input to what it does. */
export function operation<Shape extends z.ZodType>(
  shape: Shape,
  run: (call: Call<z.output<Shape>>) => Output | void,
): Operation {
  return {
    perform: (world, caller, input) => run({ world, caller, input: checkInput(shape, input) }) ?? undefined,
  };
}

/** As `operation`, for one that waits; `gone` fires when whoever called has hung up. */
export function waitingOperation<Shape extends z.ZodType>(
  shape: Shape,
  run: (call: Call<z.output<Shape>> & { gone?: AbortSignal }) => Promise<Output>,
): Operation {
  return {
    perform: async (world, caller, input, gone) =>
      run({ world, caller, input: checkInput(shape, input), gone }),
  };
}

/** As `operation`, for one that needs no signature and has to wait for something. */
export function unsignedOperation<Shape extends z.ZodType>(
  shape: Shape,
  run: (call: Call<z.output<Shape>>) => Promise<Output>,
): Operation {
  return {
    unsigned: true,
    perform: async (world, caller, input) => run({ world, caller, input: checkInput(shape, input) }),
  };
}

/** Throws ValidationError (400) naming every field that breaks its constraint. */
export function checkInput<Shape extends z.ZodType>(shape: Shape, input: unknown): z.output<Shape> {
  const result = shape.safeParse(input);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    (issue) => `Value at '${issue.path.join('.')}' failed to satisfy constraint: ${issue.message}`,
  );
  const errors = problems.length === 1 ? 'error' : 'errors';
  throw new AwsError(
    'ValidationError',
    `${problems.length} validation ${errors} detected: ${problems.join('; ')}`,
  );
}

/** `true` or `false` on the wire. */
export const wireBoolean = z.enum(['true', 'false']).transform((text) => text === 'true');

/** A whole number on the wire, within these bounds. */
export function wireInteger(min: number, max: number) {
  return z
    .string()
    .regex(/^-?\d{1,15}$/, 'Member must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min).max(max));
}

/** A list on the wire; an empty one comes as an empty text. */
export function wireList<Item extends z.ZodType>(item: Item, max: number) {
  return z.preprocess((value) => (value === '' ? [] : value), z.array(item).max(max));
}
