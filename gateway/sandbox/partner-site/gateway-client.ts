import { z } from 'zod';
import { askGateway } from './ask-gateway.ts';
import type { GatewayClientOptions } from './ask-gateway.ts';

/** What the button needs. */
const session = z.object({ sessionToken: z.string(), expiresAt: z.string() });

/** As much of a grant as this backend cares about. */
const grant = z.object({
  id: z.string(),
  status: z.string(),
  accountId: z.string().nullable(),
  expiresAt: z.string().nullable(),
  path: z.object({ title: z.string() }),
});

const credentials = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string(),
  expiration: z.string(),
});

const SESSION = {
  document: `mutation AcmeSession($input: MintSessionInput!) {
    result: mintSession(input: $input) {
      ... on MintSessionPayload { sessionToken expiresAt }
      ... on Failure { message }
    }
  }`,
  result: session,
};

const NEWEST_GRANT = {
  document: `query AcmeNewestGrant($customerId: ID!) {
    result: grants(first: 1, customerId: $customerId) {
      edges { node { id status accountId expiresAt path { title } } }
    }
  }`,
  result: z.object({ edges: z.array(z.object({ node: grant })) }),
};

const CREDENTIALS = {
  document: `mutation AcmeCredentials($input: GrantCredentialsInput!) {
    result: grantCredentials(input: $input) {
      ... on GrantCredentialsPayload { credentials { accessKeyId secretAccessKey sessionToken expiration } }
      ... on Failure { message }
    }
  }`,
  result: z.object({ credentials }),
};

/** Whom a session is for, and the page it is for. */
export interface SessionInput {
  customerId: string;
  customerName: string;
  origin: string;
  accountId?: string;
}

/** A grant, as far as this site asks for it. */
export type Grant = z.output<typeof grant>;
/** Secret: it stays in this backend. */
export type Credentials = z.output<typeof credentials>;

/** What a partner's backend asks of the gateway. Every promise is rejected with a Refusal (502). */
export interface GatewayClient {
  mintSession(input: SessionInput): Promise<z.output<typeof session>>;
  /** The customer's newest grant; undefined where there never was one. */
  newestGrant(customerId: string): Promise<Grant | undefined>;
  /** Fresh credentials of an active grant. */
  credentials(grantId: string): Promise<Credentials>;
}

/** The gateway, as any backend calls it: GraphQL over HTTP with a partner key. */
export function createGatewayClient(options: GatewayClientOptions): GatewayClient {
  return {
    mintSession: (input) => askGateway(options, SESSION, { input }),
    newestGrant: async (customerId) =>
      (await askGateway(options, NEWEST_GRANT, { customerId })).edges[0]?.node,
    credentials: async (id) => (await askGateway(options, CREDENTIALS, { input: { id } })).credentials,
  };
}
