import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** Stands before several gateways as one address. */
export interface Balancer {
  port: number;
  stop(): Promise<void>;
}

/** Starts a balancer of TCP connections on 127.0.0.1: each goes to the next of these ports that answers. */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const sockets = new Set<Socket>();
  let next = 0;
  const server = createServer((from) => {
    sockets.add(from);
    from.on('error', () => from.destroy()).on('close', () => sockets.delete(from));
    next = (next + 1) % ports.length;
    passOn(from, [...ports.slice(next), ...ports.slice(0, next)]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A gateway that is down refuses at once, so the next is tried before a byte was passed on. */
function passOn(from: Socket, [port, ...others]: number[]): void {
  if (port === undefined || from.destroyed) return void from.destroy();
  const to = connect(port, '127.0.0.1');
  to.once('error', () => passOn(from, others));
  to.once('connect', () => {
    to.removeAllListeners('error').on('error', () => from.destroy());
    to.on('close', () => from.destroy());
    from.on('close', () => to.destroy());
    from.pipe(to).pipe(from);
  });
}
