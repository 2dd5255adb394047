import { parseRoleArn } from '../domain/customer-role.ts';
import type { Grant } from '../domain/grant.ts';
import { roleSubmitted } from '../domain/role-events.ts';
import { GatewayError } from '../errors.ts';
import { maySee } from './caller.ts';
import type { Caller } from './caller.ts';
import { changeGrant } from './change-grant.ts';
import type { Ports } from './ports.ts';

/** Takes the ARN of a role that a person pastes; the role is proved before anything comes of it. */
export async function submitRole(ports: Ports, caller: Caller, id: string, roleArn: string): Promise<Grant> {
  const parsed = parseRoleArn(roleArn);
  if (!parsed)
    throw new GatewayError(
      'INVALID_INPUT',
      'roleArn: this is not the ARN of a role (arn:aws:iam::123456789012:role/name).',
      {
        field: 'roleArn',
      },
    );
  const grant = await changeGrant(ports, id, (it) =>
    maySee(caller, it) && it.status === 'PENDING' && it.pathKind === 'ROLE_BY_CLOUDFORMATION'
      ? roleSubmitted(it, roleArn, parsed.accountId, ports.now())
      : it,
  );
  if (!grant || !maySee(caller, grant)) throw new GatewayError('GRANT_NOT_FOUND');
  if (grant.role?.arn === roleArn) return grant;
  throw new GatewayError('GRANT_NOT_PENDING', `The grant is ${grant.status} and takes no role.`, {
    subject: grant,
  });
}
