import type { DueKind, Grant } from '../domain/grant.ts';
import { expired, lapsed } from '../domain/grant-events.ts';
import { changeGrant } from './change-grant.ts';
import { exchangeToken } from './exchange-token.ts';
import type { Ports } from './ports.ts';
import { requestDelegation } from './request-delegation.ts';

/** What is done when its time has come. */
const WORK = {
  REQUEST: (ports, grant) => requestDelegation(ports, grant.id),
  EXCHANGE: (ports, grant) => exchangeToken(ports, grant),
  LAPSE: (ports, grant) => changeGrant(ports, grant.id, (it) => lapsed(it, ports.now())),
  EXPIRE: (ports, grant) => changeGrant(ports, grant.id, (it) => expired(it, ports.now())),
} satisfies Record<DueKind, (ports: Ports, grant: Grant) => Promise<unknown>>;

/** Does the work of a claimed grant that is most overdue; what remains is claimed again. */
export async function doDueWork(ports: Ports, grant: Grant): Promise<void> {
  const now = ports.now();
  const [first] = grant.due.filter((it) => it.at <= now).sort((a, b) => a.at - b.at);
  if (first) await WORK[first.kind](ports, grant);
}
