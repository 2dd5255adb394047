import { proceedWithStacks } from './cloudformation/stacks.ts';
import { expireDue } from './delegation-requests.ts';
import { tamperDue } from './roles/tampering.ts';
import type { World } from './world.ts';

/** Does everything whose time has come; resolves when the notices of it were attempted. */
export async function doWhatIsDue(world: World): Promise<void> {
  tamperDue(world);
  proceedWithStacks(world);
  await expireDue(world);
}
