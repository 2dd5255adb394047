import {
  ConnectConnectedEvent,
  ConnectEndedEvent,
  ConnectFailedEvent,
  ConnectHealthChangeEvent,
  ConnectPhaseChangeEvent,
  ConnectUpgradedEvent,
} from './events.ts';
import type { Grant } from './gateway-client.ts';
import type { GrantController } from './grant-controller.ts';
import { phaseRow } from './phase.ts';
import type { Phase } from './phase.ts';

/** Tells the page what happens. */
export interface PhaseTeller {
  /** Of a change of phase; of a grant's being connected it tells once. */
  phase(controller: GrantController, before: Phase): void;
  /** Of what changes while access goes on. */
  grant(grant: Grant, before: Grant | null): void;
}

/** What tells the page, by events of `target`. */
export function createPhaseTeller(target: EventTarget): PhaseTeller {
  const connected = new Set<string>();
  const tell = (event: Event): boolean => target.dispatchEvent(event);
  return {
    phase({ phase, grant, failure }, before) {
      const grantId = grant?.id ?? null;
      tell(new ConnectPhaseChangeEvent(phase, before, grantId));
      if (phase === 'connected' && grantId && !connected.has(grantId)) {
        connected.add(grantId);
        tell(new ConnectConnectedEvent(grantId));
      }
      if (failure) tell(new ConnectFailedEvent(failure.code, grantId));
      else if (phaseRow(phase).stage === 'over') tell(new ConnectEndedEvent(phase, grantId));
    },
    grant({ id, status, path, health }, before) {
      if (status !== 'ACTIVE' || before?.status !== status || before.id !== id) return;
      if (before.path.id !== path.id) tell(new ConnectUpgradedEvent(id, path.id));
      if (health && health.isDegraded !== before.health?.isDegraded)
        tell(new ConnectHealthChangeEvent(id, health.isDegraded, health.code));
    },
  };
}
