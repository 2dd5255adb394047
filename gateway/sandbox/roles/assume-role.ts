import type { z } from 'zod';
import type { Caller } from '../caller.ts';
import { authorize, conditionKeys, denial, type Wish } from '../policies/authorize.ts';
import { parsePolicy, type Statement } from '../policies/policy-document.ts';
import { evaluate } from '../policies/policy-evaluation.ts';
import type { World } from '../world.ts';
import type { Role, RoleVersion } from './role.ts';
import type { roleShapes } from './role-shapes.ts';
import { openRoleSession } from './role-session.ts';
import { requestTagKeys, tagsOf } from './role-tags.ts';
import { findRole, roleSeenBySts } from './roles.ts';
import { tamperBeforeLook } from './tampering.ts';

/**
 * Opens a session of a role for a caller whom its trust policy names and who may call sts:AssumeRole. Throws
 * AccessDenied, alike for a role that is not there, ValidationError for a session that is to last too long.
 */
export function assumeRole(world: World, caller: Caller, input: z.output<typeof roleShapes.assume>) {
  const tags = tagsOf(input.Tags);
  const keys = { 'sts:ExternalId': input.ExternalId, 'sts:RoleSessionName': input.RoleSessionName };
  const wish: Wish = { action: 'sts:AssumeRole', resource: input.RoleArn, keys };
  authorize(caller, wish);
  const found = roleToAssume(world, input.RoleArn);
  if (!found) throw denial(caller, wish);
  assertTrusted(caller, wish, found.terms);
  if (Object.keys(tags).length) {
    const tagging = { ...wish, action: 'sts:TagSession', keys: { ...keys, ...requestTagKeys(tags) } };
    authorize(caller, tagging);
    assertTrusted(caller, tagging, found.terms);
  }
  return openRoleSession(world, found.role, found.terms, input, caller.kind === 'role');
}

/** The role of exactly this ARN with its terms as far as STS knows them; undefined: to STS there is none. */
export function roleToAssume(world: World, arn: string): { role: Role; terms: RoleVersion } | undefined {
  const [, accountId = '', name = ''] = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  const role = findRole(world, accountId, name);
  if (role?.arn !== arn) return undefined;
  tamperBeforeLook(world, role);
  const terms = roleSeenBySts(world, role);
  return terms && { role, terms };
}

function assertTrusted(caller: Caller, wish: Wish, { trust }: RoleVersion): void {
  const request = { ...wish, keys: conditionKeys(caller, wish) };
  const verdict = evaluate(parsePolicy(trust, 'trust'), request, (one) => names(one, caller));
  if (verdict !== 'allowed') throw denial(caller, wish);
}

/** Whether a statement names this caller: its account, itself, or the role whose session it is. */
export function names({ Principal }: Statement, caller: Caller): boolean {
  const named = Principal === '*' ? ['*'] : (Principal?.AWS ?? []);
  const { accountId, arn, roleArn } = caller;
  const own = ['*', accountId, `arn:aws:iam::${accountId}:root`, arn, roleArn];
  return named.some((one) => own.includes(one));
}
