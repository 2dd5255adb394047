import { z } from 'zod';
import { AwsError } from './aws-error.ts';
import type { DelegationRequest } from './books.ts';
import { stackRoutes } from './cloudformation/stack-control.ts';
import { customerVerbs, performVerb, type CustomerVerb } from './customer-verbs.ts';
import { accountRoutes } from './account-control.ts';
import { findRequest } from './delegation-requests.ts';
import { doWhatIsDue } from './due.ts';
import { checkInput } from './operation.ts';
import { principalByArn } from './principals.ts';
import { jsonReply, type Reply } from './reply.ts';
import type { ReceivedRequest } from './signature-v4.ts';
import type { World } from './world.ts';

/** Answers one call of the control API; `parts` is what stood for the stars of its route. */
export type ControlHandler = (world: World, body: unknown, parts: string[]) => unknown;

const longestTravel = 10 * 366 * 86_400;

const advance = z.object({ advanceSeconds: z.number().min(0).max(longestTravel) });
const template = z.object({
  arn: z.string().min(20).max(2048),
  name: z.string().min(1).max(128),
  document: z.union([
    z.record(z.string(), z.unknown()),
    z.string().refine(isJsonObject, 'Member must be JSON'),
  ]),
});
const act = z.object({ principalArn: z.string(), notes: z.string().max(500).optional() });
const reset = z.object({ keepSetup: z.boolean().optional() });
const fault = z
  .object({
    action: z.string().min(1),
    code: z.string().min(1).optional(),
    message: z.string().min(1).optional(),
    status: z.int().min(400).max(599).optional(),
    times: z.int().min(1).max(1_000_000),
    latencyMs: z.int().min(0).max(60_000).optional(),
    after: z.boolean().optional(),
  })
  .refine(
    (one) => one.code !== undefined || one.latencyMs !== undefined,
    'Member must have a code or latencyMs',
  );

/** The control API under `/sandbox`: plainly not AWS. */
const routes: Record<string, ControlHandler> = {
  'GET /health': () => ({ status: 'ok' }),
  'GET /clock': (world) => clockOf(world),
  'POST /clock': async (world, body) => {
    world.clock.advance(checkInput(advance, body).advanceSeconds);
    world.books.pages.clockOffsetMs = world.clock.offsetMs();
    world.books.changed();
    await doWhatIsDue(world);
    return clockOf(world);
  },
  'GET /templates': (world) => ({ templates: Object.values(world.books.pages.templates) }),
  'POST /templates': (world, body) => {
    const { arn, name, document } = checkInput(template, body);
    world.books.pages.templates[arn] = { arn, name, document };
    world.books.changed();
    return { arn };
  },
  'GET /delegation-requests': (world) => ({
    delegationRequests: Object.values(world.books.pages.requests).map(describe),
  }),
  'GET /delegation-requests/*': (world, _body, [id = '']) => describe(findRequest(world, id)),
  'POST /delegation-requests/*/*': (world, body, [id = '', verb = '']) => {
    const { principalArn, notes } = checkInput(act, body);
    const principal = principalByArn(principalArn);
    if (!principal) throw new AwsError('InvalidInput', `The sandbox knows nobody called ${principalArn}`);
    return describe(performVerb(world, id, asVerb(verb), principal, notes));
  },
  'GET /secrets': (world) => ({
    secrets: [...world.partners.map((one) => one.secretAccessKey), ...world.books.pages.secrets],
  }),
  'GET /deliveries': (world) => ({ deliveries: world.books.pages.deliveries }),
  'GET /calls': (world) => ({ calls: world.books.pages.calls }),
  ...accountRoutes,
  ...stackRoutes,
  'POST /faults': (world, body) => {
    world.books.pages.faults.push(checkInput(fault, body));
    world.books.changed();
    return { faults: world.books.pages.faults };
  },
  'POST /reset': (world, body) => {
    world.books.reset(checkInput(reset, body).keepSetup ?? false);
    world.clock.set(0);
    world.noticeQueues.clear();
    return {};
  },
};

/** Answers one call of the control API. Refusals are `{ error: { code, message } }` with the status AWS would use. */
export async function answerControl(world: World, request: ReceivedRequest, path: string): Promise<Reply> {
  try {
    const { handler, parts } = routeOf(request.method, path);
    return jsonReply(200, await handler(world, bodyOf(request), parts));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return jsonReply(error.status, { error: { code: error.code, message: error.message } });
  }
}

function routeOf(method: string, path: string): { handler: ControlHandler; parts: string[] } {
  for (const [route, handler] of Object.entries(routes)) {
    const pattern = new RegExp(`^${route.replaceAll('*', '([^/]+)')}$`);
    const match = pattern.exec(`${method} ${path}`);
    if (match) return { handler, parts: match.slice(1) };
  }
  throw new AwsError('NotFound', `The control API has no ${method} /sandbox${path}`);
}

function bodyOf(request: ReceivedRequest): unknown {
  if (request.body.length === 0) return {};
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    throw new AwsError('ValidationError', 'The body is not JSON');
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function asVerb(verb: string): CustomerVerb {
  const known = customerVerbs.find((one) => one === verb);
  if (!known) throw new AwsError('NotFound', `There is no ${verb}; there are ${customerVerbs.join(', ')}`);
  return known;
}

function clockOf(world: World) {
  return { now: world.clock.now(), offsetMs: world.clock.offsetMs() };
}

/** A request as in the books, without its token. */
function describe(request: DelegationRequest): Omit<DelegationRequest, 'exchangeToken'> {
  const { exchangeToken: _secret, ...rest } = request;
  return rest;
}
