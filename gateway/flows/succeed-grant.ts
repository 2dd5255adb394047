import { unplan } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { ended } from '../domain/role-events.ts';
import { changeGrant } from './change-grant.ts';
import { cleanUpInstructions } from './end-grant.ts';
import type { Ports } from './ports.ts';

/** Ends the grant that this one renews: the new access is there, so the old is not needed. */
export async function succeedGrant(ports: Ports, grant: Grant): Promise<void> {
  const { preceding } = grant;
  if (preceding)
    await changeGrant(ports, preceding.id, (it) =>
      it.status === 'ACTIVE' ? ended(it, cleanUpInstructions(it), ports.now()) : it,
    );
  await changeGrant(ports, grant.id, (it) => unplan(it, 'SUCCEED'));
}
