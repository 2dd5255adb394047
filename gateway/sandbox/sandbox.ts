import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerAws } from './aws-endpoint.ts';
import { openBooks } from './books.ts';
import { createClock } from './clock.ts';
import { answerPath } from './cloudformation/custom-resource-answer.ts';
import { answerConsole } from './console/console.ts';
import { answerControl } from './control.ts';
import { doWhatIsDue } from './due.ts';
import { defaultPartner, otherPartner, type Partner } from './principals.ts';
import { receive, textReply, writeReply, type Reply } from './reply.ts';
import { putStackAnswer } from './put-stack-answer.ts';
import { refusalOfBrowser } from './request-guards.ts';
import { continueScripts } from './script-runner.ts';
import type { ReceivedRequest } from './signature-v4.ts';
import { resumeDeliveries } from './sns-delivery.ts';
import { forgersKey, snsSigningKey } from './sns-envelope.ts';
import type { World } from './world.ts';

/** How a sandbox is to run. Everything may be left out. */
export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Default `127.0.0.1`. */
  host?: string;
  /** The address by which others reach it, if it differs from `http://host:port`. */
  publicUrl?: string;
  /** A JSON file that survives restarts; it holds secrets of the sandbox. Absent: memory only. */
  booksFile?: string;
  /** Multiplies SNS's retry delays: 1, the default, is AWS's real 20 s. */
  retryDelayScale?: number;
  /** Milliseconds between two steps of a scripted customer; default 300. */
  stepDelayMs?: number;
  /** Milliseconds until STS sees what was changed in IAM; default 0. */
  propagationMs?: number;
  /** The onboarded partner; default Acme Analytics with the documented key. */
  partner?: Partner;
}

/** A running sandbox. */
export interface Sandbox {
  /** Where it is reached, without a trailing slash: the value for `AWS_ENDPOINT_URL`. */
  url: string;
  /** Its clock, epoch milliseconds. */
  now(): number;
  /** Stops listening, gives up what is under way, writes the books. */
  stop(): Promise<void>;
}

const sweepIntervalMs = 1_000;

/** Starts a little AWS on one HTTP port. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { world, halt } = createWorld(options);
  // Making the key takes a tenth of a second: now rather than at the first notice.
  snsSigningKey();
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    receive(request)
      .then((received) =>
        received ? answer(world, { ...received, gone: gone.signal }) : textReply(413, 'Too large\n'),
      )
      .catch(failedReply)
      .then((reply) => writeReply(response, reply))
      .catch(() => response.destroy());
  });
  world.url = options.publicUrl?.replace(/\/$/, '') ?? (await listen(server, options));
  if (options.publicUrl) await listen(server, options);
  const sweep = setInterval(() => void doWhatIsDue(world), sweepIntervalMs);
  resumeDeliveries(world);
  continueScripts(world);
  return {
    url: world.url,
    now: world.clock.now,
    stop: async () => {
      clearInterval(sweep);
      halt();
      await close(server);
    },
  };
}

function createWorld(options: SandboxOptions): { world: World; halt(): void } {
  const books = openBooks(options.booksFile);
  const clock = createClock();
  clock.set(books.pages.clockOffsetMs);
  const timers = new Set<NodeJS.Timeout>();
  const stopping = new AbortController();
  const world: World = {
    url: '',
    books,
    clock,
    partners: [options.partner ?? defaultPartner, otherPartner],
    retryDelayScale: options.retryDelayScale ?? 1,
    stepDelayMs: options.stepDelayMs ?? 300,
    propagationMs: options.propagationMs ?? 0,
    noticeQueues: new Map(),
    later: (delayMs, task) => {
      if (stopping.signal.aborted) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        task();
      }, delayMs);
      timers.add(timer);
    },
    stopping: stopping.signal,
  };
  const halt = () => {
    stopping.abort();
    for (const timer of timers) clearTimeout(timer);
    books.close();
  };
  return { world, halt };
}

async function answer(world: World, request: ReceivedRequest): Promise<Reply> {
  const [path = '/', query = ''] = request.target.split('?', 2);
  if (path === '/' && (request.method !== 'GET' || query)) return answerAws(world, request);
  if (path.endsWith('.pem')) return certificateReply(path);
  if (path.startsWith(answerPath)) return putStackAnswer(world, request);
  const refusal = refusalOfBrowser(request, world.url);
  if (refusal) return textReply(403, `${refusal}\n`);
  if (path.startsWith('/sandbox/')) return answerControl(world, request, path.slice('/sandbox'.length));
  if (path === '/' || path === '/console' || path.startsWith('/console/'))
    return answerConsole(world, request);
  return textReply(404, 'There is nothing here\n');
}

function certificateReply(path: string): Reply {
  const key = [snsSigningKey(), forgersKey()].find((one) => path === `/${one.fileName}`);
  return key
    ? textReply(200, key.certificate, 'application/x-pem-file')
    : textReply(404, 'No such certificate\n');
}

function failedReply(error: unknown): Reply {
  console.error(error);
  return textReply(500, 'The sandbox made a mistake; its log says more\n');
}

function listen(server: Server, { port = 0, host = '127.0.0.1' }: SandboxOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${taken}`);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
