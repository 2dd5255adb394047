import type { Messaging } from '../aws/messaging.ts';
import { differencesOf } from './difference.ts';
import type { Difference } from './difference.ts';
import type { Wanted } from './plan.ts';

/** How one thing stands in AWS, and how to put it right. */
export interface Standing {
  /** `topic arn:…`, for a person. */
  what: string;
  state: 'right' | 'missing' | 'different' | 'unconfirmed';
  differences: Difference[];
  /** Makes it, or changes these of its attributes; nothing else is touched, and nothing is ever deleted. */
  mend(differences: readonly Difference[]): Promise<void>;
}

/** Looks how a thing stands; changes nothing. */
export function lookAt(aws: Messaging, wanted: Wanted): Promise<Standing> {
  if (wanted.kind === 'topic') return lookAtTopic(aws, wanted);
  return wanted.kind === 'queue' ? lookAtQueue(aws, wanted) : lookAtSubscription(aws, wanted);
}

type Named = Extract<Wanted, { arn: string }>;
type Subscribed = Extract<Wanted, { kind: 'subscription' }>;

async function lookAtTopic(aws: Messaging, { arn, attributes }: Named): Promise<Standing> {
  const found = await aws.topic(arn);
  const set = async (pairs: [string, string][]) => {
    for (const [name, value] of pairs) await aws.setTopic(arn, name, value);
  };
  if (!found)
    return missing(`topic ${arn}`, async () => {
      await aws.createTopic(arn);
      await set(Object.entries(attributes));
    });
  return standing(`topic ${arn}`, differencesOf(attributes, found), (differences) =>
    set(pairsOf(differences)),
  );
}

async function lookAtQueue(aws: Messaging, { arn, attributes }: Named): Promise<Standing> {
  const found = await aws.queue(arn);
  if (!found) return missing(`queue ${arn}`, () => aws.createQueue(arn, attributes));
  return standing(`queue ${arn}`, differencesOf(attributes, found.attributes), (differences) =>
    aws.setQueue(found.url, arn, Object.fromEntries(pairsOf(differences))),
  );
}

async function lookAtSubscription(aws: Messaging, wanted: Subscribed): Promise<Standing> {
  const { topicArn, protocol, endpoint, attributes } = wanted;
  const what = `subscription of ${endpoint} to ${topicArn}`;
  const found = await aws.subscription(topicArn, endpoint);
  const subscribe = () => aws.subscribe(topicArn, protocol, endpoint, attributes);
  if (!found) return missing(what, subscribe);
  const { arn } = found;
  if (arn === undefined) return { what, state: 'unconfirmed', differences: [], mend: subscribe };
  return standing(what, differencesOf(attributes, found.attributes), async (differences) => {
    for (const [name, value] of pairsOf(differences)) await aws.setSubscription(arn, name, value);
  });
}

function missing(what: string, make: () => Promise<void>): Standing {
  return { what, state: 'missing', differences: [], mend: make };
}

function standing(what: string, differences: Difference[], mend: Standing['mend']): Standing {
  return { what, state: differences.length ? 'different' : 'right', differences, mend };
}

function pairsOf(differences: readonly Difference[]): [string, string][] {
  return differences.map(({ name, next }) => [name, next]);
}
