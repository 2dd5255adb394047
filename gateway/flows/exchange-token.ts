import { endGrant, plan, record, unplan } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { exchanged } from '../domain/grant-events.ts';
import { provisioningStarted } from '../domain/role-events.ts';
import { asGatewayError, GatewayError } from '../errors.ts';
import { backoff } from './backoff.ts';
import { changeGrant } from './change-grant.ts';
import { mayTryAgain } from './may-try-again.ts';
import { roleNameFor } from './new-grant.ts';
import type { Ports } from './ports.ts';
import { tokenContext } from './receive-notice.ts';

/** Trades the grant's token and proves the session by GetCallerIdentity; then the grant is ACTIVE. The credentials are let go. */
export async function exchangeToken(ports: Ports, grant: Grant): Promise<void> {
  if (grant.status !== 'PENDING' || !grant.token) {
    await changeGrant(ports, grant.id, (it) => unplan(it, 'EXCHANGE'));
    return;
  }
  try {
    const { sealed, expiresAt } = grant.token;
    const token = await ports.vault.open(sealed, tokenContext(grant.id));
    const { credentials } = await ports.aws.exchangeToken(token);
    const { accountId, arn } = await ports.aws.callerIdentity(credentials);
    if (grant.pathKind === 'ROLE_BY_DELEGATION') {
      await beginProvisioning(ports, grant, accountId);
      return;
    }
    const event = { accountId, assumedPrincipal: arn, expiresAt, at: ports.now() };
    await changeGrant(ports, grant.id, (it) => exchanged(it, event));
  } catch (error) {
    await putOff(ports, grant, error);
  }
}

async function beginProvisioning(ports: Ports, grant: Grant, accountId: string): Promise<void> {
  const path = ports.partner.paths.find((it) => it.id === grant.pathId);
  if (!path?.role)
    throw new GatewayError('PATH_UNAVAILABLE', `The path ${grant.pathId} makes no role (any more).`);
  const name = roleNameFor(path);
  await changeGrant(ports, grant.id, (it) => {
    const wanted = it.requestedAccountId ?? it.accountId ?? accountId;
    if (wanted !== accountId) return endGrant(it, 'FAILED', ports.now(), 'ACCOUNT_MISMATCH');
    return provisioningStarted({ ...it, accountId }, name, ports.now());
  });
}

async function putOff(ports: Ports, grant: Grant, error: unknown): Promise<void> {
  const known = asGatewayError(error);
  const at = ports.now();
  ports.log.warn({ grantId: grant.id, code: known.code, err: known }, 'exchange not done');
  await changeGrant(ports, grant.id, (it) => {
    const due = it.due.find(({ kind }) => kind === 'EXCHANGE');
    if (it.status !== 'PENDING' || !due || !it.token) return it;
    const attempts = due.attempts + 1;
    if (!mayTryAgain(known, attempts)) return endGrant(it, 'FAILED', at, known.code);
    if (at >= it.token.expiresAt) return endGrant(it, 'FAILED', at, 'EXCHANGE_TOKEN_EXPIRED');
    const noted = record(it, { at, type: 'EXCHANGE_RETRIED', code: known.code });
    return plan(noted, 'EXCHANGE', at + backoff(attempts), attempts);
  });
}
