import { expect } from 'vitest';
import type { Grant } from '../../../gateway/domain/grant.ts';
import { grantActions, newGrant } from '../../http/grant-actions.ts';
import { runGateway, until } from '../../http/running-gateway.ts';
import type { GatewayOptions } from '../../http/running-gateway.ts';
import { lastingPaths } from './lasting-paths.ts';

const GRANT = `fragment L on Grant {
  id status accountId expiresAt endedAt precededBy invitedUntil
  path { id kind } failure { code message } upgradingTo { id } progress { step of name }
  role { arn trust externalId permissionsBoundaryArn stackId verifiedAt }
  health { isDegraded code message } cleanUp { instructions goneAt }
  quickCreate { link region stackName externalId }
  history(first: 100) { edges { node { number type state code } } }
}`;

/** A grant as the partner reads it. */
export interface LastingGrant {
  id: string;
  status: string;
  accountId: string | null;
  expiresAt: string | null;
  precededBy: string | null;
  path: { id: string; kind: string };
  failure: { code: string; message: string } | null;
  upgradingTo: { id: string } | null;
  progress: { step: number; of: number; name: string } | null;
  role: {
    arn: string;
    trust: string;
    externalId: string | null;
    permissionsBoundaryArn: string | null;
    stackId: string | null;
    verifiedAt: string | null;
  } | null;
  health: { isDegraded: boolean; code: string | null; message: string | null } | null;
  cleanUp: { instructions: string[]; goneAt: string | null } | null;
  quickCreate: { link: string; region: string; stackName: string; externalId: string } | null;
  history: { edges: { node: { number: number; type: string; state: string | null; code: string | null } }[] };
}

/** An account as the sandbox's books have it. */
export interface Account {
  roles: { name: string; arn: string; boundaryArn?: string; tags: Record<string, string>; trust: object }[];
  providers: { arn: string }[];
  policies: { arn: string }[];
  stacks: {
    id: string;
    arn: string;
    status: string;
    templateUrl: string;
    requests: { answers: number }[];
  }[];
}

/** What a mutation answers. */
export interface Outcome {
  __typename: string;
  code?: string;
  message?: string;
  field?: string;
  grant?: LastingGrant;
  url?: string;
  expiresAt?: string;
  emailText?: string;
}

/** A gateway with every kind of path, and what is done to its lasting grants. */
export type LastingScene = Awaited<ReturnType<typeof lastingScene>>;

/** Starts it. */
export async function lastingScene(options: GatewayOptions = {}) {
  const partner = { paths: lastingPaths(), ...options.partner };
  const running = await runGateway({ ...options, partner });
  const actions = grantActions(running);

  const read = async (id: string) => {
    const { data } = await running.asPartner(`query ($id: ID!) { grant(id: $id) { ...L } } ${GRANT}`, { id });
    return data?.['grant'] as LastingGrant;
  };
  const mutate = async (field: string, input: object, more = 'grant { ...L }'): Promise<Outcome> => {
    const type = `${field[0]?.toUpperCase()}${field.slice(1)}`;
    const payload = /^(renew|extend)/.test(field) ? 'StartGrant' : type;
    const query = `mutation ($input: ${type}Input!) { ${field}(input: $input) {
      __typename ... on ${payload}Payload { ${more} } ... on Failure { code message }
    } } ${more.includes('...L') ? GRANT : ''}`;
    const { data, errors } = await running.asPartner(query, { input });
    expect(errors).toBeUndefined();
    return data?.[field] as Outcome;
  };
  const becomes = async (id: string, isSo: (grant: LastingGrant) => unknown): Promise<LastingGrant> => {
    let seen: LastingGrant | undefined;
    await until(async () => isSo((seen = await read(id)))).catch((error: unknown) => {
      throw new Error(`The grant stayed as it is: ${JSON.stringify(seen)}`, { cause: error });
    });
    return read(id);
  };

  return {
    running,
    actions,
    read,
    mutate,
    becomes,
    start: async (pathId: string, accountId?: string, more: object = {}) =>
      (await actions.startPending({ ...newGrant(), pathId, accountId, ...more })).id,
    reaches: (id: string, status: string) => becomes(id, (it) => it.status === status),
    account: async (id: string) => (await running.control(`accounts/${id}`)) as Account,
    stored: async (id: string): Promise<Grant> =>
      (await running.store.get(id)) ?? Promise.reject(new Error(`There is no grant ${id}.`)),
    /** Travels, and lets the gateway do what is due then. */
    travel: (seconds: number) => running.control('clock', { advanceSeconds: seconds }),
    /** Travels in steps until it is so. */
    travelUntil: async (id: string, isSo: (grant: LastingGrant) => unknown, stepSeconds = 60) => {
      for (let steps = 0; steps < 40; steps++) {
        const grant = await read(id);
        if (isSo(grant)) return grant;
        await running.control('clock', { advanceSeconds: stepSeconds });
        await new Promise((resolve) => setTimeout(resolve, 700));
      }
      throw new Error(`The grant stayed as it is: ${JSON.stringify(await read(id))}`);
    },
  };
}

/** Runs a test with a gateway of its own. */
export async function alone(run: (scene: LastingScene) => Promise<void>, options?: GatewayOptions) {
  const scene = await lastingScene(options);
  await run(scene).finally(() => scene.running.stop());
}

/** The types of a grant's history, in order. */
export function lastingTypes(grant: LastingGrant): string[] {
  return grant.history.edges.map(({ node }) => node.type);
}
