import type { StackRequest } from '../aws/stack-request.ts';
import type { ErrorCode } from '../../schema/types.generated.ts';
import { grantOfStack, parseRoleArn } from '../domain/customer-role.ts';
import { stackReported } from '../domain/stack-events.ts';
import { endGrant, remember } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { ERRORS } from '../errors.ts';
import { changeGrant } from './change-grant.ts';
import type { Ports } from './ports.ts';

/**
 * Takes in what a stack's custom resource asks: when this returns it is saved. Anybody may publish to that topic, so
 * nothing in it is believed: it is held against the external ID, and the role is proved before anything comes of it.
 */
export async function receiveStackReport(
  ports: Ports,
  messageId: string,
  request: StackRequest,
): Promise<void> {
  const id = grantIdOfExternalId(request.externalId);
  const grant = id ? await changeGrant(ports, id, (it) => once(ports, it, messageId, request)) : undefined;
  if (!grant?.handledMessageIds.includes(messageId)) return turnAway(ports, messageId, request);
  ports.log.info({ grantId: grant.id, messageId, type: request.type }, 'stack report saved');
}

/**
 * A stack whose external ID is no grant's is told so at once, or it would hang. Nothing is kept of its role. If its name
 * or its external ID before says whose it is, the customer changed it. AWS_UNAVAILABLE if it cannot be told: SNS asks again.
 */
async function turnAway(ports: Ports, messageId: string, request: StackRequest): Promise<void> {
  const code = await REFUSALS[request.type](ports, request);
  const verdict = code
    ? { Status: 'FAILED', Reason: `${code}: ${ERRORS[code].meaning} ${ERRORS[code].remedy}` }
    : { Status: 'SUCCESS' };
  await ports.aws.answerStack(request.responseUrl, {
    ...verdict,
    PhysicalResourceId: request.physicalResourceId ?? 'turned-away',
    StackId: request.stackId,
    RequestId: request.id,
    LogicalResourceId: request.logicalResourceId,
  });
  ports.log.warn({ messageId, type: request.type, stackId: request.stackId, code }, 'stack turned away');
}

/** Why it is told no. What a stack of no grant's changes or takes back is let through: a no would only trap it. */
const REFUSALS = {
  Create: async (ports, { stackId }) => {
    const { grantId = '', accountId } = grantOfStack(stackId) ?? {};
    const grant = await changeGrant(ports, grantId, (it) =>
      waitsForStackIn(it, accountId) ? endGrant(it, 'FAILED', ports.now(), 'EXTERNAL_ID_CHANGED') : it,
    );
    return grant?.failure?.code === 'EXTERNAL_ID_CHANGED' ? 'EXTERNAL_ID_CHANGED' : 'STACK_INVALID';
  },
  Update: async ({ store }, { oldExternalId, stackId }) => {
    const grant = await store.get(grantIdOfExternalId(oldExternalId ?? '') ?? '');
    const isOurs = grant?.externalId === oldExternalId && grant?.stack?.id === stackId;
    return isOurs && grant?.status === 'ACTIVE' ? 'EXTERNAL_ID_CHANGED' : undefined;
  },
  Delete: async () => undefined,
} satisfies Record<
  StackRequest['type'],
  (ports: Ports, request: StackRequest) => Promise<ErrorCode | undefined>
>;

function waitsForStackIn(grant: Grant, accountId: string | undefined): boolean {
  const { status, pathKind, stack, role, requestedAccountId = accountId } = grant;
  return (
    status === 'PENDING' &&
    pathKind === 'ROLE_BY_CLOUDFORMATION' &&
    !stack &&
    !role &&
    requestedAccountId === accountId
  );
}

/** External IDs begin with the grant's id: that leads back to it without an index. */
export function grantIdOfExternalId(externalId: string): string | undefined {
  return /^(grant_[0-9a-z]{26})\.[0-9a-z]{32}$/.exec(externalId)?.[1];
}

function once(ports: Ports, grant: Grant, messageId: string, request: StackRequest): Grant {
  if (grant.externalId !== request.externalId || grant.handledMessageIds.includes(messageId)) return grant;
  if (request.type === 'Create' && grant.stack && grant.stack.id !== request.stackId) return grant;
  if (request.type !== 'Create' && grant.stack?.id !== request.stackId) return grant;
  const accountId = parseRoleArn(request.roleArn)?.accountId ?? '';
  const { id, logicalResourceId, responseUrl, type, physicalResourceId } = request;
  const report = {
    stackId: request.stackId,
    roleArn: request.roleArn,
    accountId,
    request: { id, logicalResourceId, responseUrl, type, physicalResourceId },
    at: ports.now(),
  };
  return remember(stackReported(grant, report), messageId);
}
