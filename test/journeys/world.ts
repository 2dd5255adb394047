import { expect } from 'vitest';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright';
import { startBrowser } from './browser.ts';
import { demoPage } from './demo-page.ts';
import type { DemoPage } from './demo-page.ts';
import { createPartnerBackend } from './partner-backend.ts';
import { startProcesses } from './processes.ts';
import type { Processes } from './processes.ts';
import { startRecording } from './recording.ts';
import type { Recording } from './recording.ts';
import { createSandboxControl } from './sandbox-control.ts';
import { severedNetwork } from './severed-network.ts';
import type { SeveredNetwork } from './severed-network.ts';

/** Somebody at a device of their own. */
export interface Visitor extends DemoPage {
  context: BrowserContext;
  recording: Recording;
  network: SeveredNetwork;
  /** The customer id they are signed in as. */
  customer: string;
}

/** What `visit` may be given. */
export interface VisitOptions {
  /** An earlier customer, on another device; a new one where left out. */
  customer?: string;
  /** More of the demo page's address: `{ theme: 'dark' }`, `{ account: '100000000001' }`. */
  query?: Record<string, string>;
  device?: BrowserContextOptions;
  /** Done before the page is loaded. */
  prepare?(context: BrowserContext): Promise<unknown>;
}

/** All that a journey takes place in. */
export type World = Awaited<ReturnType<typeof startWorld>>;

/** Starts sandbox, gateway and browser; `settings` are the gateway's own. */
export async function startWorld(settings: Record<string, string> = {}) {
  const [processes, browser] = await Promise.all([startProcesses([], settings), startBrowser()]);
  const sandbox = createSandboxControl(processes.sandboxUrl);
  const backend = createPartnerBackend(processes.gatewayUrl, processes.partnerKey);
  let visits = 0;
  return {
    ...processes,
    browser,
    sandbox,
    backend,
    visit: (options: VisitOptions = {}) =>
      visit({ processes, browser }, { customer: `customer-${(visits += 1)}`, ...options }),
    /** Closes every page there is: one that is left open goes on asking the partner's backend. */
    leave: () => Promise.all(browser.contexts().map((context) => context.close())),
    async stop() {
      await browser.close();
      await processes.stop();
    },
  };
}

async function visit(
  { processes, browser }: { processes: Processes; browser: Browser },
  { customer = '', query = {}, device, prepare }: VisitOptions,
): Promise<Visitor> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...device });
  const recording = await startRecording(context);
  const network = await severedNetwork(context);
  await prepare?.(context);
  const page = await context.newPage();
  await page.goto(`${processes.gatewayUrl}/?${new URLSearchParams({ customer, ...query })}`);
  return { ...demoPage(page), context, recording, network, customer };
}

/** The phases that were gone through, oldest first. */
export function phasesOf({ events }: Recording): string[] {
  return events.flatMap(({ type, phase }) => (type === 'phase-change' && phase ? [phase] : []));
}

/** The order in which phases may come; a quick one may be passed by unseen. */
const ORDER = [
  'choosing',
  'opening',
  'awaiting-claim',
  'awaiting-review',
  'awaiting-admin',
  'approved',
  'exchanging',
  'provisioning',
  'verifying',
  'connected',
  'rejected',
  'cancelled',
  'expired',
  'revoked',
  'ended',
  'failed',
];

/** The event that comes last, where it is not the change of phase. */
const LAST_EVENTS: Record<string, string> = {
  connected: 'connected',
  rejected: 'ended',
  cancelled: 'ended',
  expired: 'ended',
  revoked: 'ended',
  ended: 'ended',
  failed: 'failed',
};

/** Holds that nothing went wrong in any page, that phases came in their order up to `last`, and were told of rightly. */
export function expectOrderly({ recording }: Visitor, last: string): void {
  const { events, problems } = recording;
  const phases = phasesOf(recording);
  const ranks = phases.map((phase) => ORDER.indexOf(phase));
  expect(problems).toEqual([]);
  expect(ranks).not.toContain(-1);
  expect(phases).toEqual(phases.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
  expect(new Set(phases).size).toBe(phases.length);
  expect(phases.at(-1)).toBe(last);
  const connected = events.filter(({ type }) => type === 'connected').length;
  expect(connected).toBe(phases.includes('connected') ? 1 : 0);
  expect(events.at(-1)?.type).toBe(LAST_EVENTS[last] ?? 'phase-change');
}
