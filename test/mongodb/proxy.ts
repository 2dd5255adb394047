import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A wire to one port of this machine that can be made slow, cut, or dead without a word. */
export interface Proxy {
  port: number;
  /** How long each piece takes to come through, milliseconds, to and fro. */
  latencyMs: number;
  /** Half-open: connections stay, new ones are taken, and nothing comes through until this is false again. */
  isDead: boolean;
  /** Breaks every connection there is. */
  cut(): void;
  /** Lets the next request that holds this text through and breaks the connection instead of giving the answer. */
  loseReplyTo(text: string): void;
  /** How many answers were lost in this way. */
  lost(): number;
  stop(): Promise<void>;
}

/** Starts one before the port. */
export async function startProxy(target: number): Promise<Proxy> {
  const wires = new Set<Socket>();
  let victim: string | undefined;
  let lost = 0;
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    let isDoomed = false;
    const end = () => [near, far].forEach((it) => it.destroy());
    for (const wire of [near, far]) {
      wires.add(wire.setNoDelay());
      wire
        .on('error', end)
        .on('close', end)
        .on('close', () => wires.delete(wire));
    }
    near.on('data', (bytes) => {
      if (victim !== undefined && bytes.includes(victim)) {
        victim = undefined;
        isDoomed = true;
      }
      pass(bytes, far);
    });
    far.on('data', (bytes) => {
      if (!isDoomed) return pass(bytes, near);
      lost++;
      end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  function pass(bytes: Buffer, to: Socket): void {
    const give = () => {
      if (!proxy.isDead && !to.destroyed) to.write(bytes);
    };
    if (proxy.latencyMs) setTimeout(give, proxy.latencyMs);
    else give();
  }

  const proxy: Proxy = {
    port: (server.address() as AddressInfo).port,
    latencyMs: 0,
    isDead: false,
    cut: () => wires.forEach((it) => it.destroy()),
    loseReplyTo: (text) => (victim = text),
    lost: () => lost,
    async stop() {
      proxy.cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
