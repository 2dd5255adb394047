import { AwsError } from '../aws-error.ts';
import { managedPolicy } from '../policies/managed-policies.ts';
import { parsePolicy } from '../policies/policy-document.ts';
import { makeCredentials } from '../secrets.ts';
import type { World } from '../world.ts';
import type { Role, RoleVersion } from './role.ts';
import { sessionArn } from './role-key.ts';

/** What both ways of assuming a role take. */
export interface SessionInput {
  RoleSessionName: string;
  DurationSeconds?: number;
  Policy?: string;
  PolicyArns?: { arn: string }[];
}

const defaultDuration = 3_600;
/** Longest session, in seconds, that the session of another role may open. */
const maxChainedDuration = 3_600;

/** Opens a session of a role that may be assumed. Throws ValidationError when it is to last too long. */
export function openRoleSession(
  world: World,
  role: Role,
  terms: RoleVersion,
  input: SessionInput,
  isChained = false,
) {
  const seconds = input.DurationSeconds ?? defaultDuration;
  if (isChained && seconds > maxChainedDuration) {
    throw tooLong('the 1 hour session limit for roles assumed by role chaining.');
  }
  if (seconds > terms.maxSessionDuration) throw tooLong('the MaxSessionDuration set for this role.');
  const sessionPolicies = sessionPoliciesOf(world, input);
  const expiresAt = world.clock.now() + seconds * 1000;
  const credentials = makeCredentials(world);
  const name = input.RoleSessionName;
  const session = { ...credentials, expiresAt, roleArn: role.arn, roleId: role.id, name, sessionPolicies };
  world.books.pages.roleSessions[session.accessKeyId] = session;
  world.books.changed();
  return {
    Credentials: {
      AccessKeyId: credentials.accessKeyId,
      SecretAccessKey: credentials.secretAccessKey,
      SessionToken: credentials.sessionToken,
      Expiration: new Date(expiresAt),
    },
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${name}`,
      Arn: sessionArn(role.accountId, role.name, name),
    },
  };
}

function sessionPoliciesOf(world: World, { Policy, PolicyArns = [] }: SessionInput): string[] {
  if (Policy !== undefined) parsePolicy(Policy, 'identity');
  const managed = PolicyArns.map(({ arn }) => {
    const document = managedPolicy(world, arn);
    if (document !== undefined) return document;
    throw new AwsError('ValidationError', `There is no policy ${arn}`);
  });
  return [...(Policy === undefined ? [] : [Policy]), ...managed];
}

function tooLong(words: string): AwsError {
  return new AwsError('ValidationError', `The requested DurationSeconds exceeds ${words}`);
}
