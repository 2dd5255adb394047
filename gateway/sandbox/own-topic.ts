import { AwsError } from './aws-error.ts';
import type { Topic } from './books.ts';
import type { Caller } from './caller.ts';
import type { World } from './world.ts';

/** The topic of this ARN if it belongs to the caller's account. Throws InvalidParameter, NotFound or AuthorizationError. */
export function ownTopic(world: World, caller: Caller, arn: string): Topic {
  assertOwnRegion(caller, arn);
  const { topics } = world.books.pages;
  const topic = Object.hasOwn(topics, arn) ? topics[arn] : undefined;
  if (!topic) throw new AwsError('NotFound', 'Topic does not exist');
  if (topic.accountId !== caller.accountId || caller.layers) {
    throw new AwsError('AuthorizationError', `${caller.arn} is not authorized to use the topic ${arn}`);
  }
  return topic;
}

/** A signed call reaches the topics of the region it was signed for, and no others. Throws InvalidParameter. */
export function assertOwnRegion({ accountId, region }: Caller, topicArn: string): void {
  if (accountId && topicArn.split(':')[3] !== region)
    throw new AwsError('InvalidParameter', 'Invalid parameter: TopicArn');
}
