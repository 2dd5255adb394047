import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { Scene } from './gateway-scene.ts';
import { acceptSockets } from './gateway-sockets.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the tests' gateway. */
    gateway: string;
  }
}

const scenes = new Map<string, Scene>();

/** The scene of this name; each test plays in its own. */
function sceneOf(name: string): Scene {
  const scene = scenes.get(name) ?? new Scene(name);
  scenes.set(name, scene);
  return scene;
}

/**
 * A gateway on 127.0.0.1 for the tests in the browser: the real schema, the real trusted documents and the real
 * protocols over real sockets; only the grants behind it are moved by the tests, through `/control/<scene>`.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = createServer((request, response) => void answer(request, response));
  const endSockets = acceptSockets(server, (url) => sceneOf(url.split('/')[2] ?? ''));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('gateway', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return () => {
    endSockets();
    return close(server);
  };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => void server.close(() => resolve()));
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, kind = '', name = ''] = (request.url ?? '').split('/');
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-headers', 'authorization, content-type');
  response.setHeader('content-type', 'application/json');
  if (request.method === 'OPTIONS') return void response.end();
  const body = await bodyOf(request);
  const [status, result] = await route(kind, name, body, request.headers.authorization ?? '');
  response.statusCode = status;
  response.end(JSON.stringify(result));
}

async function route(
  kind: string,
  name: string,
  body: string,
  authorization: string,
): Promise<[number, unknown]> {
  if (kind === 'control') return [200, sceneOf(name).control(JSON.parse(body || '{}'))];
  if (kind === 'session') return sceneOf(name).mint();
  return sceneOf(name).execute(authorization.replace('Bearer ', ''), JSON.parse(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
