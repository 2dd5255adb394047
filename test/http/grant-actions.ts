import { expect } from 'vitest';
import type { DelegationRequest } from '../../gateway/sandbox/books.ts';
import { principalOf } from '../../gateway/sandbox/principals.ts';
import type { PrincipalName } from '../../gateway/sandbox/principals.ts';
import type { CustomerVerb } from '../../gateway/sandbox/customer-verbs.ts';
import type { Fault } from '../../gateway/sandbox/faults.ts';
import { ORIGIN, until } from './running-gateway.ts';
import type { RunningGateway } from './running-gateway.ts';

const GRANT = `fragment G on Grant {
  id status accountId assumedPrincipal pendingUntil activeAt expiresAt endedAt historyNumber
  customer { id name } failure { code message retryable docsUrl }
  delegationRequest { id state consoleDeepLink }
  history(first: 100) { edges { node { number type state code message hash } } }
}`;
const FAILURE = '... on Failure { code message retryable docsUrl requestId }';
const START = `mutation ($input: StartGrantInput!) {
  startGrant(input: $input) { __typename ... on StartGrantPayload { grant { ...G } } ... on InvalidInput { field } ${FAILURE} }
} ${GRANT}`;
const CANCEL = `mutation ($id: ID!) { cancelGrant(input: { id: $id }) {
  __typename ... on CancelGrantPayload { grant { ...G } } ... on GrantNotPending { grant { ...G } } ${FAILURE}
} } ${GRANT}`;
const CREDENTIALS = `mutation ($id: ID!) { grantCredentials(input: { id: $id }) {
  __typename ... on GrantCredentialsPayload { grant { ...G } credentials { accessKeyId secretAccessKey sessionToken expiration } }
  ... on GrantNotActive { grant { ...G } } ${FAILURE}
} } ${GRANT}`;
const MINT = `mutation ($input: MintSessionInput!) { mintSession(input: $input) {
  __typename ... on MintSessionPayload { sessionToken expiresAt gateway } ... on InvalidInput { field } ${FAILURE}
} }`;
const READ = `query ($id: ID!) { grant(id: $id) { ...G } } ${GRANT}`;

/** A grant as the partner reads it. */
export interface GrantRead {
  id: string;
  status: string;
  accountId: string | null;
  assumedPrincipal: string | null;
  pendingUntil: string | null;
  expiresAt: string | null;
  endedAt: string | null;
  historyNumber: number;
  customer: { id: string; name: string | null };
  failure: { code: string; message: string; docsUrl: string } | null;
  delegationRequest: { id: string; state: string; consoleDeepLink: string | null } | null;
  history: { edges: { node: { number: number; type: string; state: string | null; code: string | null } }[] };
}

/** A member of a result union. */
export interface Result {
  __typename: string;
  grant?: GrantRead;
  code?: string;
  field?: string;
  message?: string;
  retryable?: boolean;
  docsUrl?: string;
  requestId?: string;
  sessionToken?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken: string; expiration: string };
}

/** What a partner's backend, a customer and AWS's own troubles do to grants. */
export function grantActions(running: RunningGateway) {
  const mutate = async (field: string, query: string, variables: object): Promise<Result> => {
    const { data, errors } = await running.asPartner(query, variables);
    expect(errors).toBeUndefined();
    return data?.[field] as Result;
  };
  const start = (input: object = {}) => mutate('startGrant', START, { input: { ...newGrant(), ...input } });
  const read = async (id: string) => (await running.asPartner(READ, { id })).data?.['grant'] as GrantRead;
  const requests = async () => {
    const { delegationRequests } = (await running.control('delegation-requests')) as {
      delegationRequests: DelegationRequest[];
    };
    return delegationRequests;
  };
  /** The newest of AWS's requests for this grant. */
  const requestOf = async (id: string) =>
    (await requests()).findLast((it) => it.workflowId.startsWith(id)) ??
    Promise.reject(new Error(`None for ${id}`));
  const act = async (
    id: string,
    verb: CustomerVerb,
    who: PrincipalName = 'ALEX',
    accountId = '111122223333',
  ) => {
    const { id: requestId } = await requestOf(id);
    await running.control(`delegation-requests/${requestId}/${verb}`, {
      principalArn: principalOf(accountId, who).arn,
    });
  };
  const becomes = async (id: string, status: string): Promise<GrantRead> => {
    await until(async () => (await read(id)).status === status);
    return read(id);
  };
  const approve = async (id: string, accountId?: string) => {
    await act(id, 'claim', 'ALEX', accountId);
    await act(id, 'approve', 'ALEX', accountId);
  };
  const startPending = async (input?: object): Promise<GrantRead> => grantIn(await start(input));

  return {
    start,
    startPending,
    read,
    requests,
    requestOf,
    act,
    approve,
    becomes,
    startActive: async (input?: object): Promise<GrantRead> => {
      const { id } = await startPending(input);
      await approve(id);
      return becomes(id, 'ACTIVE');
    },
    cancel: (id: string) => mutate('cancelGrant', CANCEL, { id }),
    credentials: (id: string) => mutate('grantCredentials', CREDENTIALS, { id }),
    mintResult: (input: object) => mutate('mintSession', MINT, { input: { origin: ORIGIN, ...input } }),
    mint: async (customerId: string, input: object = {}): Promise<string> =>
      (await mutate('mintSession', MINT, { input: { origin: ORIGIN, customerId, ...input } })).sessionToken ??
      '',
    fault: (fault: Fault) => running.control('faults', fault),
    calls: async (action: string) => {
      const { calls } = (await running.control('calls')) as { calls: Record<string, number> };
      return calls[action] ?? 0;
    },
    travel: (advanceSeconds: number) => running.control('clock', { advanceSeconds }),
  };
}

/** The input of a grant that nobody has started yet. */
export function newGrant() {
  return {
    idempotencyKey: crypto.randomUUID(),
    pathId: 'quick-start-demo',
    customerId: `customer-${crypto.randomUUID()}`,
  };
}

/** The types of a grant's history, in order. */
export function typesOf(grant: GrantRead): string[] {
  return grant.history.edges.map(({ node }) => node.type);
}

/** The grant of a result that must have one. */
export function grantIn(result: Result): GrantRead {
  if (!result.grant) throw new Error(`There is no grant in ${JSON.stringify(result)}`);
  return result.grant;
}
