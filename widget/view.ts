import type { Path, Session } from './gateway-client.ts';
import type { Facts } from './messages.ts';
import type { Phase } from './phase.ts';

/** A panel that stands before a phase's own until the customer decides. */
export type Panel = 'upgrade' | 'disconnect' | 'hand-off';

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
  /** Opens a panel, or with null goes back to the phase's own. */
  show(panel: Panel | null): void;
  /** Back to the grant that goes on beside this one. */
  showBefore(): void;
  upgrade(): void;
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
  /** The lasting path to which it can be upgraded now; null for none. */
  lasting: Path | null;
  /** Whether renewing is worth offering: access is nearly over, not as agreed, or the page wants it. */
  isRenewalDue: boolean;
  /** The grant that goes on beside this one; null for none. */
  before: string | null;
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
