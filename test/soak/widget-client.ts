import { setTimeout as rest } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { GrantUpdatedDocument, StartGrantDocument } from '../../widget/operations.generated.ts';
import type {
  GrantUpdatedSubscription,
  GrantViewFragment,
  StartGrantInput,
  StartGrantMutation,
} from '../../widget/operations.generated.ts';

/** What one event of a subscription brings. */
export type GrantEvent = GrantUpdatedSubscription['grantUpdated'];

/** A widget without a page: what it asks of the partner's backend and of the gateway, and nothing else. */
export interface WidgetClient {
  /** Asks until there is an answer; the same idempotency key throughout. */
  startGrant(input: StartGrantInput): Promise<GrantViewFragment>;
  /** One subscription, until it or its socket ends; `cut` ends it from this side. */
  follow(id: string, after: number, cut: AbortSignal): AsyncGenerator<GrantEvent>;
}

/** How long to wait before asking again, milliseconds. */
const REST_MS = 250;

/** A widget on the demo partner's page, for the customer and the account in `query`; gives up at `deadline`. */
export function createWidgetClient(
  gatewayUrl: string,
  query: URLSearchParams,
  deadline: AbortSignal,
): WidgetClient {
  const { origin, host } = new URL(gatewayUrl);

  async function post<T>(path: string, body: object, headers: Record<string, string> = {}): Promise<T> {
    const response = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.any([deadline, AbortSignal.timeout(10_000)]),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${answer}`);
    return JSON.parse(answer) as T;
  }

  const mint = () => post<{ sessionToken: string }>(`/api/aws-session?${query}`, {});

  async function start(input: StartGrantInput): Promise<GrantViewFragment> {
    const { sessionToken } = await mint();
    const body = {
      documentId: StartGrantDocument.id,
      operationName: StartGrantDocument.name,
      variables: { input },
    };
    const headers = { authorization: `Bearer ${sessionToken}` };
    const { data } = await post<{ data: StartGrantMutation }>('/graphql', body, headers);
    if ('grant' in data.startGrant) return data.startGrant.grant;
    throw new Error(`${data.startGrant.code}: ${data.startGrant.message}`);
  }

  return {
    startGrant: (input) => persist(() => start(input), deadline),
    async *follow(id, after, cut) {
      const { sessionToken } = await persist(mint, deadline);
      const client = createClient({
        url: `ws://${host}/graphql`,
        webSocketImpl: socketFrom(origin),
        connectionParams: { sessionToken },
        retryAttempts: 0,
      });
      cut.addEventListener('abort', () => client.terminate(), { once: true });
      const { id: documentId, name: operationName } = GrantUpdatedDocument;
      const payload = { query: '', operationName, variables: { id, after }, extensions: { documentId } };
      for await (const { data } of client.iterate<GrantUpdatedSubscription>(payload))
        if (data) yield data.grantUpdated;
    },
  };
}

/** Node's sockets say nothing of an origin by themselves; browsers' always do. */
function socketFrom(origin: string) {
  return class extends WebSocket {
    constructor(address: string, protocols: string | string[]) {
      super(address, protocols, { origin });
    }
  };
}

/** A gateway that is away for a moment is asked again. */
async function persist<T>(ask: () => Promise<T>, deadline: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (deadline.aborted) throw error;
      await rest(REST_MS);
    }
  }
}
