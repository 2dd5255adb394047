import { AwsError } from '../aws-error.ts';
import type { Caller } from '../caller.ts';
import type { ConditionKeys } from './conditions.ts';
import { parsePolicy } from './policy-document.ts';
import { evaluate, type AccessRequest } from './policy-evaluation.ts';

/** Policies of one sort; a call must be allowed by each sort that its caller has. */
export interface PolicyLayer {
  name: 'identity-based policy' | 'permissions boundary' | 'session policy';
  /** JSON texts. */
  documents: string[];
}

/** What is wanted; a key without a value is as good as absent. */
export interface Wish {
  action: string;
  resource: string;
  keys?: Record<string, string | string[] | undefined>;
}

/**
 * Throws AccessDenied (403), in words like AWS's, unless this caller may do this: an administrator may all, a developer
 * nothing, and credentials made by STS what every layer of their policies allows.
 */
export function authorize(caller: Caller, wish: Wish): void {
  if (!caller.layers && caller.mayAdminister) return;
  const request: AccessRequest = { ...wish, keys: conditionKeys(caller, wish) };
  for (const layer of caller.layers ?? [{ name: 'identity-based policy', documents: [] }]) {
    const statements = layer.documents.flatMap((one) => parsePolicy(one, 'identity'));
    const verdict = evaluate(statements, request);
    if (verdict !== 'allowed') throw denial(caller, wish, reasonOf(verdict, layer.name, wish.action));
  }
}

/** What policies may ask about a call. */
export function conditionKeys(caller: Caller, { resource, keys = {} }: Wish): ConditionKeys {
  const all = {
    'aws:PrincipalArn': caller.roleArn ?? caller.arn,
    'aws:PrincipalAccount': caller.accountId,
    'aws:userid': caller.userId,
    'aws:ResourceAccount': resource.split(':')[4],
    ...keys,
  };
  return new Map(
    Object.entries(all).flatMap(([key, value]) =>
      value === undefined ? [] : [[key.toLowerCase(), [value].flat()]],
    ),
  );
}

/** The refusal of a call. */
export function denial(caller: Caller, { action, resource }: Wish, reason = ''): AwsError {
  const words = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource}`;
  return new AwsError('AccessDenied', reason ? `${words} ${reason}` : words);
}

function reasonOf(verdict: 'denied' | 'silent', layer: PolicyLayer['name'], action: string): string {
  const article = layer === 'identity-based policy' ? 'an' : 'a';
  return verdict === 'denied'
    ? `with an explicit deny in ${article} ${layer}`
    : `because no ${layer} allows the ${action} action`;
}
