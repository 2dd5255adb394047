import {
  ConnectConnectedEvent,
  ConnectEndedEvent,
  ConnectFailedEvent,
  ConnectPhaseChangeEvent,
} from './events.ts';
import type { GrantController } from './grant-controller.ts';
import { phaseRow } from './phase.ts';
import type { Phase } from './phase.ts';

/** Returns what tells the page of a change of phase; of a grant's being connected it tells once. */
export function createPhaseTeller(target: EventTarget): (controller: GrantController, before: Phase) => void {
  const connected = new Set<string>();
  return ({ phase, grant, failure }, before) => {
    const grantId = grant?.id ?? null;
    target.dispatchEvent(new ConnectPhaseChangeEvent(phase, before, grantId));
    if (phase === 'connected' && grantId && !connected.has(grantId)) {
      connected.add(grantId);
      target.dispatchEvent(new ConnectConnectedEvent(grantId));
    }
    if (failure) target.dispatchEvent(new ConnectFailedEvent(failure.code, grantId));
    else if (phaseRow(phase).stage === 'over') target.dispatchEvent(new ConnectEndedEvent(phase, grantId));
  };
}
