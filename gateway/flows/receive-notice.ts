import type { DelegationNotice } from '../aws/delegation-notice.ts';
import { grantIdOf, remember, workflowIdOf } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { stateReported, tokenReleased } from '../domain/grant-events.ts';
import { GatewayError } from '../errors.ts';
import { changeGrant } from './change-grant.ts';
import type { Ports } from './ports.ts';

/** What the sealed exchange token of a grant is bound to. */
export function tokenContext(grantId: string): string {
  return `${grantId}/exchange-token`;
}

/**
 * Takes in one of AWS's notices, already verified: when this returns it is saved, and may be acknowledged. A repeated
 * one changes nothing. NOTIFICATION_GRANT_UNKNOWN if the request is none of ours.
 */
export async function receiveNotice(
  ports: Ports,
  messageId: string,
  notice: DelegationNotice,
): Promise<void> {
  const id = grantIdOf(notice.workflowId);
  const apply = id ? await preparedChange(ports, id, notice) : undefined;
  const grant =
    id && apply ? await changeGrant(ports, id, (it) => once(it, messageId, notice, apply)) : undefined;
  if (!grant) throw new GatewayError('NOTIFICATION_GRANT_UNKNOWN');
  ports.log.info({ grantId: grant.id, messageId, notice: notice.type, state: notice.state }, 'notice saved');
}

async function preparedChange(
  ports: Ports,
  id: string,
  notice: DelegationNotice,
): Promise<(grant: Grant) => Grant> {
  const at = ports.now();
  if (notice.type === 'StateChange') return (grant) => stateReported(grant, { ...notice, at });
  const { exchangeToken, ...rest } = notice;
  const sealed = await ports.vault.seal(exchangeToken, tokenContext(id));
  return (grant) => tokenReleased(grant, { ...rest, sealed, at });
}

/** A request that another attempt of ours replaced says nothing about the grant: nobody was ever given its link. */
function once(
  grant: Grant,
  messageId: string,
  notice: DelegationNotice,
  apply: (grant: Grant) => Grant,
): Grant {
  if (grant.handledMessageIds.includes(messageId) || notice.workflowId !== workflowIdOf(grant)) return grant;
  return remember(apply(grant), messageId);
}
