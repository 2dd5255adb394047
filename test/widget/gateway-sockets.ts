import type { Server } from 'node:http';
import { execute, parse, subscribe } from 'graphql';
import type { ExecutionArgs } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { documents, schema } from './gateway-scene.ts';
import type { Scene } from './gateway-scene.ts';

/** Lets the server speak `graphql-transport-ws`, by the library that gateways use. Returns how to end every socket. */
export function acceptSockets(server: Server, sceneAt: (url: string) => Scene): () => void {
  const sockets = new WebSocketServer({ noServer: true });
  useServer(
    {
      // Vitest and the library may load GraphQL twice; a schema is only good for the one it was built by.
      execute,
      subscribe,
      onConnect: ({ extra, connectionParams }) => {
        const scene = sceneAt(extra.request.url ?? '');
        const close = (code: number): void => extra.socket.close(code, 'closed by the test');
        scene.closers.add(close);
        extra.socket.once('close', () => scene.closers.delete(close));
        return scene.isCurrent(String(connectionParams?.['sessionToken']));
      },
      onSubscribe: ({ extra }, _, { extensions, operationName, variables }) =>
        argsFor(
          sceneAt(extra.request.url ?? ''),
          String(extensions?.['documentId']),
          operationName,
          variables,
        ),
    },
    sockets,
  );
  server.on('upgrade', (request, socket, head) => {
    const scene = sceneAt(request.url ?? '');
    if (!scene.takesSockets) {
      scene.log.refusedSockets += 1;
      socket.destroy();
      return;
    }
    scene.log.sockets += 1;
    sockets.handleUpgrade(request, socket, head, (open) => sockets.emit('connection', open, request));
  });
  return () => {
    for (const open of sockets.clients) open.terminate();
  };
}

function argsFor(
  scene: Scene,
  documentId: string,
  operationName: string | null | undefined,
  variableValues: Record<string, unknown> | null | undefined,
): ExecutionArgs {
  const document = parse(documents[documentId] ?? '');
  return {
    schema,
    document,
    operationName,
    variableValues,
    rootValue: { grantUpdated: () => updates(scene) },
  };
}

async function* updates(scene: Scene): AsyncGenerator<unknown> {
  while (true) {
    const { promise, resolve } = Promise.withResolvers<void>();
    scene.listeners.add(resolve);
    yield { grantUpdated: { grant: scene.grant, entries: [] } };
    await promise;
    scene.listeners.delete(resolve);
  }
}
