import type { Logger } from 'pino';

/** How long a stop may take, milliseconds, both counted from its beginning. */
export interface StopTimes {
  /** How long to go on serving, so that load balancers notice. */
  pauseMs: number;
  /** When it is over in any case. */
  deadlineMs: number;
}

/** What a stop goes through, in order; what stands together is stopped together. */
export interface StopSteps {
  /** Tells load balancers, and takes no time. */
  announce(): void;
  /** Everything that takes in or does work. */
  finish: readonly (() => Promise<void>)[];
  /** What they all need: the store. */
  close(): Promise<void>;
}

/**
 * Stops without losing anything: announces it, serves on for the pause, lets what is under way end, and closes. At the
 * deadline it is over with a line in the log: what was not finished is found and done by another gateway, since it
 * waits in the store.
 */
export async function drain(
  { announce, finish, close }: StopSteps,
  { pauseMs, deadlineMs }: StopTimes,
  log: Logger,
): Promise<void> {
  announce();
  log.info({ pauseMs, deadlineMs }, 'stopping');
  const deadline = timer(deadlineMs);
  const finished = (async () => {
    await Promise.race([timer(pauseMs).passed, deadline.passed]);
    await Promise.all(finish.map((stop) => stop()));
    await close();
    return true;
  })();
  const isFinished = await Promise.race([finished, deadline.passed.then(() => false)]);
  deadline.clear();
  if (isFinished) return log.info('stopped');
  finished.catch((error: unknown) => log.error({ err: error }, 'stopping failed after its deadline'));
  log.error({ deadlineMs }, 'not everything was finished by the deadline; another gateway takes it up');
}

function timer(milliseconds: number): { passed: Promise<void>; clear(): void } {
  let handle: NodeJS.Timeout | undefined;
  const passed = new Promise<void>((resolve) => (handle = setTimeout(resolve, milliseconds)));
  return { passed, clear: () => clearTimeout(handle) };
}
