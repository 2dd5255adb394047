import type { Books } from './books.ts';
import type { Clock } from './clock.ts';
import type { Notice } from './notice-habits.ts';
import type { Partner } from './principals.ts';

/** What every operation of one running sandbox works with. */
export interface World {
  /** Where the sandbox is reached, without a trailing slash. */
  url: string;
  books: Books;
  clock: Clock;
  partners: Partner[];
  /** Multiplies the waiting times between SNS's attempts: 1 is as in AWS. */
  retryDelayScale: number;
  /** Milliseconds between two steps of a scripted customer. */
  stepDelayMs: number;
  /** How long (milliseconds of the sandbox's clock) STS does not see what was changed in IAM. */
  propagationMs: number;
  /** Notices of one delegation request go out one after another. */
  noticeQueues: Map<string, NoticeQueue>;
  /** Runs a task later (real milliseconds) unless the sandbox stops first. */
  later(delayMs: number, task: () => void): void;
  /** Fires when the sandbox stops; deliveries under way are given up. */
  stopping: AbortSignal;
}

/** The notices of one delegation request: the last one under way, and those a scripted customer holds back. */
export interface NoticeQueue {
  tail: Promise<void>;
  held: Notice[];
}

/** The partner of this account id, or undefined when the account is not onboarded. */
export function partnerOf(world: World, accountId: string): Partner | undefined {
  return world.partners.find((one) => one.accountId === accountId);
}

/** Waits that many real milliseconds; never ends once the sandbox stops. */
export function pause(world: World, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    world.later(delayMs, resolve);
  });
}
