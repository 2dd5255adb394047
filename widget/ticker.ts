import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Between two drawings of what depends on the time, in milliseconds. */
const every = 30_000;

/** Redraws its host twice a minute while there is something to count; not while nobody can see it. */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #isNeeded: () => boolean;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, isNeeded: () => boolean) {
    this.#host = host;
    this.#isNeeded = isNeeded;
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#look);
    this.#settle();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#look);
    this.#stop();
  }

  hostUpdated(): void {
    this.#settle();
  }

  readonly #look = (): void => {
    this.#settle();
    if (this.#timer) this.#host.requestUpdate();
  };

  #settle(): void {
    if (!this.#isNeeded() || document.visibilityState === 'hidden') this.#stop();
    else this.#timer ??= setInterval(() => this.#host.requestUpdate(), every);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
