import { fillVariables, holds, type ConditionKeys } from './conditions.ts';
import type { Statement } from './policy-document.ts';
import { fitsArn, fitsWildcard } from './wildcard.ts';

/** One thing somebody wants to do, as policies see it. */
export interface AccessRequest {
  /** Such as `iam:CreateRole`. */
  action: string;
  /** Its ARN. */
  resource: string;
  keys: ConditionKeys;
}

/** What policies say of a request: `silent` when no statement speaks of it, which is a refusal as well. */
export type Verdict = 'allowed' | 'denied' | 'silent';

/** What the statements say together; `concerns` narrows to those that name the caller. A denial beats all. */
export function evaluate(
  statements: Statement[],
  request: AccessRequest,
  concerns: (statement: Statement) => boolean = () => true,
): Verdict {
  const effects = statements
    .filter((one) => speaksOf(one, request) && concerns(one) && holds(one.Condition, request.keys))
    .map((one) => one.Effect);
  if (effects.includes('Deny')) return 'denied';
  return effects.includes('Allow') ? 'allowed' : 'silent';
}

function speaksOf(one: Statement, { action, resource, keys }: AccessRequest): boolean {
  const isAction = (pattern: string) => fitsWildcard(pattern.toLowerCase(), action.toLowerCase());
  const isResource = (pattern: string) => pattern === '*' || fitsArn(fillVariables(pattern, keys), resource);
  const speaksOfAction = one.Action ? one.Action.some(isAction) : !one.NotAction?.some(isAction);
  if (one.Resource) return speaksOfAction && one.Resource.some(isResource);
  return speaksOfAction && !one.NotResource?.some(isResource);
}
