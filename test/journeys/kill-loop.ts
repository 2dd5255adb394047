import { askGateway } from './ask-gateway.ts';
import type { Processes } from './processes.ts';
import {
  accountOf,
  callsOf,
  callsSettled,
  deleteProviders,
  deleteRole,
  holdCall,
  postToSandbox,
} from './sandbox-books.ts';
import type { HeldCall } from './sandbox-books.ts';
import { createSandboxControl } from './sandbox-control.ts';

/** A way to access, the customer who takes it, and how it ends. */
export interface Flow {
  pathId: string;
  accountId: string;
  ends: 'ACTIVE' | 'FAILED';
  /** The lasting path to which it is upgraded once it is active. */
  upgradeTo?: string;
  /** Whether the upgrade is called off. */
  isUndone?: boolean;
}

/** What came of a flow, and what it left in the customer's account. */
export interface Outcome {
  status: string;
  isUpgraded: boolean;
  activations: number;
  /** Where the grant's stack came to rest; undefined: it has none. */
  stack: string | undefined;
  roles: number;
  providers: number;
  policies: number;
  /** What a person is told to delete. */
  instructions: string[];
}

/** A flow that was begun. */
export interface BegunFlow {
  flow: Flow;
  customerId: string;
  /** How many of the calls that are counted AWS had got before. */
  callsBefore: number;
}

/** How long the sandbox holds an answer, milliseconds: longer than it takes to kill whoever waits for it. */
const HELD_MS = 7000;

/** How long nothing must happen, milliseconds, before time is let pass: longer than a gateway sleeps that has nothing to do. */
const STANDSTILL_MS = 1200;

interface ReadGrant {
  id: string;
  status: string;
  path: { id: string };
  upgradingTo: { id: string } | null;
  cleanUp: { goneAt: string | null; instructions: string[] } | null;
  role: { arn: string } | null;
  quickCreate: { link: string; stackName: string } | null;
  history: { edges: { node: { type: string } }[] };
}

const READ = `query ($customerId: ID!) { grants(first: 1, customerId: $customerId) { edges { node {
  id status path { id } upgradingTo { id } cleanUp { goneAt instructions } role { arn } quickCreate { link stackName }
  history(first: 100) { edges { node { type } } }
} } } }`;

/** Begins a flow; AWS keeps the call, or its answer, to itself. */
export async function beginFlow(processes: Processes, flow: Flow, heldCall?: HeldCall): Promise<BegunFlow> {
  const customerId = `customer-${crypto.randomUUID()}`;
  const begun = { flow, customerId, callsBefore: 0 };
  if (flow.upgradeTo) {
    await start(processes, begun);
    await waitFor(processes, begun, (grant) => grant.status === 'ACTIVE');
  }
  await callsSettled(processes.sandboxUrl);
  begun.callsBefore = await callsOf(processes.sandboxUrl, heldCall?.action);
  if (heldCall) await holdCall(processes.sandboxUrl, heldCall, HELD_MS);
  const under = flow.upgradeTo ? upgrade(processes, begun, flow.upgradeTo) : start(processes, begun);
  if (!heldCall) await under;
  // Whoever asked may be cut off together with the gateway.
  under.catch(() => undefined);
  return begun;
}

/** Resolves when AWS got the call that it is to hold, and has performed it unless it is lost. */
export async function heldCallIsMade(
  processes: Processes,
  begun: BegunFlow,
  { nth = 0, action }: HeldCall,
): Promise<void> {
  await until(async () => (await callsOf(processes.sandboxUrl, action)) > begun.callsBefore + nth);
  await pause(150);
}

/** How many calls the flow makes if nothing gets in its way. */
export async function countCalls(processes: Processes, flow: Flow): Promise<number> {
  const begun = await beginFlow(processes, flow);
  await until(() => isAtRest(processes, begun));
  const calls = (await callsOf(processes.sandboxUrl)) - begun.callsBefore;
  await cleanAway(processes, begun);
  return calls;
}

/** Lets time pass until the flow is decided; says what came of it, and takes it away. */
export async function outcomeOf(processes: Processes, begun: BegunFlow): Promise<Outcome> {
  const { advance } = createSandboxControl(processes.sandboxUrl);
  const { accountId } = begun.flow;
  for (let tries = 0; tries < 8; tries++) {
    // What a killed process had claimed is anybody's again after half a minute.
    await advance(46);
    await standstill(processes, begun);
    if (await isAtRest(processes, begun)) break;
  }
  const grant = await read(processes, begun);
  const { roles, providers, policies } = await accountOf(processes.sandboxUrl, accountId);
  const types = grant.history.edges.map(({ node }) => node.type);
  const outcome = {
    status: grant.status,
    isUpgraded: types.includes('GRANT_UPGRADED'),
    activations: types.filter((it) => it === 'GRANT_ACTIVATED').length,
    stack: (await stackOf(processes, begun))?.status,
    roles: roles.length,
    providers: providers.length,
    policies: policies.length,
    instructions: grant.cleanUp?.instructions ?? [],
  };
  await cleanAway(processes, begun);
  return outcome;
}

const STACK_AFTER = { ACTIVE: 'CREATE_COMPLETE', FAILED: 'ROLLBACK_COMPLETE' } as const;

