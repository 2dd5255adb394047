import type { Path, Session } from './gateway-client.ts';
import type { Facts } from './messages.ts';
import type { Phase } from './phase.ts';

/** What a customer can do in a panel. */
export interface Handlers {
  pickPath(pathId: string): void;
  typeAccount(text: string): void;
  /** Opens AWS for the chosen path. */
  proceed(): void;
  /** Back to the button. */
  dismiss(): void;
  cancel(): void;
  /** Asks once more by the same path. */
  askAgain(): void;
  chooseOther(): void;
  /** Goes on after a problem with the session. */
  retry(): void;
  copy(link: string): Promise<void>;
}

/** All that a panel shows: a value, made anew for each drawing. */
export interface View {
  phase: Phase;
  facts: Facts;
  session: Session | null;
  /** The path that is chosen, or was; null where it is not offered any more. */
  path: Path | null;
  /** Whether the page settled the path, so that there is none to choose. */
  isPathFixed: boolean;
  /** Where the customer approves, if that is known and safe to open. */
  link: string | null;
  /** Whether the browser (or the page) kept the tab closed. */
  isBlocked: boolean;
  copied: 'no' | 'yes' | 'failed';
  account: { text: string; isWrong: boolean };
  offlineSince: Date | null;
  /** A sentence about something that went wrong beside the grant's own life; null for nothing. */
  problem: string | null;
  on: Handlers;
}
