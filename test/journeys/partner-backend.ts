import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

/** A grant as the partner's backend reads it. */
export interface ReadGrant {
  id: string;
  status: string;
  accountId: string | null;
  customer: { id: string };
  role: { arn: string } | null;
  precededBy: string | null;
  history: { edges: { node: HistoryEntry }[] };
}

/** What happened to it. */
export interface HistoryEntry {
  number: number;
  type: string;
  state: string | null;
}

const GRANTS = `query ($customerId: ID, $after: String) {
  grants(first: 100, customerId: $customerId, after: $after) {
    edges { node { id } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const GRANT = `query ($id: ID!) {
  grant(id: $id) { id status accountId customer { id } role { arn } precededBy history(first: 100) { edges { node { number type state } } } }
}`;

const CREDENTIALS = `mutation ($id: ID!) {
  grantCredentials(input: { id: $id }) {
    __typename ... on GrantCredentialsPayload { credentials { accessKeyId secretAccessKey sessionToken } }
  }
}`;

interface Issued {
  grantCredentials: {
    __typename: string;
    credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken: string };
  };
}

interface Page {
  grants: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

/** Asks the gateway as a partner's backend does. */
export function createPartnerBackend(gatewayUrl: string, partnerKey: string) {
  const ask = <T>(query: string, variables: object) =>
    graphql<T>(gatewayUrl, partnerKey, { query, variables });

  /** Ids of all grants, or of one customer's, newest first. */
  async function grantIds(customerId?: string): Promise<string[]> {
    const all: string[] = [];
    let after: string | null = null;
    do {
      const { grants }: Page = await ask(GRANTS, { customerId, after });
      all.push(...grants.edges.map(({ node }) => node.id));
      after = grants.pageInfo.hasNextPage ? grants.pageInfo.endCursor : null;
    } while (after);
    return all;
  }

  async function grant(id: string): Promise<ReadGrant> {
    const found = (await ask<{ grant: ReadGrant | null }>(GRANT, { id })).grant;
    if (!found) throw new Error(`There is no grant ${id}.`);
    return found;
  }

  return {
    grantIds,
    grant,
    /** Takes credentials of a grant, and gives the ARN that AWS knows them by. */
    async actsAs(id: string, awsEndpoint: string): Promise<string | undefined> {
      const { grantCredentials } = await ask<Issued>(CREDENTIALS, { id });
      const { credentials } = grantCredentials;
      if (!credentials) throw new Error(`${id} has no credentials: ${grantCredentials.__typename}`);
      const sts = new STSClient({ endpoint: awsEndpoint, region: 'us-east-1', credentials });
      return (await sts.send(new GetCallerIdentityCommand({})).finally(() => sts.destroy())).Arn;
    },
    /** A customer's newest grant. */
    async grantOf(customerId: string): Promise<ReadGrant> {
      const [newest = ''] = await grantIds(customerId);
      return grant(newest);
    },
  };
}

/** The kinds of a grant's history entries, oldest first. */
export function historyTypes({ history }: ReadGrant): string[] {
  return history.edges.map(({ node }) => node.type);
}

async function graphql<T>(gatewayUrl: string, key: string, body: object): Promise<T> {
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: object[] };
  if (!data) throw new Error(`${response.status}: ${JSON.stringify(errors)}`);
  return data;
}
