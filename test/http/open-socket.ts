import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { ClientOptions as WsOptions } from 'ws';
import { ORIGIN } from './running-gateway.ts';
import type { RunningGateway } from './running-gateway.ts';

/** What a socket asks for: a trusted document by its id, or a text. */
export interface SocketRequest {
  query?: string;
  documentId?: unknown;
  variables?: Record<string, unknown>;
}

/** A socket to a gateway, opened with the first request. */
export type OpenSocket = ReturnType<typeof openSocket>;

/** Makes a socket as a page of this origin (or none) would have it; `params` are the credential. */
export function openSocket(
  { url }: Pick<RunningGateway, 'url'>,
  params: Record<string, unknown>,
  origin: string | null = ORIGIN,
) {
  class PageSocket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      const options: WsOptions = origin === null ? {} : { origin };
      super(address, protocols, options);
    }
  }
  const { promise: closing, resolve: closed } = Promise.withResolvers<number>();
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: PageSocket,
    connectionParams: params,
    retryAttempts: 0,
    lazyCloseTimeout: 1000,
    onNonLazyError: () => undefined,
  });
  client.on('closed', (event) => closed((event as { code: number }).code));

  const ask = ({ query = '', documentId, variables }: SocketRequest) =>
    client.iterate<Record<string, unknown>>({
      query,
      variables,
      ...(documentId === undefined ? {} : { extensions: { documentId } }),
    });

  return {
    ask,
    /** The first so many answers, and then no more; rejects with the errors, or the event of the close. */
    async take(count: number, request: SocketRequest) {
      const answers = [];
      for await (const answer of ask(request)) {
        answers.push(answer);
        if (answers.length === count) break;
      }
      return answers;
    },
    /** The code the socket was closed with. */
    closing,
    async close() {
      await client.dispose();
    },
  };
}
