import { AwsError } from '../aws-error.ts';
import type { Caller } from '../caller.ts';
import { authorize, denial } from '../policies/authorize.ts';
import type { World } from '../world.ts';
import { setAttributes, shownAttributes } from './queue-attributes.ts';
import type { Queue } from './queue.ts';

/** Makes a queue, or gives the one of that name if it has these attributes. Throws QueueNameExists (400) if not. */
export function createQueue(
  world: World,
  caller: Caller,
  name: string,
  attributes: Record<string, string>,
): Queue {
  const { accountId, region } = caller;
  const arn = `arn:aws:sqs:${region}:${accountId}:${name}`;
  authorize(caller, { action: 'sqs:CreateQueue', resource: arn });
  const known = queueByArn(world, arn);
  if (known) return assertSame(world, known, attributes);
  const now = world.clock.now();
  const queue: Queue = {
    arn,
    accountId,
    name,
    attributes: {},
    createdAt: now,
    modifiedAt: now,
    messages: [],
  };
  setAttributes(world, queue, attributes);
  world.books.pages.queues[arn] = queue;
  return queue;
}

function assertSame(world: World, queue: Queue, attributes: Record<string, string>): Queue {
  const shown = shownAttributes(world, queue);
  const isSame = Object.entries(attributes).every(([name, value]) => (shown[name] ?? '') === value);
  if (isSame) return queue;
  throw new AwsError(
    'QueueNameExists',
    'A queue already exists with the same name and a different value for an attribute.',
  );
}

/** The queue of this ARN; undefined where there is none. */
export function queueByArn(world: World, arn: string): Queue | undefined {
  const { queues } = world.books.pages;
  return Object.hasOwn(queues, arn) ? queues[arn] : undefined;
}

/** The queue at this URL, for its own account. Throws QueueDoesNotExist (400) or AccessDenied (403). */
export function queueAt(world: World, caller: Caller, action: string, url: string): Queue {
  const [name = '', accountId = ''] = url.split('/').toReversed();
  return queueNamed(world, caller, action, name, accountId);
}

/** The queue of this name in the Region for which the call was signed; throws as `queueAt` does. */
export function queueNamed(
  world: World,
  caller: Caller,
  action: string,
  name: string,
  accountId = caller.accountId,
): Queue {
  const wish = { action: `sqs:${action}`, resource: `arn:aws:sqs:${caller.region}:${accountId}:${name}` };
  if (accountId !== caller.accountId) throw denial(caller, wish);
  authorize(caller, wish);
  const queue = queueByArn(world, wish.resource);
  if (queue) return queue;
  throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
}

/** Where a queue is reached. The Region is that of the call's signature, since the sandbox has one address for all. */
export function urlOf(world: World, { accountId, name }: Queue): string {
  return `${world.url}/${accountId}/${name}`;
}
