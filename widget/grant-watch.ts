import { ConnectError, failureOf, isSessionOver } from './connect-error.ts';
import type { Failure } from './connect-error.ts';
import type { Grant, GrantObserver } from './gateway-client.ts';
import { openGrantSocket } from './grant-socket.ts';
import type { SessionSource } from './session-source.ts';

/** How long to wait for what, in milliseconds; the rests between are spread by a fifth either way. */
export interface WatchTimings {
  /** From one socket's end to the next try. */
  reconnect: number;
  /** The longest wait for the next try when a gateway restarts; the shortest is none, so that not all come at once. */
  restart: number;
  /** The first rest between two questions. */
  poll: number;
  /** The longest rest between two questions. */
  pollLimit: number;
  /** How long to ask before trying a socket again. */
  socketAgain: number;
}

/** What a watch needs of the client. */
export interface WatchPorts {
  source: SessionSource;
  loadGrant(id: string, signal: AbortSignal): Promise<Grant | null>;
  timings?: Partial<WatchTimings> | undefined;
}

const usual: WatchTimings = {
  reconnect: 1000,
  restart: 500,
  poll: 2000,
  pollLimit: 30_000,
  socketAgain: 60_000,
};
/** A socket that ended this often without a word is taken for blocked. */
const missesBeforePolling = 2;
const wakers = ['online', 'focus', 'visibilitychange'] as const;

/** Reports every change of the grant after the given history number, by socket or by asking. Returns how to stop. */
export function watchGrant(
  ports: WatchPorts,
  from: Pick<Grant, 'id' | 'historyNumber'>,
  observer: GrantObserver,
): () => void {
  const watch = new GrantWatch(ports, from, observer);
  const wake = (): void => watch.wake();
  for (const event of wakers) addEventListener(event, wake, true);
  void watch.run();
  return () => {
    for (const event of wakers) removeEventListener(event, wake, true);
    watch.stop();
  };
}

class GrantWatch {
  readonly #ports: WatchPorts;
  readonly #observer: GrantObserver;
  readonly #timings: WatchTimings;
  readonly #id: string;
  readonly #stopped = new AbortController();
  #seen: number;
  #misses = 0;
  #rest: number;
  #wake: () => void = () => {};
  #listening = false;

  constructor(ports: WatchPorts, from: Pick<Grant, 'id' | 'historyNumber'>, observer: GrantObserver) {
    this.#ports = ports;
    this.#observer = observer;
    this.#timings = { ...usual, ...ports.timings };
    this.#id = from.id;
    this.#seen = from.historyNumber;
    this.#rest = this.#timings.poll;
  }

  async run(): Promise<void> {
    while (!this.#isOver) {
      const end = await this.#listen();
      this.#misses = end === 'silent' ? this.#misses + 1 : 0;
      if (end === 'restart') await this.#pause(Math.random() * this.#timings.restart);
      else if (this.#misses < missesBeforePolling) await this.#pause(this.#timings.reconnect);
      else await this.#askForAWhile();
    }
  }

  stop(): void {
    this.#stopped.abort();
    this.#wake();
  }

  /** The machine woke or came back: ask at once, since a socket may be dead without knowing it. */
  wake(): void {
    if (this.#isOver || document.visibilityState === 'hidden') return;
    this.#rest = this.#timings.poll;
    if (this.#listening) void this.#ask();
    else this.#wake();
  }

  /** Keeps a socket until it ends, and tells how that was. */
  async #listen(): Promise<'restart' | 'heard' | 'silent'> {
    this.#listening = true;
    let heard = false;
    const end = await openGrantSocket(
      { source: this.#ports.source, id: this.#id, after: this.#seen, signal: this.#stopped.signal },
      (grant) => {
        heard = true;
        this.#take(grant);
      },
    );
    this.#listening = false;
    if (end === 'restart') return end;
    if (end && !this.#isOver) this.#endedBy(end);
    return heard ? 'heard' : 'silent';
  }

  async #askForAWhile(): Promise<void> {
    const until = Date.now() + this.#timings.socketAgain;
    while (!this.#isOver && Date.now() < until) {
      await this.#ask();
      await this.#pause(this.#rest);
      this.#rest = Math.min(this.#rest * 1.5, this.#timings.pollLimit);
    }
  }

  async #ask(): Promise<void> {
    try {
      const grant = await this.#ports.loadGrant(this.#id, this.#stopped.signal);
      if (grant) this.#take(grant);
      else this.#fail(gone);
    } catch (error) {
      if (!this.#isOver) this.#endedBy(error);
    }
  }

  #take(grant: Grant): void {
    if (this.#isOver) return;
    this.#observer.reachable(true);
    if (grant.historyNumber <= this.#seen) return;
    this.#seen = grant.historyNumber;
    this.#rest = this.#timings.poll;
    this.#observer.changed(grant);
  }

  /** A socket's end alone says little: asking tells whether the gateway is there. A refused session ends the watch. */
  #endedBy(error: unknown): void {
    const failure = failureOf(error);
    const isUnreachable = error instanceof ConnectError && failure.code === 'GATEWAY_UNREACHABLE';
    if (isUnreachable) this.#observer.reachable(false);
    else if (isSessionOver(failure) || failure.code === 'SESSION_UNAVAILABLE') this.#fail(failure);
  }

  #fail(failure: Failure): void {
    this.stop();
    this.#observer.failed(failure);
  }

  #pause(milliseconds: number): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds * (0.8 + Math.random() * 0.4));
    this.#wake = () => {
      clearTimeout(timer);
      resolve();
    };
    return promise;
  }

  get #isOver(): boolean {
    return this.#stopped.signal.aborted;
  }
}

const gone: Failure = {
  code: 'GRANT_NOT_FOUND',
  message: 'This request is not known any more.',
  retryable: false,
  docsUrl: null,
};
