import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Queue, QueuedMessage } from './aws/queue.ts';
import { asGatewayError } from './errors.ts';
import { backoff } from './flows/backoff.ts';

/** What an intake needs. */
export interface IntakeParts {
  queues: readonly Queue[];
  /** Takes in one message's body; what it throws is in the registry, or INTERNAL. */
  takeIn: (body: string) => Promise<void>;
  log: Logger;
}

/** Queues that are being listened to. */
export interface Intake {
  /** Receives nothing more, and is done when what is in hand is. */
  stop(): Promise<void>;
}

/** How many messages are received at once, and how often side by side: no more is in hand than that. */
const AT_ONCE = 10;
const LANES = 2;

/** What never will be taken in comes back soon, seconds, so that it is among the dead letters soon. */
const REFUSED_SECONDS = 2;

/** A queue without dead letters gives out what is refused for as long as it keeps it: from here on ever more rarely. */
const DEAD_AFTER = 50;

/** What may be taken in later comes back after this, seconds, and after twice that each time, up to the longest. */
const FIRST_RETRY_SECONDS = 5;
const LONGEST_RETRY_SECONDS = 900;

/** A queue that stays out of reach is spoken of this often, milliseconds. */
const REMIND_MS = 600_000;

/**
 * Listens to queues until stopped. A message is deleted when it is saved, and never otherwise: what may succeed later
 * comes again, later each time; what never will runs into the queue's dead letters, and holds up nothing meanwhile.
 */
export function startIntake({ queues, takeIn, log }: IntakeParts): Intake {
  const stopping = new AbortController();
  const lanes = queues.flatMap((queue) => {
    const trouble = createTrouble(queue, log);
    return Array.from({ length: LANES }, () => listen(queue, trouble));
  });

  async function listen(queue: Queue, trouble: Trouble): Promise<void> {
    while (!stopping.signal.aborted) {
      const received = await queue.receive(AT_ONCE, stopping.signal).then(trouble.over, trouble.isAt);
      if (Array.isArray(received)) await handle(queue, received);
      else await pause(received.waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  async function handle(queue: Queue, messages: QueuedMessage[]): Promise<void> {
    const isSaved = await Promise.all(messages.map((it) => save(queue, it)));
    const saved = messages.filter((_, index) => isSaved[index]);
    if (saved.length === 0) return;
    await queue.remove(saved).catch((error: unknown) => {
      log.warn(
        { err: error, queue: queue.url },
        'saved messages not deleted; they will come again and change nothing',
      );
    });
  }

  async function save(queue: Queue, message: QueuedMessage): Promise<boolean> {
    try {
      await takeIn(message.body);
      return true;
    } catch (error) {
      await leave(queue, message, error);
      return false;
    }
  }

  async function leave(queue: Queue, message: QueuedMessage, error: unknown): Promise<void> {
    const { code, row } = asGatewayError(error);
    const { id: messageId, receiveCount } = message;
    const seconds = row.retryable ? retrySeconds(receiveCount) : refusedSeconds(receiveCount);
    const level = row.retryable || receiveCount === 1 ? 'warn' : 'debug';
    const meaning = row.retryable ? 'it will come again' : 'it is left to the dead letters';
    log[level](
      { err: error, code, queue: queue.url, messageId, receiveCount },
      `message not taken in: ${meaning}`,
    );
    await queue.postpone(message, seconds).catch((cause: unknown) => {
      log.debug(
        { err: cause, messageId },
        'message not postponed; it comes again when its visibility runs out',
      );
    });
  }

  return {
    async stop() {
      stopping.abort();
      await Promise.all(lanes);
    },
  };
}

function refusedSeconds(receiveCount: number): number {
  return receiveCount <= DEAD_AFTER ? REFUSED_SECONDS : retrySeconds(receiveCount - DEAD_AFTER);
}

/** A quarter of it is chance, so that what failed together does not come back together. */
function retrySeconds(receiveCount: number): number {
  const whole = Math.min(LONGEST_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** Math.min(receiveCount - 1, 10));
  return Math.round(whole * (0.75 + Math.random() / 4));
}

interface Trouble {
  over(messages: QueuedMessage[]): QueuedMessage[];
  isAt(error: unknown): { waitMs: number };
}

/** Says once that a queue is out of reach, and why; again when that changes, and now and then while it lasts. */
function createTrouble({ url: queue }: Queue, log: Logger): Trouble {
  let failures = 0;
  let said = { message: '', at: 0 };
  return {
    over(messages) {
      if (failures) log.info({ queue }, 'the queue can be read again');
      [failures, said] = [0, { message: '', at: 0 }];
      return messages;
    },
    isAt(error) {
      failures += 1;
      const { code, message } = asGatewayError(error);
      const isNews = message !== said.message || Date.now() - said.at > REMIND_MS;
      // A reception that a stop cut off is no trouble.
      const wasStopped = error instanceof Error && /AbortError/.test(message);
      if (isNews && !wasStopped) {
        log.error({ err: error, code, queue }, 'the queue cannot be read; the gateway keeps trying');
        said = { message, at: Date.now() };
      }
      return { waitMs: backoff(failures) };
    },
  };
}
