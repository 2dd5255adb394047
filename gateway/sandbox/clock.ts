/** The sandbox's clock: real time plus an offset that only grows. Milliseconds since the epoch. */
export interface Clock {
  now(): number;
  offsetMs(): number;
  /** Travels forwards by that many seconds. */
  advance(seconds: number): void;
  /** Sets the offset, as read from the books. */
  set(offsetMs: number): void;
}

/** Starts a clock that shows the real time. */
export function createClock(): Clock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    offsetMs: () => offset,
    advance: (seconds) => {
      offset += seconds * 1000;
    },
    set: (offsetMs) => {
      offset = offsetMs;
    },
  };
}
