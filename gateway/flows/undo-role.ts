import type { CustomerAccount, SeenRole } from '../aws/aws.ts';
import { GRANT_TAG, POLICY_NAME } from '../domain/customer-role.ts';
import type { Provisioning } from '../domain/customer-role.ts';
import { plan, unplan } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { stepsOf, undone } from '../domain/role-events.ts';
import { GatewayError } from '../errors.ts';
import { backoff } from './backoff.ts';
import { changeGrant } from './change-grant.ts';
import { mayTryAgain } from './may-try-again.ts';
import { passOnProvider } from './pass-on-provider.ts';
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
    if (await takeBack(ports, grant, account))
      await changeGrant(ports, grant.id, (it) => undone(it, ports.now()));
  } catch (error) {
    await putOff(ports, grant, error);
  }
}

/** Takes back the role, then the provider, even if the role could not be; false: go on with the next claim. */
async function takeBack(ports: Ports, grant: Grant, account: CustomerAccount): Promise<boolean> {
  const { providerArn } = roleContext(ports, grant).trusted;
  try {
    if (!(await takeRoleBack(ports, grant, account))) return false;
  } catch (error) {
    if (!(error instanceof GatewayError) || error.row.retryable) throw error;
    if (await takeProviderBack(ports, grant, account, providerArn))
      await note(ports, grant.id, { makesProvider: false });
    throw error;
  }
  await takeProviderBack(ports, grant, account, providerArn);
  return true;
}

/** Written down before it is deleted: of a role that is gone IAM knows no path, and does not let us look. */
async function takeRoleBack(ports: Ports, grant: Grant, account: CustomerAccount): Promise<boolean> {
  const role = await ownRole(grant, account);
  if (!role) return true;
  if (!grant.provisioning?.takingBack) {
    await note(ports, grant.id, { takingBack: true });
    return false;
  }
  const name = grant.provisioning.roleName;
  const boundary = roleContext(ports, grant).path.permissionsBoundaryArn;
  // Policies of a role without its boundary are not ours to touch.
  if (boundary && role.permissionsBoundaryArn !== boundary) await account.putRoleBoundary(name, boundary);
  await account.deleteRolePolicy(name, POLICY_NAME);
  await account.deleteRole(name);
  return true;
}

async function ownRole({ id, provisioning }: Grant, account: CustomerAccount): Promise<SeenRole | undefined> {
  const { undoing, takingBack, done = [], roleName = '' } = provisioning ?? {};
  if (undoing === 'ROLE_TAKEN') return undefined;
  const role = await account.getRole(roleName).catch((error: unknown) => {
    const isRefused = error instanceof GatewayError && error.code === 'PROVISIONING_REFUSED';
    if (isRefused && (takingBack || !done.includes('CREATE_ROLE'))) return undefined;
    throw error;
  });
  return role?.tags[GRANT_TAG] === id ? role : undefined;
}

async function takeProviderBack(
  ports: Ports,
  grant: Grant,
  account: CustomerAccount,
  arn: string,
): Promise<boolean> {
  if (!grant.provisioning?.makesProvider) return false;
  if (!(await passOnProvider(ports, grant))) await account.deleteOidcProvider(arn);
  return true;
}

async function note(ports: Ports, id: string, change: Partial<Provisioning>): Promise<void> {
  await changeGrant(ports, id, (it) =>
    it.provisioning ? { ...it, provisioning: { ...it.provisioning, ...change } } : it,
  );
}

async function putOff(ports: Ports, grant: Grant, error: unknown): Promise<void> {
  const at = ports.now();
  ports.log.warn({ grantId: grant.id, err: error }, 'role not taken back yet');
  await changeGrant(ports, grant.id, (it) => {
    const attempts = (it.due.find(({ kind }) => kind === 'UNDO')?.attempts ?? 0) + 1;
    const isOpen = error instanceof GatewayError && mayTryAgain(error, attempts) && attempts < TRIES;
    if (isOpen) return plan(it, 'UNDO', at + backoff(attempts), attempts);
    return undone(it, at, leftBehind(it, ports.identityTokens.issuer));
  });
}

/** What may be left: the role from the step on that makes it, unless it is a stranger's. */
function leftBehind(grant: Grant, issuer: string): string[] {
  const { done = [], roleName = '', makesProvider, undoing } = grant.provisioning ?? {};
  const mayBe = stepsOf(grant).find((it) => !done.includes(it)) === 'CREATE_ROLE' && undoing !== 'ROLE_TAKEN';
  const role = `the role ${roleName} in IAM: its inline policy first, then the role.`;
  return [
    ...(done.includes('CREATE_ROLE') ? [`Delete ${role}`] : mayBe ? [`If it is there, delete ${role}`] : []),
    ...(makesProvider ? [`If no other role uses it, delete the identity provider ${issuer} in IAM.`] : []),
  ];
}
