import { labels } from './labels.ts';

/** The tab that was opened for the console, from the click until the link arrives. */
export interface ConsoleTab {
  /** Sends it to the console. */
  go(link: string): void;
  /** Says in it that there is nothing to go to. */
  fail(message: string): void;
  /** Closes it, since it is not needed. */
  close(): void;
}

/** How the console opens: by itself in a tab or a small window, in this tab, or by a link the customer presses. */
export type OpeningMode = 'auto' | 'popup' | 'tab' | 'redirect' | 'link';

const small = 'popup,width=1100,height=820';

/**
 * Opens the tab: to be called in the click itself, or browsers block it. Null where they do all the same, and in mode
 * `link`: then a link has to do.
 */
export function openConsoleTab(mode: OpeningMode, partner: string | null): ConsoleTab | null {
  if (mode === 'link') return null;
  if (mode === 'redirect') return { go: (link) => location.assign(link), fail: () => {}, close: () => {} };
  const tab = window.open('about:blank', '_blank', mode === 'popup' ? small : '');
  if (!tab) return null;
  // The console must not reach back into the partner's page; the handle we hold still steers the tab.
  tab.opener = null;
  const paint = (heading: string, text: string): void => paintPage(tab, heading, text);
  paint(labels.tabPreparing(partner), labels.tabNext);
  return {
    go: (link) => tab.location.replace(link),
    fail: (message) => paint(labels.tabFailed, `${message} ${labels.tabClose}`),
    close: () => tab.close(),
  };
}

/** By DOM calls and a constructed style sheet alone: the page's own content security policy holds here too. */
function paintPage(tab: Window, heading: string, text: string): void {
  try {
    const { document } = tab;
    const make = (name: string, content: string): HTMLElement => {
      const element = document.createElement(name);
      element.textContent = content;
      return element;
    };
    document.title = heading;
    document.documentElement.lang = 'en';
    const main = make('main', '');
    main.append(make('h1', heading), make('p', text));
    document.body.replaceChildren(main);
    addStyles(tab);
  } catch {
    // A browser that cuts the tab off at once shows it empty for a moment; the link still reaches it.
  }
}

function addStyles(tab: Window): void {
  const Sheet = (tab as Window & { CSSStyleSheet?: typeof CSSStyleSheet }).CSSStyleSheet;
  if (!Sheet) return;
  const sheet = new Sheet();
  sheet.replaceSync(styles);
  tab.document.adoptedStyleSheets = [sheet];
}

const styles = `:root{color-scheme:light dark;background:light-dark(#fff,#171a20);color:light-dark(#15181d,#eceff3);font:16px/1.5 system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center}
main{max-width:26rem;padding:24px}
main::before{--accent:light-dark(#1f4fd8,#8fb0ff);content:'';display:block;height:18px;background:radial-gradient(circle at 9px,var(--accent) 8px,#0000 9px),radial-gradient(circle at calc(100% - 9px),var(--accent) 8px,#0000 9px),radial-gradient(circle,var(--accent) 2px,#0000 3px) 0/16px;animation:go 1s linear infinite}
h1{font-size:1.25rem;line-height:1.3;margin:24px 0 4px}
p{margin:0;color:light-dark(#565d68,#a5aeba)}
@keyframes go{to{background-position:0,0,16px}}
@media (prefers-reduced-motion:reduce){main::before{animation:none}}`;
