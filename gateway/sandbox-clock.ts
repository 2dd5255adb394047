/** A clock that follows another's. */
export interface FollowedClock {
  now(): number;
  stop(): void;
}

/** How often the sandbox is asked for its time, milliseconds. */
const EVERY_MS = 100;

/** How long its answer may take, milliseconds: at the start this process itself has much else to do. */
const DEADLINE_MS = { first: 30_000, later: 3000 };

/** The sandbox's clock, which travels in time; asked for often, so that its jumps are ours a moment later. */
export async function followSandboxClock(sandboxUrl: string): Promise<FollowedClock> {
  let offsetMs = await readOffset(sandboxUrl, DEADLINE_MS.first);
  const timer = setInterval(() => {
    // A sandbox that does not answer keeps the time it last told.
    readOffset(sandboxUrl, DEADLINE_MS.later).then(
      (read) => (offsetMs = read),
      () => undefined,
    );
  }, EVERY_MS);
  timer.unref();
  return { now: () => Date.now() + offsetMs, stop: () => clearInterval(timer) };
}

async function readOffset(sandboxUrl: string, deadlineMs: number): Promise<number> {
  const response = await fetch(`${sandboxUrl}/sandbox/clock`, { signal: AbortSignal.timeout(deadlineMs) });
  const { offsetMs } = (await response.json()) as { offsetMs: number };
  return offsetMs;
}
