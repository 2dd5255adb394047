import { PROPAGATION_MS } from '../domain/customer-role.ts';
import type { Stack } from '../domain/customer-role.ts';
import { plan, unplan } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { stackAnswered, updateProved } from '../domain/stack-events.ts';
import { asGatewayError, ERRORS, GatewayError } from '../errors.ts';
import { backoff } from './backoff.ts';
import { changeGrant } from './change-grant.ts';
import type { Ports } from './ports.ts';
import { proveRole } from './prove-role.ts';
import { AGAIN_MS, PERHAPS_NOT_YET } from './verify-role.ts';

/** After this CloudFormation does not listen any more, milliseconds. */
const LISTENS_MS = 3_600_000;

type Request = NonNullable<Stack['request']>;

/** What a stack is told. */
interface Verdict {
  Status: 'SUCCESS' | 'FAILED';
  Reason?: string;
}

/** Tells the stack yes or no, so that it goes on or rolls back. A Delete is always let through: it must not hang. */
export async function answerStack(ports: Ports, grant: Grant): Promise<void> {
  const request = grant.stack?.request;
  if (!request || !grant.stack) {
    await changeGrant(ports, grant.id, (it) => unplan(it, 'ANSWER'));
    return;
  }
  const verdict = await VERDICTS[request.type](ports, grant, request);
  if (!verdict) {
    const at = ports.now() + AGAIN_MS;
    await changeGrant(ports, grant.id, (it) => (isAsking(it, request) ? plan(it, 'ANSWER', at) : it));
    return;
  }
  const answer = {
    ...verdict,
    PhysicalResourceId: request.physicalResourceId ?? grant.id,
    StackId: grant.stack.id,
    RequestId: request.id,
    LogicalResourceId: request.logicalResourceId,
  };
  try {
    await ports.aws.answerStack(request.responseUrl, answer);
    await changeGrant(ports, grant.id, (it) => (isAsking(it, request) ? stackAnswered(it) : it));
  } catch (error) {
    await putOff(ports, grant.id, request, error);
  }
}

/** Undefined: it is not known yet. */
const VERDICTS = {
  Create: async (_ports, { status, failure }) => {
    if (status === 'ACTIVE') return { Status: 'SUCCESS' };
    const over = `The connection is ${status.toLowerCase()}; start again from the page you came from.`;
    return { Status: 'FAILED', Reason: failure ? reasonOf(failure.code) : over };
  },
  Update: (ports, grant, request) => judgeUpdate(ports, grant, request),
  Delete: async () => ({ Status: 'SUCCESS' }),
} satisfies Record<
  Request['type'],
  (ports: Ports, grant: Grant, request: Request) => Promise<Verdict | undefined>
>;

/**
 * The role that an update left is proved like a new one, before it is taken for the grant's; if it is refused, the grant
 * stays as it was and the stack takes the update back. Once the grant is over an update is let through: a no would trap it.
 */
async function judgeUpdate(ports: Ports, grant: Grant, request: Request): Promise<Verdict | undefined> {
  const { role, status } = grant;
  if (status !== 'ACTIVE' || !role) return { Status: 'SUCCESS' };
  const arn = request.roleArn ?? role.arn;
  try {
    await proveRole(ports, { ...grant, role: { ...role, arn } });
    await changeGrant(ports, grant.id, (it) => updateProved(it, request.id, arn, ports.now()));
    return { Status: 'SUCCESS' };
  } catch (error) {
    const { code, row } = asGatewayError(error);
    const waited = ports.now() - request.at;
    const isOpen = waited < (row.retryable ? LISTENS_MS : PERHAPS_NOT_YET.has(code) ? PROPAGATION_MS : 0);
    ports.log.info({ grantId: grant.id, code, isOpen }, 'updated role not proved');
    return isOpen ? undefined : { Status: 'FAILED', Reason: reasonOf(code) };
  }
}

function reasonOf(code: GatewayError['code']): string {
  return `${code}: ${ERRORS[code].meaning} ${ERRORS[code].remedy}`;
}

/** Asked again under the same id, it is another question: it wants an answer of its own. */
function isAsking({ stack }: Grant, { id, at }: Request): boolean {
  return stack?.request?.id === id && stack.request.at === at;
}

async function putOff(ports: Ports, grantId: string, request: Request, error: unknown): Promise<void> {
  const at = ports.now();
  const isRetryable = error instanceof GatewayError && error.row.retryable && at < request.at + LISTENS_MS;
  ports.log.warn({ grantId, err: error }, 'stack not answered');
  await changeGrant(ports, grantId, (it) => {
    if (!isAsking(it, request)) return it;
    const attempts = (it.due.find(({ kind }) => kind === 'ANSWER')?.attempts ?? 0) + 1;
    return isRetryable ? plan(it, 'ANSWER', at + backoff(attempts), attempts) : stackAnswered(it);
  });
}
