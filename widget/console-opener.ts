import type { GrantController } from './grant-controller.ts';
import { labels } from './labels.ts';
import { openConsoleTab } from './opening-page.ts';
import type { ConsoleTab, OpeningMode } from './opening-page.ts';
import { givenLink, safeLink } from './safe-link.ts';

/** Opens the tab in the click, and sends it on when the link is there. */
export class ConsoleOpener {
  /** Whether the last one stayed closed, so that a link has to do. */
  isBlocked = false;
  #tab: ConsoleTab | null = null;

  /** To be called in the click itself. */
  open(mode: OpeningMode, partner: string | null): void {
    this.#tab = openConsoleTab(mode, partner);
    this.isBlocked = this.#tab === null;
  }

  /** Sends the tab where it belongs, as soon as that is known. */
  settle({ busy, phase, grant, failure }: GrantController): void {
    const tab = this.#tab;
    if (!tab || busy || phase === 'opening') return;
    this.#tab = null;
    const given = givenLink(grant);
    const link = safeLink(given);
    if (link) tab.go(link);
    else if (failure) tab.fail(failure.message);
    else if (given) tab.fail(labels.unsafeLink);
    else tab.close();
  }
}
