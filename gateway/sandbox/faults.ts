import { AwsError } from './aws-error.ts';
import { pause, type World } from './world.ts';

/** A failure that the next calls of an action are to meet. */
export interface Fault {
  action: string;
  code?: string;
  message?: string;
  status?: number;
  times: number;
  latencyMs?: number;
  /** Perform the call, then answer with the failure. */
  after?: boolean;
}

/** Counts a call of this action and performs it, unless it meets a fault that comes before; throws the fault's error. */
export async function performCall<T>(
  world: World,
  action: string,
  perform: () => T | Promise<T>,
): Promise<T> {
  const { calls } = world.books.pages;
  calls[action] = (calls[action] ?? 0) + 1;
  world.books.changed();
  const fault = takeFault(world, action);
  if (!fault) return perform();
  if (!fault.after) await raise(world, fault);
  const output = await perform();
  if (fault.after) await raise(world, fault);
  return output;
}

/** The fault that the next call of this action (`*`: of any) is to meet; undefined: none is set. */
function takeFault(world: World, action: string): Fault | undefined {
  const { faults } = world.books.pages;
  const fault = faults.find((one) => one.action === action || one.action === '*');
  if (!fault) return undefined;
  fault.times -= 1;
  if (fault.times <= 0) faults.splice(faults.indexOf(fault), 1);
  world.books.changed();
  return fault;
}

async function raise(world: World, { action, code, message, status, latencyMs }: Fault): Promise<void> {
  if (latencyMs) await pause(world, latencyMs);
  if (code) throw new AwsError(code, message ?? `${action} was told to fail`, status);
}
