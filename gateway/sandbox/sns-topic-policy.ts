import { AwsError } from './aws-error.ts';
import type { Topic } from './books.ts';

interface Statement {
  Effect?: string;
  Principal?: unknown;
  Action?: string | string[];
  Resource?: string | string[];
  Condition?: unknown;
}

/** Reads a topic's `Policy` attribute. Throws InvalidParameter when it is not a policy. */
export function parseTopicPolicy(text: string): Statement[] {
  try {
    const { Statement } = JSON.parse(text);
    const statements = [Statement ?? []].flat();
    if (statements.every((one) => typeof one === 'object' && one !== null)) return statements;
  } catch {
    // Falls through to the refusal below.
  }
  throw new AwsError('InvalidParameter', 'Invalid parameter: Policy Error: not a JSON policy document');
}

/**
 * Whether IAM may publish to this topic. A statement with a condition is not counted: AWS documents the policy
 * without one.
 */
export function allowsDelegationNotices(topic: Topic): boolean {
  const statements = parseTopicPolicy(topic.attributes.Policy ?? '{}').filter((one) =>
    concerns(one, topic.arn),
  );
  const effects = new Set(statements.map((one) => one.Effect));
  return effects.has('Allow') && !effects.has('Deny');
}

function concerns(statement: Statement, topicArn: string): boolean {
  const { Principal, Action, Resource, Condition } = statement;
  const resources = Resource === undefined ? [topicArn] : [Resource].flat();
  return (
    Condition === undefined &&
    namesIam(Principal) &&
    [Action ?? []].flat().some((one) => matches(one.toLowerCase(), 'sns:publish')) &&
    resources.some((one) => matches(one, topicArn))
  );
}

function namesIam(principal: unknown): boolean {
  if (principal === '*') return true;
  if (typeof principal !== 'object' || principal === null || !('Service' in principal)) return false;
  return [principal.Service].flat().includes('iam.amazonaws.com');
}

function matches(pattern: string, text: string): boolean {
  const literal = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(text);
}
