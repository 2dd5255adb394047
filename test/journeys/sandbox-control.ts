/** A delegation request as the sandbox's books have it, as far as journeys look at it. */
export interface BookedRequest {
  id: string;
  workflowId: string;
  state: string;
  ownerAccountId?: string;
  /** How often its token was traded. */
  redemptions: number;
  tokenExpiresAt?: number;
  /** What was handed to SNS, and when, epoch milliseconds. */
  notices: { type: string; state: string; at: number }[];
}

/** A role as the sandbox's books have it. */
export interface BookedRole {
  name: string;
  boundaryArn?: string;
}

/** A stack as the sandbox's books have it. */
export interface BookedStack {
  id: string;
  name: string;
  region: string;
  status: string;
  parameters: Record<string, string>;
}

/** What is done to a role behind the partner's back. */
export interface RoleChange {
  /** Null takes it off. */
  boundary?: string | null;
  delete?: true;
}

/** An error, or a delay, that the next calls of an action meet. */
export interface Fault {
  action: string;
  times: number;
  code?: string;
  status?: number;
  latencyMs?: number;
  /** Perform the call first. */
  after?: boolean;
}

/** The sandbox's control API. */
export type SandboxControl = ReturnType<typeof createSandboxControl>;

/** Speaks to a sandbox's control API. */
export function createSandboxControl(url: string) {
  const requests = async () =>
    (await ask<{ delegationRequests: BookedRequest[] }>(url, 'delegation-requests')).delegationRequests;
  return {
    requests,
    /** The requests made for a grant: one, unless an answer of AWS was lost. */
    requestsOf: async (grantId: string) =>
      (await requests()).filter((it) => it.workflowId.startsWith(`${grantId}.`)),
    /** Travels forwards in time; all that falls due on the way has happened when it resolves. */
    advance: (advanceSeconds: number) => ask(url, 'clock', { advanceSeconds }),
    fault: (fault: Fault) => ask(url, 'faults', fault),
    /** Does what the console's button of that name does. */
    act: (id: string, verb: string, principalArn: string) =>
      ask<BookedRequest>(url, `delegation-requests/${id}/${verb}`, { principalArn }),
    /** What there is in a customer's account. */
    account: (id: string) =>
      ask<{ roles: BookedRole[]; providers: { arn: string }[]; stacks: BookedStack[] }>(
        url,
        `accounts/${id}`,
      ),
    changeRole: (account: string, name: string, change: RoleChange) =>
      ask(url, `accounts/${account}/roles/${name}`, change),
    /** How often each action of AWS was called. */
    calls: async () => (await ask<{ calls: Record<string, number> }>(url, 'calls')).calls,
    /** Every secret that was ever made for a partner. */
    secrets: async () => (await ask<{ secrets: string[] }>(url, 'secrets')).secrets,
  };
}

async function ask<T>(url: string, path: string, body?: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {};
  const response = await fetch(`${url}/sandbox/${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
