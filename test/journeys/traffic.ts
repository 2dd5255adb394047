import type { BrowserContext, Page, Response } from 'playwright';

/** A piece of what a browser saw, and where. */
export interface Seen {
  where: string;
  text: string;
}

/** All that reached a browser. */
export interface Traffic {
  /** Waits for the bodies under way, and adds what the open pages hold: their markup and everything they store. */
  all(): Promise<Seen[]>;
}

/** Records every answer and every frame of every page and popup of a context; before any page is opened. */
export function recordTraffic(context: BrowserContext): Traffic {
  const seen: Seen[] = [];
  const reading: Promise<void>[] = [];
  const add = (where: string, text: string) => void seen.push({ where, text });
  context.on('response', (response) => reading.push(readResponse(response, add)));
  context.on('request', (request) =>
    add(`request ${request.url()}`, JSON.stringify(request.headers()) + request.postData()),
  );
  context.on('console', (message) => add(`console of ${message.page()?.url()}`, message.text()));
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => add(`frame from ${socket.url()}`, String(payload)));
      socket.on('framesent', ({ payload }) => add(`frame to ${socket.url()}`, String(payload)));
    });
  });
  return {
    async all() {
      await Promise.all(reading);
      const held = await Promise.all(context.pages().map(holdings));
      const cookies = { where: 'cookies', text: JSON.stringify(await context.cookies()) };
      return [...seen, ...held.flat(), cookies];
    },
  };
}

async function readResponse(response: Response, add: (where: string, text: string) => void): Promise<void> {
  add(`headers of ${response.url()}`, JSON.stringify(await response.allHeaders()));
  // Redirects have no body, and one that was given up cannot be read.
  add(`body of ${response.url()}`, await response.text().catch(() => ''));
}

/** What a page holds now: its markup, shadow roots included, and all that it keeps. */
async function holdings(page: Page): Promise<Seen[]> {
  const [markup, kept] = await page.evaluate(async () => {
    const shadows = [...document.querySelectorAll('*')].map((it) => it.shadowRoot?.innerHTML ?? '');
    const stores = { localStorage: { ...localStorage }, sessionStorage: { ...sessionStorage } };
    const more = { databases: await indexedDB.databases(), cookies: document.cookie };
    return [
      [document.documentElement.outerHTML, ...shadows].join('\n'),
      JSON.stringify({ ...stores, ...more }),
    ] as const;
  });
  const { origin } = new URL(page.url());
  return [
    { where: `page ${page.url()}`, text: markup },
    { where: `kept by ${origin}`, text: kept },
  ];
}
