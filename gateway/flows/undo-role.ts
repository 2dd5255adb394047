import type { CustomerAccount } from '../aws/aws.ts';
import { GRANT_TAG, POLICY_NAME } from '../domain/customer-role.ts';
import { plan, unplan } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { undone } from '../domain/role-events.ts';
import { GatewayError } from '../errors.ts';
import { backoff } from './backoff.ts';
import { changeGrant } from './change-grant.ts';
import type { Ports } from './ports.ts';
import { delegatedAccount } from './provision-role.ts';
import { roleContext } from './role-context.ts';

/** How often AWS may be out of reach before a person is told what to delete. */
const TRIES = 8;

/** Takes back what was made of a role that cannot be finished; where AWS does not let us any more, says what is left. */
export async function undoRole(ports: Ports, grant: Grant): Promise<void> {
  if (!grant.provisioning?.undoing) {
    await changeGrant(ports, grant.id, (it) => unplan(it, 'UNDO'));
    return;
  }
  try {
    const account = await delegatedAccount(ports, grant);
    await takeBack(ports, grant, account);
    await changeGrant(ports, grant.id, (it) => undone(it, ports.now()));
  } catch (error) {
    await putOff(ports, grant, error);
  }
}

async function takeBack(ports: Ports, grant: Grant, account: CustomerAccount): Promise<void> {
  const name = grant.provisioning?.roleName ?? '';
  const role = await account.getRole(name);
  if (role?.tags[GRANT_TAG] === grant.id) {
    await account.deleteRolePolicy(name, POLICY_NAME);
    await account.deleteRole(name);
  }
  if (grant.provisioning?.makesProvider) await account.deleteOidcProvider(roleContext(ports, grant).trusted.providerArn);
}

async function putOff(ports: Ports, grant: Grant, error: unknown): Promise<void> {
  const at = ports.now();
  const isRetryable = error instanceof GatewayError && error.row.retryable;
  ports.log.warn({ grantId: grant.id, err: error }, 'role not taken back yet');
  await changeGrant(ports, grant.id, (it) => {
    const attempts = (it.due.find(({ kind }) => kind === 'UNDO')?.attempts ?? 0) + 1;
    if (isRetryable && attempts < TRIES) return plan(it, 'UNDO', at + backoff(attempts), attempts);
    return undone(it, at, it.provisioning?.done.includes('CREATE_ROLE') ? [`Delete the role ${it.role?.arn}.`] : []);
  });
}
