import { AwsError } from './aws-error.ts';
import type { Fault } from './books.ts';
import { pause, type World } from './world.ts';

/** Takes the fault that the next call of this action (`*`: of any) is to meet, and waits out its delay, unless it comes after; undefined: none is set. */
export async function meetFault(world: World, action: string): Promise<Fault | undefined> {
  const { faults } = world.books.pages;
  const fault = faults.find((one) => one.action === action || one.action === '*');
  if (!fault) return undefined;
  fault.times -= 1;
  if (fault.times <= 0) faults.splice(faults.indexOf(fault), 1);
  world.books.changed();
  if (fault.latencyMs && !fault.after) await pause(world, fault.latencyMs);
  return fault;
}

/** Throws the fault's error, if it has one; waits out the delay of one that comes after the call. */
export async function raiseFault(world: World, fault: Fault): Promise<void> {
  if (fault.latencyMs && fault.after) await pause(world, fault.latencyMs);
  if (fault.code) throw new AwsError(fault.code, `${fault.action} was told to fail`, fault.status);
}
