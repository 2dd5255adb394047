import { endGrant, plan, record, unplan, workflowIdOf } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { requestCreated } from '../domain/grant-events.ts';
import type { NewDelegationRequest } from '../aws/aws.ts';
import { asGatewayError, GatewayError } from '../errors.ts';
import { backoff } from './backoff.ts';
import { changeGrant } from './change-grant.ts';
import { mayTryAgain } from './may-try-again.ts';
import type { Ports } from './ports.ts';

/** How long AWS may be out of reach before the grant fails, milliseconds. */
const PATIENCE_MS = 300_000;

/** How many workflow ids are tried: each one taken is an earlier call that went through unheard. */
const MAX_REQUESTS = 5;

/**
 * Creates the grant's delegation request, unless it is there. Whatever can be tried again is left due; what cannot
 * ends the grant, and the error is thrown for whoever waits.
 */
export async function requestDelegation(ports: Ports, id: string): Promise<Grant> {
  const grant = await existing(ports, id);
  if (grant.status !== 'PENDING' || grant.delegationRequest)
    return changed(ports, id, (it) => unplan(it, 'REQUEST'));
  try {
    const answer = await ports.aws.createDelegationRequest(asAsked(ports, grant));
    if (answer === 'WORKFLOW_ID_TAKEN') return await beginAnew(ports, grant);
    return await changed(ports, id, (it) =>
      // Asked twice at once, the other may have begun anew: then this link leads nowhere.
      it.requestAttempt === grant.requestAttempt ? requestCreated(it, { ...answer, at: ports.now() }) : it,
    );
  } catch (error) {
    return await putOff(ports, grant, error);
  }
}

/**
 * AWS has no look-up by workflow id: if ours is taken, the link of that request is lost, so ask under another. Unless
 * a notice of it came meanwhile: then somebody has that link, and it is the request to listen to.
 */
async function beginAnew(ports: Ports, grant: Grant): Promise<Grant> {
  if (grant.requestAttempt >= MAX_REQUESTS) throw new GatewayError('AWS_UNAVAILABLE');
  const requestAttempt = grant.requestAttempt + 1;
  await changed(ports, grant.id, (it) =>
    it.requestAttempt < requestAttempt && !it.delegationRequest ? { ...it, requestAttempt } : it,
  );
  return requestDelegation(ports, grant.id);
}

async function putOff(ports: Ports, grant: Grant, error: unknown): Promise<Grant> {
  const known = asGatewayError(error);
  const at = ports.now();
  const attempts = grant.due.find(({ kind }) => kind === 'REQUEST')?.attempts ?? 0;
  if (mayTryAgain(known, attempts) && at < grant.createdAt + PATIENCE_MS) {
    ports.log.warn({ grantId: grant.id, code: known.code, err: known }, 'delegation request put off');
    return changed(ports, grant.id, (it) => retryLater(it, at, known));
  }
  await changed(ports, grant.id, (it) =>
    it.status === 'PENDING' ? endGrant(it, 'FAILED', at, known.code) : it,
  );
  throw known;
}

function retryLater(grant: Grant, at: number, { code }: GatewayError): Grant {
  const due = grant.due.find((it) => it.kind === 'REQUEST');
  if (grant.status !== 'PENDING' || !due) return grant;
  const attempts = due.attempts + 1;
  const noted = record(grant, { at, type: 'DELEGATION_REQUEST_RETRIED', code });
  return plan(noted, 'REQUEST', at + backoff(attempts), attempts);
}

function asAsked({ partner }: Ports, grant: Grant): NewDelegationRequest {
  const path = partner.paths.find((it) => it.id === grant.pathId);
  if (!path?.policyTemplateArn)
    throw new GatewayError('PATH_UNAVAILABLE', `The path ${grant.pathId} has no policy template any more.`);
  return {
    workflowId: workflowIdOf(grant),
    description: path.description,
    policyTemplateArn: path.policyTemplateArn,
    parameters: path.parameters,
    durationSeconds: grant.durationSeconds,
    notificationTopicArn: partner.topicArn,
    requestMessage: grant.requestMessage,
    accountId: grant.requestedAccountId,
    redirectUrl: partner.redirectUrl,
    onlySendByOwner: path.onlySendByOwner,
  };
}

async function existing(ports: Ports, id: string): Promise<Grant> {
  const grant = await ports.store.get(id);
  if (!grant) throw new GatewayError('GRANT_NOT_FOUND');
  return grant;
}

async function changed(ports: Ports, id: string, change: (grant: Grant) => Grant): Promise<Grant> {
  const grant = await changeGrant(ports, id, change);
  if (!grant) throw new GatewayError('GRANT_NOT_FOUND');
  return grant;
}
