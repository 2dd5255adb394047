/** A message that SQS gave us; it is ours until its visibility runs out. */
export interface QueuedMessage {
  id: string;
  body: string;
  /** How often it was given out, this time included. */
  receiveCount: number;
  /** What names this reception of it to SQS. */
  receipt: string;
}

/** A queue of SQS. Every call throws AWS_REFUSED or AWS_UNAVAILABLE, with a sentence that says what to do. */
export interface Queue {
  url: string;
  /** At most so many messages, at most 10; waits up to twenty seconds for the first. */
  receive(max: number, signal: AbortSignal): Promise<QueuedMessage[]>;
  /** Forgets messages for good; one that cannot be forgotten now comes again. */
  remove(messages: readonly QueuedMessage[]): Promise<void>;
  /** Lets the message come again in so many seconds, at most 43,200. */
  postpone(message: QueuedMessage, seconds: number): Promise<void>;
}
