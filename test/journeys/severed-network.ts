import type { BrowserContext, WebSocketRoute } from 'playwright';

/** A hand on the wire between a browser and the gateway. */
export interface SeveredNetwork {
  /** Ends the sockets that are open; new ones may follow. */
  cutSockets(): Promise<void>;
  /** From now on nothing gets through, or (false) everything does again. */
  sever(yes: boolean): Promise<void>;
  /** From now on no socket gets through, while everything else does. */
  refuseSockets(): void;
  /** How many sockets were asked for. */
  socketsAsked(): number;
}

/** Takes hold of a context's traffic with the gateway; before any page is opened. */
export async function severedNetwork(context: BrowserContext): Promise<SeveredNetwork> {
  const open: WebSocketRoute[] = [];
  let asked = 0;
  let isSevered = false;
  let refusesSockets = false;
  await context.routeWebSocket(/\/graphql$/, async (socket) => {
    asked += 1;
    if (isSevered || refusesSockets) return socket.close();
    socket.connectToServer();
    open.push(socket);
  });
  await context.route(/\/(graphql|api\/aws-session)/, (route) =>
    isSevered ? route.abort() : route.fallback(),
  );
  const cutSockets = async () => {
    await Promise.all(open.splice(0).map((socket) => socket.close()));
  };
  return {
    cutSockets,
    async sever(yes) {
      isSevered = yes;
      if (yes) await cutSockets();
    },
    refuseSockets: () => (refusesSockets = true),
    socketsAsked: () => asked,
  };
}