/** How a flow must end: once, with its role and provider if it has any, and with nothing if it has not. */
export function expectedOf({ pathId, ends, upgradeTo, isUndone }: Flow): Outcome {
  const isUpgraded = upgradeTo !== undefined && !isUndone;
  const hasRole = ends === 'ACTIVE' && (isUpgraded || pathId.endsWith('setup'));
  return {
    status: ends,
    isUpgraded,
    activations: ends === 'ACTIVE' ? 1 : 0,
    stack: pathId === 'production-setup' ? STACK_AFTER[ends] : undefined,
    roles: hasRole ? 1 : 0,
    providers: hasRole && pathId === 'oidc-setup' ? 1 : 0,
    policies: 0,
    instructions: [],
  };
}

async function start(processes: Processes, { flow, customerId }: BegunFlow): Promise<void> {
  const input = { idempotencyKey: customerId, customerId, pathId: flow.pathId, accountId: flow.accountId };
  await askGateway(
    processes,
    'mutation ($input: StartGrantInput!) { startGrant(input: $input) { __typename } }',
    { input },
  );
  if (flow.pathId !== 'production-setup') return;
  const { quickCreate } = await read(processes, { flow, customerId, callsBefore: 0 });
  const query = new URL(quickCreate?.link ?? '').searchParams;
  const parameters = [...query].flatMap(([name, value]) =>
    name.startsWith('param_') ? [[name.slice(6), value]] : [],
  );
  await postToSandbox(processes.sandboxUrl, 'stacks', {
    accountId: flow.accountId,
    region: query.get('region'),
    templateURL: query.get('templateURL'),
    stackName: query.get('stackName'),
    parameters: Object.fromEntries(parameters),
  });
}

async function upgrade(processes: Processes, begun: BegunFlow, pathId: string): Promise<void> {
  const { id } = await read(processes, begun);
  const query = 'mutation ($input: UpgradeGrantInput!) { upgradeGrant(input: $input) { __typename } }';
  await askGateway(processes, query, { input: { id, pathId } });
}

function isDecided({ upgradeTo }: Flow, { status, upgradingTo, history }: ReadGrant): boolean {
  if (status === 'PENDING' || upgradingTo) return false;
  return (
    !upgradeTo || status !== 'ACTIVE' || history.edges.some(({ node }) => node.type === 'UPGRADE_STARTED')
  );
}

/** Whether it is decided, and CloudFormation is done with its stack. */
async function isAtRest(processes: Processes, begun: BegunFlow): Promise<boolean> {
  if (!isDecided(begun.flow, await read(processes, begun))) return false;
  return (await stackOf(processes, begun))?.status.endsWith('_COMPLETE') ?? true;
}

/** Resolves when it is at rest, or when nothing has happened for so long that only time can bring it on. */
async function standstill(processes: Processes, begun: BegunFlow): Promise<void> {
  let last = '';
  let since = Date.now();
  await until(async () => {
    if (await isAtRest(processes, begun)) return true;
    const { history } = await read(processes, begun);
    const now = `${history.edges.length} ${await callsOf(processes.sandboxUrl)}`;
    if (now !== last) since = Date.now();
    last = now;
    return Date.now() - since > STANDSTILL_MS;
  }, 20_000);
}

async function stackOf(processes: Processes, begun: BegunFlow) {
  const { id } = await read(processes, begun);
  const { stacks } = await accountOf(processes.sandboxUrl, begun.flow.accountId);
  return stacks.find(({ parameters }) => parameters.ExternalId?.startsWith(`${id}.`));
}

/** Ends what is active and deletes what it has, so that the next run begins in an empty account with nobody asking. */
async function cleanAway(processes: Processes, begun: BegunFlow): Promise<void> {
  const { accountId } = begun.flow;
  const { advance } = createSandboxControl(processes.sandboxUrl);
  const { id, status, role } = await read(processes, begun);
  if (status === 'ACTIVE')
    await askGateway(processes, 'mutation ($id: ID!) { endGrant(input: { id: $id }) { __typename } }', {
      id,
    });
  const { roles } = await accountOf(processes.sandboxUrl, accountId);
  for (const { name } of roles) await deleteRole(processes.sandboxUrl, accountId, name);
  await deleteProviders(processes.sandboxUrl, accountId);
  if (status !== 'ACTIVE' || !role) return;
  await advance(15);
  await waitFor(processes, begun, (grant) => grant.cleanUp?.goneAt);
}

async function read(processes: Processes, { customerId }: BegunFlow): Promise<ReadGrant> {
  const { grants } = await askGateway<{ grants: { edges: { node: ReadGrant }[] } }>(processes, READ, {
    customerId,
  });
  const [edge] = grants.edges;
  if (!edge) throw new Error(`${customerId} has no grant.`);
  return edge.node;
}

async function waitFor(
  processes: Processes,
  begun: BegunFlow,
  isSo: (grant: ReadGrant) => unknown,
): Promise<void> {
  await until(async () => isSo(await read(processes, begun)));
}

async function until(holds: () => Promise<unknown>, deadlineMs = 20_000): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`This did not come true in time: ${holds.toString()}`);
    await pause(30);
  }
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
