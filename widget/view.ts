import type { Path, Session } from './gateway-client.ts';
import type { Facts } from './messages.ts';
import type { Phase } from './phase.ts';

/** A panel that stands before a phase's own until the customer decides. */
export type Panel = 'upgrade' | 'extend' | 'disconnect' | 'hand-off';

/** What a customer typed, and whether it cannot be used. */
export interface Typed {
  text: string;
  isWrong: boolean;
}

/** What a customer picked, typed and opened; nothing of it is known to the gateway yet. */
export interface Drafts {
  pathId: string | null;
  region: string | null;
  account: Typed;
  role: Typed;
  panel: Panel | null;
  /** The path that the panel is about; null for the first that is offered. */
  targetId: string | null;
  copied: 'no' | 'yes' | 'failed';
}

/** What a customer can do in a panel. */
export interface Handlers {
  pickPath(pathId: string): void;
  pickRegion(region: string): void;
  typeAccount(text: string): void;
  typeRole(text: string): void;
  /** Opens AWS for the chosen path. */
  proceed(): void;
  /** Back to the button. */
  dismiss(): void;
  cancel(): void;
  /** Asks once more: for the access there was, or by the same path. */
  askAgain(): void;
  chooseOther(): void;
  /** Goes on after a problem with the session. */
  retry(): void;
  copy(text: string): Promise<void>;
  /** Opens a panel, or with null goes back to the phase's own; `targetId` is the path that it is about. */
  show(panel: Panel | null, targetId?: string): void;
  /** Shows another grant: the one that goes on beside this one, or what is added to it. */
  showGrant(id: string): void;
  upgrade(pathId: string): void;
  /** Opens AWS to ask for what this path has, beside what is there. */
  extend(pathId: string): void;
  end(): void;
  submitRole(): void;
}

/** All that a panel shows: a value, made anew for each drawing. */
export interface View extends Drafts {
  phase: Phase;
  facts: Facts;
  session: Session | null;
  /** The path that is chosen, or was; null where it is not offered any more. */
  path: Path | null;
  /** The lasting paths to which it can be upgraded now. */
  upgrades: readonly Path[];
  /** The paths that can be added to it now. */
  features: readonly Path[];
  /** Whether renewing is worth offering: access is nearly over, not as agreed, or the page wants it. */
  isRenewalDue: boolean;
  /** The grant that goes on beside this one; null for none. */
  before: string | null;
  /** Whether that one stays, since this one only asks for more. */
  isExtension: boolean;
  /** Whether the page is about its one grant, so that nothing more can be asked for in it. */
  isSingle: boolean;
  /** Whether the page settled the path, so that there is none to choose. */
  isPathFixed: boolean;
  /** Where the customer goes on in AWS, if that is known and safe to open. */
  link: string | null;
  /** Whether the browser (or the page) kept the tab closed. */
  isBlocked: boolean;
  offlineSince: Date | null;
  /** A sentence about something that went wrong beside the grant's own life; null for nothing. */
  problem: string | null;
  on: Handlers;
}
