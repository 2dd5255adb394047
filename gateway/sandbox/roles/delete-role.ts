import { AwsError } from '../aws-error.ts';
import type { World } from '../world.ts';
import type { Role } from './role.ts';
import { dropRole } from './roles.ts';

/** Deletes a role on which nothing hangs any more. Throws DeleteConflict. */
export function deleteRole(world: World, role: Role): void {
  if (role.attached.length) throw conflict('must detach all policies first.');
  if (Object.keys(role.policies).length) throw conflict('must delete policies first.');
  dropRole(world, role);
}

function conflict(words: string): AwsError {
  return new AwsError('DeleteConflict', `Cannot delete entity, ${words}`);
}
