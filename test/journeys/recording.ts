import type { BrowserContext, ConsoleMessage } from 'playwright';

/** An event that the button dispatched. */
export interface RecordedEvent {
  type: string;
  phase?: string;
  grantId?: string | null;
}

/** What was noticed in all pages of a browser context, popups and reloads included. */
export interface Recording {
  /** The button's events, oldest first, their common prefix cut off. */
  events: RecordedEvent[];
  /** Errors of pages, breaches of their security policies, and warnings in the console. */
  problems: string[];
  /** Everything that any page wrote to its console. */
  console: string[];
}

/** What Chromium says by itself when a server cannot be reached. */
const NETWORK_NOISE = /^(Failed to load resource: net::ERR_|WebSocket connection to )/;

/** Begins to record; before any page is opened. */
export async function startRecording(context: BrowserContext): Promise<Recording> {
  const recording: Recording = { events: [], problems: [], console: [] };
  context.on('weberror', (error) => recording.problems.push(`error in page: ${error.error().message}`));
  context.on('console', (message) => hear(recording, message));
  await context.exposeBinding('recordEvent', (_source, event: RecordedEvent) => recording.events.push(event));
  await context.exposeBinding('recordBreach', (_source, what: string) => recording.problems.push(what));
  await context.addInitScript(listen);
  return recording;
}

function hear({ problems, console }: Recording, message: ConsoleMessage): void {
  const text = message.text();
  console.push(text);
  const isGrave = message.type() === 'error' || message.type() === 'warning';
  if (isGrave && !NETWORK_NOISE.test(text)) problems.push(`console: ${text}`);
}

declare global {
  interface Window {
    recordEvent(event: RecordedEvent): void;
    recordBreach(what: string): void;
  }
}

/** Runs in every page before its own scripts; so it stands alone. */
function listen(): void {
  const prefix = 'connect-with-aws-';
  for (const name of ['opening', 'phase-change', 'connected', 'ended', 'failed'])
    document.addEventListener(prefix + name, (event) => {
      const { phase, grantId } = event as Event & RecordedEvent;
      window.recordEvent({ type: name, phase, grantId });
    });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    window.recordBreach(`policy: ${violatedDirective} ${blockedURI}`),
  );
}
