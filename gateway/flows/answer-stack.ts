import { plan, unplan } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { stackAnswered } from '../domain/stack-events.ts';
import { ERRORS, GatewayError } from '../errors.ts';
import { backoff } from './backoff.ts';
import { changeGrant } from './change-grant.ts';
import type { Ports } from './ports.ts';

/** After this CloudFormation does not listen any more, milliseconds. */
const LISTENS_MS = 3_600_000;

/** Tells the stack yes or no, so that it goes on or rolls back. A Delete is always let through: it must not hang. */
export async function answerStack(ports: Ports, grant: Grant): Promise<void> {
  const request = grant.stack?.request;
  if (!request || !grant.stack) {
    await changeGrant(ports, grant.id, (it) => unplan(it, 'ANSWER'));
    return;
  }
  const answer = {
    ...verdict(grant, request.type),
    PhysicalResourceId: grant.id,
    StackId: grant.stack.id,
    RequestId: request.id,
    LogicalResourceId: request.logicalResourceId,
  };
  try {
    await ports.aws.answerStack(request.responseUrl, answer);
    await changeGrant(ports, grant.id, (it) =>
      it.stack?.request?.id === request.id ? stackAnswered(it) : it,
    );
  } catch (error) {
    await putOff(ports, grant, request.at, error);
  }
}

function verdict(grant: Grant, type: 'Create' | 'Update' | 'Delete') {
  if (type === 'Delete' || grant.status === 'ACTIVE') return { Status: 'SUCCESS' };
  const Reason = grant.failure
    ? `${grant.failure.code}: ${ERRORS[grant.failure.code].meaning} ${ERRORS[grant.failure.code].remedy}`
    : `The connection is ${grant.status.toLowerCase()}; start again from the page you came from.`;
  return { Status: 'FAILED', Reason };
}

async function putOff(ports: Ports, grant: Grant, askedAt: number, error: unknown): Promise<void> {
  const at = ports.now();
  const isRetryable = error instanceof GatewayError && error.row.retryable && at < askedAt + LISTENS_MS;
  ports.log.warn({ grantId: grant.id, err: error }, 'stack not answered');
  await changeGrant(ports, grant.id, (it) => {
    const attempts = (it.due.find(({ kind }) => kind === 'ANSWER')?.attempts ?? 0) + 1;
    return isRetryable ? plan(it, 'ANSWER', at + backoff(attempts), attempts) : stackAnswered(it);
  });
}
