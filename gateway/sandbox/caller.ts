import { AwsError } from './aws-error.ts';
import type { PolicyLayer } from './policies/authorize.ts';
import { principalByAccessKey, type Partner, type Principal } from './principals.ts';
import { roleKey } from './roles/role-key.ts';
import { assertSigned, readSignature, type ReceivedRequest } from './signature-v4.ts';
import type { World } from './world.ts';

/** Who makes a call: the identity behind an access key. */
export interface Caller {
  kind: 'partner' | 'customer' | 'delegated' | 'role';
  arn: string;
  accountId: string;
  userId: string;
  isRoot: boolean;
  mayAdminister: boolean;
  /** The role whose session this is; absent for anybody else. */
  roleArn?: string;
  /** What credentials made by STS may do; absent for people and partners, of whom `mayAdminister` says all. */
  layers?: PolicyLayer[];
  /** The region the call was signed for: where a topic is made. */
  region: string;
}

/** A secret key with whom it stands for. */
export interface KnownKey {
  secretAccessKey: string;
  sessionToken?: string;
  /** Why the key no longer works, if it does not. */
  dead?: boolean;
  caller: Omit<Caller, 'region'>;
}

/**
 * Verifies the request's Signature V4 and says who sent it. Throws InvalidClientTokenId, SignatureDoesNotMatch or
 * ExpiredToken (all 403).
 */
export function identifyCaller(world: World, request: ReceivedRequest): Caller {
  const claimed = readSignature(request);
  const key = findKey(world, claimed.accessKeyId);
  if (!key || !hasSessionToken(request, key)) {
    throw new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.');
  }
  assertSigned(request, claimed, key.secretAccessKey);
  if (key.dead) throw new AwsError('ExpiredToken', 'The security token included in the request is expired');
  return { ...key.caller, region: claimed.region };
}

/** A made-up customer identity as a caller, for the console and the control API. */
export function callerFor(principal: Principal): Caller {
  const { arn, accountId, userId, isRoot, mayAdminister } = principal;
  return { kind: 'customer', arn, accountId, userId, isRoot, mayAdminister, region: 'us-east-1' };
}

function findKey(world: World, accessKeyId: string): KnownKey | undefined {
  const partner = world.partners.find((one) => one.accessKeyId === accessKeyId);
  if (partner) return partnerKey(partner);
  const principal = principalByAccessKey(accessKeyId);
  if (!principal) return delegatedKey(world, accessKeyId) ?? roleKey(world, accessKeyId);
  const { secretAccessKey, sessionToken } = principal;
  return { secretAccessKey, sessionToken, caller: callerFor(principal) };
}

function partnerKey(partner: Partner): KnownKey {
  const { accountId, secretAccessKey } = partner;
  return {
    secretAccessKey,
    caller: {
      kind: 'partner',
      arn: `arn:aws:iam::${accountId}:user/gateway`,
      accountId,
      userId: `AIDA${accountId}GATE`,
      isRoot: false,
      mayAdminister: true,
    },
  };
}

function delegatedKey(world: World, accessKeyId: string): KnownKey | undefined {
  const { sessions, requests } = world.books.pages;
  const session = sessions[accessKeyId];
  const request = session && requests[session.requestId];
  if (!session || !request?.approverId || !request.ownerAccountId) return undefined;
  return {
    secretAccessKey: session.secretAccessKey,
    sessionToken: session.sessionToken,
    dead: request.revoked || world.clock.now() >= session.expiresAt,
    caller: {
      kind: 'delegated',
      arn: request.approverId,
      accountId: request.ownerAccountId,
      userId: `AROA${request.ownerAccountId}:${request.approverId.split('/').pop()}`,
      isRoot: false,
      mayAdminister: false,
      // Whoever may approve may do everything: what both may do is what the request's policy allows.
      layers: [{ name: 'identity-based policy', documents: [request.policy] }],
    },
  };
}

function hasSessionToken(request: ReceivedRequest, key: KnownKey): boolean {
  return request.headers['x-amz-security-token'] === key.sessionToken;
}
