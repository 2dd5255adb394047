import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_PATHS } from '../../gateway/default-paths.ts';
import { templateOf } from '../../gateway/domain/path.ts';
import { newPartnerKey } from '../../gateway/partner-key.ts';
import { defaultPartner } from '../../gateway/sandbox/principals.ts';
import { graphql, until } from '../http/running-gateway.ts';
import { startChild } from '../journeys/child.ts';
import type { Child } from '../journeys/child.ts';
import { freePort } from '../journeys/processes.ts';

const MAIN = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));

/** The environment in which the AWS SDK finds a sandbox, and the partner's keys to it. */
export function awsEnvironment(sandboxUrl: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: sandboxUrl,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: defaultPartner.accessKeyId,
    AWS_SECRET_ACCESS_KEY: defaultPartner.secretAccessKey,
  };
}

/** What a grant came to. */
export interface GrantState {
  status: string;
  historyNumber: number;
  types: string[];
  /** Of AWS's request, as it was told of them. */
  states: string[];
}

/** A gateway as an operator runs it: a process of its own, with settings from the environment and a store on disk. */
export async function runGatewayProcess(sandboxUrl: string, settings: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'connect-with-aws-process-'));
  const { key, hashed } = newPartnerKey('process');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...awsEnvironment(sandboxUrl),
    PORT: String(port),
    STORE_FILE: join(folder, 'grants.db'),
    PARTNER_KEYS: hashed,
    SNS_CERTIFICATE_ORIGINS: sandboxUrl,
    ...settings,
  };
  for (const path of DEFAULT_PATHS.filter((it) => it.policyTemplateArn)) {
    const body = JSON.stringify({ arn: path.policyTemplateArn, name: path.id, document: templateOf(path) });
    await fetch(`${sandboxUrl}/sandbox/templates`, { method: 'POST', body });
  }
  const lives: Child[] = [];
  const ask = async (query: string, variables: object) =>
    (await graphql(url, { query, variables }, { authorization: `Bearer ${key}` })).data ?? {};
  const start = async () => {
    lives.push(startChild([MAIN, 'start'], env));
    await until(() => isReady(url), 30_000);
  };
  await start();
  return {
    url,
    start,
    /** Everything it wrote in all its lives. */
    output: () => lives.map((it) => it.output()).join(''),
    kill: async () => lives.at(-1)?.end('SIGKILL'),
    /** Starts a grant for a customer who acts by itself; gives its id. */
    async startGrant(accountId: string): Promise<string> {
      const input = {
        idempotencyKey: crypto.randomUUID(),
        pathId: 'quick-start-demo',
        customerId: 'c-1',
        accountId,
      };
      const query =
        'mutation ($input: StartGrantInput!) { startGrant(input: $input) { ... on StartGrantPayload { grant { id } } ... on Failure { message } } }';
      const { startGrant } = (await ask(query, { input })) as {
        startGrant: { grant?: { id: string }; message?: string };
      };
      if (!startGrant.grant) throw new Error(startGrant.message);
      return startGrant.grant.id;
    },
    async readGrant(id: string): Promise<GrantState> {
      const query =
        'query ($id: ID!) { grant(id: $id) { status historyNumber history(first: 100) { edges { node { type state } } } } }';
      const { grant } = (await ask(query, { id })) as {
        grant: {
          status: string;
          historyNumber: number;
          history: { edges: { node: { type: string; state: string | null } }[] };
        };
      };
      const entries = grant.history.edges.map(({ node }) => node);
      return {
        ...grant,
        types: entries.map(({ type }) => type),
        states: entries.flatMap(({ state }) => state ?? []),
      };
    },
    async stop() {
      await lives.at(-1)?.end('SIGTERM');
      rmSync(folder, { recursive: true });
    },
  };
}

/** A gateway in a process of its own. */
export type GatewayProcess = Awaited<ReturnType<typeof runGatewayProcess>>;

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
