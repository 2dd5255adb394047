import { DeleteOpenIDConnectProviderCommand, IAMClient } from '@aws-sdk/client-iam';
import { principalOf } from '../../gateway/sandbox/principals.ts';
import { createSandboxControl } from './sandbox-control.ts';

/** A customer's account as the sandbox's books have it. */
export interface Account {
  roles: { name: string }[];
  providers: { arn: string }[];
  policies: object[];
  stacks: { id: string; status: string }[];
}

/** How often AWS was called, whatever for. */
export async function totalCalls(sandboxUrl: string): Promise<number> {
  const calls = await createSandboxControl(sandboxUrl).calls();
  return Object.values(calls).reduce((sum, it) => sum + it, 0);
}

/** As `totalCalls`, once nobody calls any more: what is under way of the run before is not the next one's. */
export async function settledCalls(sandboxUrl: string): Promise<number> {
  for (let before = -1; ;) {
    const now = await totalCalls(sandboxUrl);
    if (now === before) return now;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Lets AWS perform that call from now (from 0), whatever it is, and keep its answer for so long, milliseconds. */
export async function holdCall(sandboxUrl: string, nth: number, heldMs: number): Promise<void> {
  const { fault } = createSandboxControl(sandboxUrl);
  if (nth > 0) await fault({ action: '*', times: nth, latencyMs: 0 });
  await fault({ action: '*', times: 1, latencyMs: heldMs, after: true });
}

/** What there is in an account. */
export async function accountOf(sandboxUrl: string, id: string): Promise<Account> {
  return (await (await fetch(`${sandboxUrl}/sandbox/accounts/${id}`)).json()) as Account;
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

/** Deletes identity providers as the account's administrator. */
export async function deleteProviders(sandboxUrl: string, accountId: string): Promise<void> {
  const { accessKeyId, secretAccessKey, sessionToken } = principalOf(accountId, 'ALEX');
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const iam = new IAMClient({ region: 'us-east-1', endpoint: sandboxUrl, credentials });
  for (const { arn } of (await accountOf(sandboxUrl, accountId)).providers)
    await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }));
  iam.destroy();
}
