import { askGateway } from './ask-gateway.ts';
import type { Processes } from './processes.ts';
import {
  accountOf,
  deleteProviders,
  holdCall,
  postToSandbox,
  settledCalls,
  totalCalls,
} from './sandbox-books.ts';
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
  /** How many calls AWS had got before. */
  callsBefore: number;
}

/** How long the sandbox holds an answer, milliseconds: longer than it takes to kill whoever waits for it. */
const HELD_MS = 7000;

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

/** Begins a flow; with `heldCall`, AWS performs that call (from 0) and keeps its answer to itself. */
export async function beginFlow(processes: Processes, flow: Flow, heldCall?: number): Promise<BegunFlow> {
  const customerId = `customer-${crypto.randomUUID()}`;
  const begun = { flow, customerId, callsBefore: 0 };
  if (flow.upgradeTo) {
    await start(processes, begun);
    await waitFor(processes, begun, (grant) => grant.status === 'ACTIVE');
  }
  begun.callsBefore = await settledCalls(processes.sandboxUrl);
  if (heldCall !== undefined) await holdCall(processes.sandboxUrl, heldCall, HELD_MS);
  const under = flow.upgradeTo ? upgrade(processes, begun, flow.upgradeTo) : start(processes, begun);
  if (heldCall === undefined) await under;
  // Whoever asked may be cut off together with the gateway.
  under.catch(() => undefined);
  return begun;
}

/** Resolves when AWS has performed the call that it is to hold. */
export async function heldCallIsMade(processes: Processes, begun: BegunFlow, nth: number): Promise<void> {
  await until(async () => (await totalCalls(processes.sandboxUrl)) > begun.callsBefore + nth);
  await pause(150);
}

/** How many calls the flow makes if nothing gets in its way. */
export async function countCalls(processes: Processes, flow: Flow): Promise<number> {
  const begun = await beginFlow(processes, flow);
  await waitFor(processes, begun, (grant) => isDecided(flow, grant));
  if (flow.ends === 'FAILED' && flow.pathId === 'production-setup') await rolledBack(processes, flow);
  const calls = (await totalCalls(processes.sandboxUrl)) - begun.callsBefore;
  await cleanAway(processes, begun);
  return calls;
}

/** Lets time pass until the flow is decided; says what came of it, and takes it away. */
export async function outcomeOf(processes: Processes, begun: BegunFlow): Promise<Outcome> {
  const { advance } = createSandboxControl(processes.sandboxUrl);
  const { flow } = begun;
  let grant: ReadGrant | undefined;
  for (let tries = 0; tries < 8 && !(grant && isDecided(flow, grant)); tries++) {
    // What a killed process had claimed is anybody's again after half a minute.
    await advance(46);
    grant = await waitFor(processes, begun, (it) => isDecided(flow, it), 2500).catch(() => undefined);
  }
  if (!grant) throw new Error(`It is not decided: ${JSON.stringify(await read(processes, begun))}`);
  if (flow.ends === 'FAILED' && flow.pathId === 'production-setup') await rolledBack(processes, flow);
  const { roles, providers, policies } = await accountOf(processes.sandboxUrl, flow.accountId);
  const types = grant.history.edges.map(({ node }) => node.type);
  const outcome = {
    status: grant.status,
    isUpgraded: types.includes('GRANT_UPGRADED'),
    activations: types.filter((it) => it === 'GRANT_ACTIVATED').length,
    roles: roles.length,
    providers: providers.length,
    policies: policies.length,
    instructions: grant.cleanUp?.instructions ?? [],
  };
  await cleanAway(processes, begun);
  return outcome;
}

/** How a flow must end: once, with its role and provider if it has any, and with nothing if it has not. */
export function expectedOf({ pathId, ends, upgradeTo, isUndone }: Flow): Outcome {
  const isUpgraded = upgradeTo !== undefined && !isUndone;
  const hasRole = ends === 'ACTIVE' && (isUpgraded || pathId.endsWith('setup'));
  return {
    status: ends,
    isUpgraded,
    activations: ends === 'ACTIVE' ? 1 : 0,
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

/** Ends what is active and deletes what it has, so that the next run begins in an empty account with nobody asking. */
async function cleanAway(processes: Processes, begun: BegunFlow): Promise<void> {
  const { accountId } = begun.flow;
  const { advance } = createSandboxControl(processes.sandboxUrl);
  const { id, status, role } = await read(processes, begun);
  const { roles } = await accountOf(processes.sandboxUrl, accountId);
  if (status === 'ACTIVE')
    await askGateway(processes, 'mutation ($id: ID!) { endGrant(input: { id: $id }) { __typename } }', {
      id,
    });
  for (const { name } of roles)
    await postToSandbox(processes.sandboxUrl, `accounts/${accountId}/roles/${encodeURIComponent(name)}`, {
      delete: true,
    });
  await deleteProviders(processes.sandboxUrl, accountId);
  if (status !== 'ACTIVE' || !role) return;
  await advance(15);
  await waitFor(processes, begun, (grant) => grant.cleanUp?.goneAt);
}

async function rolledBack(processes: Processes, { accountId }: Flow): Promise<void> {
  await until(async () =>
    (await accountOf(processes.sandboxUrl, accountId)).stacks.every(
      ({ status }) => status === 'ROLLBACK_COMPLETE',
    ),
  );
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
  deadlineMs?: number,
): Promise<ReadGrant> {
  await until(async () => isSo(await read(processes, begun)), deadlineMs);
  return read(processes, begun);
}

async function until(holds: () => Promise<unknown>, deadlineMs = 10_000): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`This did not come true in time: ${holds.toString()}`);
    await pause(30);
  }
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
