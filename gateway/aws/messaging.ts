/** Attributes by name, as AWS takes and gives them: texts, some of them JSON. */
export type Attributes = Record<string, string>;

/** A subscription; without an ARN it waits to be confirmed. */
export interface FoundSubscription {
  arn?: string;
  attributes: Attributes;
}

/**
 * AWS's topics, queues and subscriptions, for setting them up; each is named by its ARN. What is not there is
 * undefined. Every call throws CONFIG_INVALID where there are no credentials, AWS_REFUSED with the IAM action that is
 * not allowed, or AWS_UNAVAILABLE.
 */
export interface Messaging {
  /** Whose credentials these are. */
  caller(): Promise<{ accountId: string; partition: string }>;
  topic(arn: string): Promise<Attributes | undefined>;
  createTopic(arn: string): Promise<void>;
  setTopic(arn: string, name: string, value: string): Promise<void>;
  queue(arn: string): Promise<{ url: string; attributes: Attributes } | undefined>;
  createQueue(arn: string, attributes: Attributes): Promise<void>;
  setQueue(url: string, queueArn: string, attributes: Attributes): Promise<void>;
  subscription(topicArn: string, endpoint: string): Promise<FoundSubscription | undefined>;
  /** Subscribes, or asks again to confirm. */
  subscribe(topicArn: string, protocol: string, endpoint: string, attributes: Attributes): Promise<void>;
  setSubscription(arn: string, name: string, value: string): Promise<void>;
}
