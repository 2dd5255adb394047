import type { Due, DueKind, Grant } from '../domain/grant.ts';
import { expired, lapsed } from '../domain/grant-events.ts';
import { answerStack } from './answer-stack.ts';
import { changeGrant } from './change-grant.ts';
import { confirmGone } from './confirm-gone.ts';
import { exchangeToken } from './exchange-token.ts';
import type { Ports } from './ports.ts';
import { probeGrant } from './probe-grant.ts';
import { provisionRole } from './provision-role.ts';
import { requestDelegation } from './request-delegation.ts';
import { succeedGrant } from './succeed-grant.ts';
import { undoRole } from './undo-role.ts';
import { verifyRole } from './verify-role.ts';

/** What is done when its time has come. */
const WORK = {
  REQUEST: (ports, grant) => requestDelegation(ports, grant.id),
  EXCHANGE: (ports, grant) => exchangeToken(ports, grant),
  LAPSE: (ports, grant) => changeGrant(ports, grant.id, (it) => lapsed(it, ports.now())),
  EXPIRE: (ports, grant) => changeGrant(ports, grant.id, (it) => expired(it, ports.now())),
  PROVISION: (ports, grant) => provisionRole(ports, grant),
  UNDO: (ports, grant) => undoRole(ports, grant),
  VERIFY: (ports, grant) => verifyRole(ports, grant),
  ANSWER: (ports, grant) => answerStack(ports, grant),
  PROBE: (ports, grant) => probeGrant(ports, grant),
  CONFIRM_GONE: (ports, grant) => confirmGone(ports, grant),
  SUCCEED: (ports, grant) => succeedGrant(ports, grant),
  DELIVER: (ports, grant) => ports.announce?.(grant) ?? Promise.resolve(),
} satisfies Record<DueKind, (ports: Ports, grant: Grant) => Promise<unknown>>;

/**
 * Does the work of a claimed grant that is most overdue; what remains is claimed again. Telling the partner comes last:
 * a webhook endpoint that is down holds back nothing.
 */
export async function doDueWork(ports: Ports, grant: Grant): Promise<void> {
  const now = ports.now();
  const overdue = grant.due.filter((it) => it.at <= now);
  const [first] = overdue.sort((a, b) => Number(isDelivery(a)) - Number(isDelivery(b)) || a.at - b.at);
  if (first) await WORK[first.kind](ports, grant);
}

function isDelivery({ kind }: Due): boolean {
  return kind === 'DELIVER';
}
