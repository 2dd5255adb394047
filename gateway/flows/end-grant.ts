import { parseRoleArn } from '../domain/customer-role.ts';
import type { Grant } from '../domain/grant.ts';
import { ended } from '../domain/role-events.ts';
import { GatewayError } from '../errors.ts';
import { maySee } from './caller.ts';
import type { Caller } from './caller.ts';
import { changeGrant } from './change-grant.ts';
import { extensionsOf } from './find-grants.ts';
import type { Ports } from './ports.ts';

/** Ends an active grant: no more credentials; says what is left to delete in AWS. One that has ended already stays so. */
export async function stopGrant(ports: Ports, caller: Caller, id: string): Promise<Grant> {
  const beside = await whatStaysBeside(ports, id);
  const grant = await changeGrant(ports, id, (it) =>
    maySee(caller, it) && it.status === 'ACTIVE'
      ? ended(it, [...cleanUpInstructions(it), ...beside], ports.now())
      : it,
  );
  if (!grant || !maySee(caller, grant)) throw new GatewayError('GRANT_NOT_FOUND');
  if (grant.status === 'ENDED') return grant;
  throw new GatewayError(
    'GRANT_NOT_ACTIVE',
    `The grant is ${grant.status}; only an active one can be ended.`,
    {
      subject: grant,
    },
  );
}

/** Features do not end with the grant beside which they were asked for. */
async function whatStaysBeside(ports: Ports, id: string): Promise<string[]> {
  const grant = await ports.store.get(id);
  const extensions = grant ? await extensionsOf(ports, grant) : [];
  return extensions
    .filter((it) => it.status === 'ACTIVE')
    .map(({ id, pathId }) => {
      const title = ports.partner.paths.find((it) => it.id === pathId)?.title ?? pathId;
      return `${title} stays connected (${id}): end it as well if it is no longer wanted.`;
    });
}

/** What is left in the customer's account, in the order in which to delete it. */
export function cleanUpInstructions({ role, trust, expiresAt, upgradingTo }: Grant): string[] {
  if (!role || upgradingTo)
    return expiresAt === undefined
      ? []
      : [
          'To end sessions that are under way, choose Revoke access under Temporary delegation requests in the IAM console.',
        ];
  if (role.stackId) return [`Delete the CloudFormation stack ${role.stackId}; it takes the role with it.`];
  const name = parseRoleArn(role.arn)?.name ?? role.arn;
  const provider = 'If no other role uses it, delete the identity provider that the role trusts, too.';
  return [
    `Delete the role ${name} in IAM: its inline policy first, then the role.`,
    ...(trust === 'OIDC' ? [provider] : []),
  ];
}
