import type { CustomerAccount } from '../aws/aws.ts';
import type { ProvisioningStep } from '../../schema/types.generated.ts';
import { GRANT_TAG, OIDC_AUDIENCE, POLICY_NAME, rolePolicy, trustPolicy } from '../domain/customer-role.ts';
import { plan, record, unplan } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { provisioningFailed, stepDone, stepsOf } from '../domain/role-events.ts';
import { asGatewayError, GatewayError } from '../errors.ts';
import { backoff } from './backoff.ts';
import { changeGrant } from './change-grant.ts';
import { mayTryAgain } from './may-try-again.ts';
import type { Ports } from './ports.ts';
import { tokenContext } from './receive-notice.ts';
import { roleContext } from './role-context.ts';
import type { RoleContext } from './role-context.ts';

/** What a step has at hand. */
interface StepTools {
  ports: Ports;
  grant: Grant;
  account: CustomerAccount;
  context: RoleContext;
}

/** Each step may have been done before by a process that did not live to say so: doing it again changes nothing. */
const STEP_WORK = {
  CREATE_OIDC_PROVIDER: async ({ ports, grant, account, context }) => {
    const { providerArn } = context.trusted;
    if (await account.hasOidcProvider(providerArn)) return true;
    if (!grant.provisioning?.makesProvider) return noteProvider(ports, grant.id);
    await account.createOidcProvider(ports.identityTokens.issuer, OIDC_AUDIENCE);
    return true;
  },
  CREATE_ROLE: async ({ ports, grant, account, context }) => {
    const name = grant.provisioning?.roleName ?? '';
    const made = await account.createRole({
      name,
      path: context.plan.rolePath,
      trustPolicy: trustPolicy(context.plan, context.trusted),
      permissionsBoundaryArn: context.path.permissionsBoundaryArn,
      maxSessionSeconds: context.plan.maxSessionSeconds,
      description: `Access for ${ports.partner.name}.`,
      tags: { [GRANT_TAG]: grant.id },
    });
    if (made === 'TAKEN' && !(await isOurs(grant, account))) throw new GatewayError('ROLE_TAKEN');
    return true;
  },
  ATTACH_POLICIES: async ({ grant, account, context }) => {
    const name = grant.provisioning?.roleName ?? '';
    await account.putRolePolicy(name, POLICY_NAME, rolePolicy(context.path, name));
    return true;
  },
} satisfies Partial<Record<ProvisioningStep, (tools: StepTools) => Promise<boolean>>>;

/** A role that we may not even look at lies elsewhere: it is a stranger's. */
async function isOurs(grant: Grant, account: CustomerAccount): Promise<boolean> {
  const role = await account.getRole(grant.provisioning?.roleName ?? '').catch((error: unknown) => {
    if (error instanceof GatewayError && error.code === 'PROVISIONING_REFUSED') return undefined;
    throw error;
  });
  return role?.tags[GRANT_TAG] === grant.id;
}

/** Written down before it is made, so that a provider of ours is never taken for one that was there; made by the next claim. */
async function noteProvider(ports: Ports, id: string): Promise<false> {
  await changeGrant(ports, id, (it) =>
    it.provisioning ? { ...it, provisioning: { ...it.provisioning, makesProvider: true } } : it,
  );
  return false;
}

/** Does one step of making the role with the delegated session. One a claim: a save gives the claim back. */
export async function provisionRole(ports: Ports, grant: Grant): Promise<void> {
  if (!grant.provisioning || grant.provisioning.undoing || !grant.token) {
    await changeGrant(ports, grant.id, (it) => unplan(it, 'PROVISION'));
    return;
  }
  try {
    const account = await delegatedAccount(ports, grant);
    const context = roleContext(ports, grant);
    const step = nextStep(grant);
    if (step && !(await STEP_WORK[step]({ ports, grant, account, context }))) return;
    const role = step === 'CREATE_ROLE' ? { arn: context.roleArn } : undefined;
    await changeGrant(ports, grant.id, (it) =>
      step ? stepDone(it, step, ports.now(), role) : unplan(it, 'PROVISION'),
    );
  } catch (error) {
    await putOff(ports, grant, error);
  }
}

function nextStep({ provisioning, ...grant }: Grant): keyof typeof STEP_WORK | undefined {
  return stepsOf(grant).find((it) => it in STEP_WORK && !provisioning?.done.includes(it)) as
    keyof typeof STEP_WORK | undefined;
}

/** The customer's account through the delegated session; a session that is over cannot make anything. */
export async function delegatedAccount(ports: Ports, grant: Grant): Promise<CustomerAccount> {
  if (!grant.token || grant.token.expiresAt <= ports.now()) throw new GatewayError('SESSION_ENDED');
  const token = await ports.vault.open(grant.token.sealed, tokenContext(grant.id));
  const { credentials } = await ports.aws.exchangeToken(token);
  return ports.aws.customerAccount(credentials);
}

async function putOff(ports: Ports, grant: Grant, error: unknown): Promise<void> {
  const known = asGatewayError(error);
  const at = ports.now();
  const isOver = (grant.token?.expiresAt ?? 0) <= at;
  ports.log.warn({ grantId: grant.id, code: known.code, err: known }, 'role not made yet');
  await changeGrant(ports, grant.id, (it) => {
    const due = it.due.find(({ kind }) => kind === 'PROVISION');
    if (!due) return it;
    if (isOver) return provisioningFailed(it, 'SESSION_ENDED', at);
    const attempts = due.attempts + 1;
    if (!mayTryAgain(known, attempts)) return provisioningFailed(it, known.code, at);
    const noted = record(it, { at, type: 'PROVISIONING_RETRIED', code: known.code });
    return plan(noted, 'PROVISION', at + backoff(attempts), attempts);
  });
}
