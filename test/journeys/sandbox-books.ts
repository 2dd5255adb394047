import { DeleteOpenIDConnectProviderCommand, IAMClient, NoSuchEntityException } from '@aws-sdk/client-iam';
import { principalOf } from '../../gateway/sandbox/principals.ts';
import { createSandboxControl } from './sandbox-control.ts';

/** A customer's account as the sandbox's books have it. */
export interface Account {
  roles: { name: string }[];
  providers: { arn: string }[];
  policies: object[];
  stacks: { id: string; status: string; parameters: Record<string, string> }[];
}

/** How often AWS was called: for that action, or (`*`) whatever for. */
export async function callsOf(sandboxUrl: string, action = '*'): Promise<number> {
  const calls = await createSandboxControl(sandboxUrl).calls();
  if (action !== '*') return calls[action] ?? 0;
  return Object.values(calls).reduce((sum, it) => sum + it, 0);
}

/** Resolves when nobody calls any more: what is under way of the run before is not the next one's. */
export async function callsSettled(sandboxUrl: string): Promise<void> {
  for (let before = -1; ;) {
    const now = await callsOf(sandboxUrl);
    if (now === before) return;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Which call AWS keeps to itself: whatever the nth from now is (from 0), or the next of an action. */
export interface HeldCall {
  nth?: number;
  action?: string;
  /** Whether it is lost on its way, and never performed; otherwise it is its answer that is held. */
  isLost?: boolean;
}

/** Lets AWS hold that call, or its answer, for so long, milliseconds. */
export async function holdCall(
  sandboxUrl: string,
  { nth = 0, action = '*', isLost = false }: HeldCall,
  heldMs: number,
): Promise<void> {
  const { fault } = createSandboxControl(sandboxUrl);
  if (nth > 0) await fault({ action, times: nth, latencyMs: 0 });
  const what = isLost ? { code: 'ServiceUnavailable' } : { after: true };
  await fault({ action, times: 1, latencyMs: heldMs, ...what });
}

/** What there is in an account. */
export async function accountOf(sandboxUrl: string, id: string): Promise<Account> {
  return (await (await fetch(`${sandboxUrl}/sandbox/accounts/${id}`)).json()) as Account;
}

/** Deletes a role behind the partner's back; one that went by itself meanwhile is as good. */
export async function deleteRole(sandboxUrl: string, accountId: string, name: string): Promise<void> {
  const path = `accounts/${accountId}/roles/${encodeURIComponent(name)}`;
  await postToSandbox(sandboxUrl, path, { delete: true }).catch((error: unknown) => {
    if (!String(error).includes('NoSuchEntity')) throw error;
  });
}

/** Calls the sandbox's control API. */
export async function postToSandbox(sandboxUrl: string, path: string, body: object): Promise<void> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(`${sandboxUrl}/sandbox/${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

/** Deletes identity providers as the account's administrator; those that went by themselves meanwhile are as good. */
export async function deleteProviders(sandboxUrl: string, accountId: string): Promise<void> {
  const { accessKeyId, secretAccessKey, sessionToken } = principalOf(accountId, 'ALEX');
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const iam = new IAMClient({ region: 'us-east-1', endpoint: sandboxUrl, credentials });
  for (const { arn } of (await accountOf(sandboxUrl, accountId)).providers)
    await iam
      .send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }))
      .catch((error: unknown) => {
        if (!(error instanceof NoSuchEntityException)) throw error;
      });
  iam.destroy();
}
