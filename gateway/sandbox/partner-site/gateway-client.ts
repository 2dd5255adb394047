import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** Where the gateway is, and the key by which it knows this backend. */
export interface GatewayClientOptions {
  gatewayUrl: string;
  partnerKey: string;
}

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

/** A member of a result union that is not the payload. */
const failure = z.object({ message: z.string() });

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
    mintSession: (input) => ask(options, SESSION, { input }),
    newestGrant: async (customerId) => (await ask(options, NEWEST_GRANT, { customerId })).edges[0]?.node,
    credentials: async (id) => (await ask(options, CREDENTIALS, { input: { id } })).credentials,
  };
}

/** Asks, and takes the answer apart: what was wanted, or a sentence why not. */
async function ask<T>(
  options: GatewayClientOptions,
  { document, result }: { document: string; result: z.ZodType<T> },
  variables: object,
): Promise<T> {
  const body = await post(options, JSON.stringify({ query: document, variables }));
  const refused = z.object({ errors: z.array(failure).min(1) }).safeParse(body);
  if (refused.success) throw refusedWith(refused.data.errors[0]?.message);
  const answered = z.object({ data: z.object({ result }) }).safeParse(body);
  if (answered.success) return answered.data.data.result;
  const failed = z.object({ data: z.object({ result: failure }) }).safeParse(body);
  if (failed.success) throw refusedWith(failed.data.data.result.message);
  throw new Refusal(502, 'The gateway answered something this site does not understand.');
}

function refusedWith(message = 'no reason given'): Refusal {
  return new Refusal(502, `The gateway refused: ${message}`);
}

/** The answer as JSON; undefined where it is not. A Refusal where nobody answers within ten seconds. */
async function post({ gatewayUrl, partnerKey }: GatewayClientOptions, body: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${partnerKey}`, 'content-type': 'application/json' };
  try {
    const signal = AbortSignal.timeout(10_000);
    const response = await fetch(`${gatewayUrl}/graphql`, { method: 'POST', headers, body, signal });
    const text = await response.text();
    return text.startsWith('{') ? parseJson(text) : undefined;
  } catch (cause) {
    throw new Refusal(502, 'This site cannot reach its gateway at the moment. Try again in a minute.', {
      cause,
    });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
