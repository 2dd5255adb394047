import type { Server } from 'node:http';

/** How often connections that have nothing to do any more are looked for, milliseconds. */
const SWEEP_MS = 50;

/**
 * Takes no more connections and waits for the requests under way: each connection is closed when it is idle. HTTP
 * clients keep connections for the next request, and a server that waits for them to go waits for long.
 */
export async function closeServer(server: Server, close: () => Promise<void>): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  try {
    await close();
  } finally {
    clearInterval(sweep);
  }
}
