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
/** The close codes by which the gateway says that the session token ended, and that it stops to make room for another. */
const sessionEnded = 4403;
const serviceRestart = 1012;

/**
 * Holds one socket open until it ends, is silent for too long or `signal` fires. Resolves with the ConnectError that
 * ended it where a person may have to know, with `restart` where another gateway is there already, else with null;
 * never rejects.
 */
export async function openGrantSocket(
  settings: GrantSocketSettings,
  heard: (grant: Grant) => void,
): Promise<ConnectError | 'restart' | null> {
  try {
    const { gateway, sessionToken } = await settings.source.current();
    if (settings.signal.aborted) return null;
    const end = await new GrantSocket(gateway, sessionToken, settings, heard).ended;
    if (end === 'refused') settings.source.forget(sessionToken);
    return end === 'restart' ? end : null;
  } catch (error) {
    return new ConnectError(failureOf(error), { cause: error });
  }
}

/**
 * One subscription over one socket, in the protocol `graphql-transport-ws`. Retries, several subscriptions and the
 * rest of what a general client does are not needed here, and would be half of what the page downloads.
 */
class GrantSocket {
  /** Resolves when it is over. */
  readonly ended: Promise<End>;
  readonly #socket: WebSocket;
  readonly #end: (end: End) => void;
  #isOver = false;
  #clock: ReturnType<typeof setTimeout> | undefined;

  constructor(
    gateway: string,
    sessionToken: string,
    { id, after, signal }: GrantSocketSettings,
    heard: (grant: Grant) => void,
  ) {
    const { promise, resolve } = Promise.withResolvers<End>();
    const socket = new WebSocket(`${gateway.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    this.#socket = socket;
    this.#end = resolve;
    this.ended = promise.finally(() => this.#close());
    const once = { once: true } as const;
    socket.addEventListener('open', () => this.#say({ type: 'connection_init', payload: { sessionToken } }));
    socket.addEventListener('close', ({ code }) => resolve(endOf(code)), once);
    socket.addEventListener('message', ({ data }) =>
      this.#answer(parseRecord(String(data)), { id, after }, heard),
    );
    signal.addEventListener('abort', () => resolve(null), once);
    this.#listenFor(() => resolve(null));
  }

  #answer(message: Record<string, unknown> | null, variables: object, heard: (grant: Grant) => void): void {
    if (this.#isOver) return;
    this.#listenFor(() => {
      this.#say({ type: 'ping' });
      this.#listenFor(() => this.#end(null));
    });
    const { type, payload } = message ?? {};
    if (type === 'connection_ack') this.#say(subscription(variables));
    else if (type === 'ping') this.#say({ type: 'pong' });
    else if (type === 'next') this.#take(payload as Next, heard);
    else if (type === 'error') this.#end(endBy(payload));
    else if (type === 'complete') this.#end(null);
  }

  #take({ data, errors }: Next, heard: (grant: Grant) => void): void {
    if (data) heard(data.grantUpdated.grant);
    else this.#end(endBy(errors));
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

/** Why it is over: the session token was refused, the gateway restarts, or nothing that matters. */
type End = 'refused' | 'restart' | null;

function endOf(code: number): End {
  return code === sessionEnded ? 'refused' : code === serviceRestart ? 'restart' : null;
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

function endBy(errors: unknown): End {
  const failure = failureIn(errors);
  return failure !== null && isSessionOver(failure) ? 'refused' : null;
}
