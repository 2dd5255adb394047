import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { isKnownOperator } from './conditions.ts';

const texts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const scalars = z.union([scalar, z.array(scalar)]).transform((value) => [value].flat());

const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.union([z.literal('*'), z.record(z.string(), texts)]).optional(),
  Action: texts.optional(),
  NotAction: texts.optional(),
  Resource: texts.optional(),
  NotResource: texts.optional(),
  Condition: z.record(z.string(), z.record(z.string(), scalars)).default({}),
});

const policy = z.strictObject({
  Version: z.enum(['2012-10-17', '2008-10-17']).optional(),
  Id: z.string().optional(),
  Statement: z.union([statement, z.array(statement)]).transform((value) => [value].flat()),
});

/** One statement of a policy; what may be one or many is a list here. */
export type Statement = z.output<typeof statement>;

/** Where a policy stands: with an identity, as a role's trust, or with a resource such as a topic. */
export type PolicyKind = 'identity' | 'trust' | 'resource';

/** What a statement of each kind must not lack, and must not have. */
const rules = {
  identity: { resource: true, principal: false },
  trust: { resource: false, principal: true },
  resource: { resource: true, principal: true },
} satisfies Record<PolicyKind, { resource: boolean; principal: boolean }>;

/** Reads a policy. Throws MalformedPolicyDocument for what IAM would not store, or the sandbox cannot evaluate. */
export function parsePolicy(text: string, kind: PolicyKind): Statement[] {
  const result = policy.safeParse(asJson(text));
  if (!result.success) {
    const { path = [], message = '' } = result.error.issues[0] ?? {};
    throw malformed(`Syntax errors in policy: ${path.join('.')} ${message}`);
  }
  for (const one of result.data.Statement) assertStatement(one, kind);
  return result.data.Statement;
}

function assertStatement(one: Statement, kind: PolicyKind): void {
  const { resource, principal } = rules[kind];
  if ((one.Action === undefined) === (one.NotAction === undefined)) {
    throw malformed('A statement must have either Action or NotAction');
  }
  if ((one.Principal !== undefined) !== principal) {
    throw malformed(
      principal ? 'A statement must have a Principal' : 'Policy document should not specify a principal',
    );
  }
  const hasResource = one.Resource !== undefined || one.NotResource !== undefined;
  if (hasResource !== resource) {
    throw malformed(resource ? 'A statement must have a Resource' : 'Has prohibited field Resource');
  }
  for (const action of [...(one.Action ?? []), ...(one.NotAction ?? [])]) {
    if (!/^(\*|[\w*?-]+:[\w*?]+)$/.test(action)) throw malformed(`Actions need a vendor prefix: ${action}`);
  }
  const unknown = Object.keys(one.Condition).find((name) => !isKnownOperator(name));
  if (unknown) throw malformed(`The sandbox knows no condition operator ${unknown}`);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('This policy contains invalid Json');
  }
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message);
}
