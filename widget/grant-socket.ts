import { ConnectError, failureIn, failureOf, isSessionOver } from './connect-error.ts';
import type { Grant } from './gateway-client.ts';
import { parseRecord } from './is-record.ts';
import { GrantUpdatedDocument } from './operations.generated.ts';
import type { GrantUpdatedSubscription } from './operations.generated.ts';
import type { SessionSource } from './session-source.ts';

/** What to listen to. */
export interface GrantSocketSettings {
  source: SessionSource;
  id: string;
  /** The last history number seen. */
  after: number;
  signal: AbortSignal;
}

/** A socket that says nothing for this long is asked whether it lives; after as long again it is given up. In milliseconds. */
const silence = 15_000;
/** The close code by which the gateway says that the session token ended. */
const sessionEnded = 4403;

/**
 * Holds one socket open until it ends, is silent for too long or `signal` fires. Resolves with the ConnectError that
 * ended it where a person may have to know, else with null; never rejects.
 */
export async function openGrantSocket(
  settings: GrantSocketSettings,
  heard: (grant: Grant) => void,
): Promise<ConnectError | null> {
  try {
    const { gateway, sessionToken } = await settings.source.current();
    if (settings.signal.aborted) return null;
    const isRefused = await new GrantSocket(gateway, sessionToken, settings, heard).ended;
    if (isRefused) settings.source.forget(sessionToken);
    return null;
  } catch (error) {
    return new ConnectError(failureOf(error), { cause: error });
  }
}

/**
 * One subscription over one socket, in the protocol `graphql-transport-ws`. Retries, several subscriptions and the
 * rest of what a general client does are not needed here, and would be half of what the page downloads.
 */
class GrantSocket {
  /** Resolves when it is over: whether because the session token was refused. */
  readonly ended: Promise<boolean>;
  readonly #socket: WebSocket;
  readonly #end: (isRefused: boolean) => void;
  #isOver = false;
  #clock: ReturnType<typeof setTimeout> | undefined;

  constructor(
    gateway: string,
    sessionToken: string,
    { id, after, signal }: GrantSocketSettings,
    heard: (grant: Grant) => void,
  ) {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const socket = new WebSocket(`${gateway.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    this.#socket = socket;
    this.#end = resolve;
    this.ended = promise.finally(() => this.#close());
    const once = { once: true } as const;
    socket.addEventListener('open', () => this.#say({ type: 'connection_init', payload: { sessionToken } }));
    socket.addEventListener('close', ({ code }) => resolve(code === sessionEnded), once);
    socket.addEventListener('message', ({ data }) =>
      this.#answer(parseRecord(String(data)), { id, after }, heard),
    );
    signal.addEventListener('abort', () => resolve(false), once);
    this.#listenFor(() => resolve(false));
  }

  #answer(message: Record<string, unknown> | null, variables: object, heard: (grant: Grant) => void): void {
    if (this.#isOver) return;
    this.#listenFor(() => {
      this.#say({ type: 'ping' });
      this.#listenFor(() => this.#end(false));
    });
    const { type, payload } = message ?? {};
    if (type === 'connection_ack') this.#say(subscription(variables));
    else if (type === 'ping') this.#say({ type: 'pong' });
    else if (type === 'next') this.#take(payload as Next, heard);
    else if (type === 'error') this.#end(isTokenRefused(payload));
    else if (type === 'complete') this.#end(false);
  }

  #take({ data, errors }: Next, heard: (grant: Grant) => void): void {
    if (data) heard(data.grantUpdated.grant);
    else this.#end(isTokenRefused(errors));
  }

  #say(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }

  #listenFor(silent: () => void): void {
    clearTimeout(this.#clock);
    this.#clock = setTimeout(silent, silence);
  }

  #close(): void {
    this.#isOver = true;
    clearTimeout(this.#clock);
    this.#socket.close();
  }
}

interface Next {
  data?: GrantUpdatedSubscription | null;
  errors?: unknown;
}

function subscription(variables: object): object {
  const { id, name } = GrantUpdatedDocument;
  const payload = { query: '', operationName: name, variables, extensions: { documentId: id } };
  return { id: '1', type: 'subscribe', payload };
}

function isTokenRefused(errors: unknown): boolean {
  const failure = failureIn(errors);
  return failure !== null && isSessionOver(failure);
}
