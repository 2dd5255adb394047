import { endGrant } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { GatewayError } from '../errors.ts';
import { maySee } from './caller.ts';
import type { Caller } from './caller.ts';
import { changeGrant } from './change-grant.ts';
import type { Ports } from './ports.ts';

/** Ends a pending grant; one that is cancelled already stays so. GRANT_NOT_PENDING carries the grant as its subject. */
export async function cancelGrant(ports: Ports, caller: Caller, id: string): Promise<Grant> {
  const grant = await changeGrant(ports, id, (it) =>
    maySee(caller, it) && (it.status === 'PENDING' || it.status === 'INVITED')
      ? endGrant(it, 'CANCELLED', ports.now())
      : it,
  );
  if (!grant || !maySee(caller, grant)) throw new GatewayError('GRANT_NOT_FOUND');
  if (grant.status !== 'CANCELLED')
    throw new GatewayError(
      'GRANT_NOT_PENDING',
      `The grant is ${grant.status}; only a pending one can be cancelled.`,
      {
        subject: grant,
      },
    );
  return grant;
}
