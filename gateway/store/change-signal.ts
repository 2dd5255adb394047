/** Wakes whoever waits for a change. */
export interface ChangeSignal {
  notify(): void;
  /** Resolves at the next `notify`, or when the signal aborts. */
  wait(signal: AbortSignal): Promise<void>;
}

/** A signal for listeners within this process; it keeps nothing for those who are not waiting. */
export function createChangeSignal(): ChangeSignal {
  const waiting = new Set<() => void>();
  return {
    notify: () => {
      for (const wake of waiting) wake();
    },
    wait: (signal) =>
      new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        if (signal.aborted) return resolve();
        waiting.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      }),
  };
}
