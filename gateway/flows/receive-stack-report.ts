import type { StackRequest } from '../aws/stack-request.ts';
import { parseRoleArn } from '../domain/customer-role.ts';
import { stackReported } from '../domain/stack-events.ts';
import { remember } from '../domain/grant.ts';
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
 * A stack that is no grant's (its external ID was changed, or the grant has another) is told so at once, or it would
 * hang; what it takes back is let through. Nothing is kept of it. AWS_UNAVAILABLE if it cannot be told: SNS asks again.
 */
async function turnAway(ports: Ports, messageId: string, request: StackRequest): Promise<void> {
  const { meaning, remedy } = ERRORS.STACK_INVALID;
  const verdict =
    request.type === 'Create'
      ? { Status: 'FAILED', Reason: `STACK_INVALID: ${meaning} ${remedy}` }
      : { Status: 'SUCCESS' };
  await ports.aws.answerStack(request.responseUrl, {
    ...verdict,
    PhysicalResourceId: request.physicalResourceId ?? 'turned-away',
    StackId: request.stackId,
    RequestId: request.id,
    LogicalResourceId: request.logicalResourceId,
  });
  ports.log.warn({ messageId, type: request.type, stackId: request.stackId }, 'stack turned away');
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
  const { id, logicalResourceId, responseUrl, type } = request;
  const report = {
    stackId: request.stackId,
    roleArn: request.roleArn,
    accountId,
    request: { id, logicalResourceId, responseUrl, type },
    at: ports.now(),
  };
  return remember(stackReported(grant, report), messageId);
}
