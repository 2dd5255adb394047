import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, graphql } from 'graphql';

const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));

/** What answers a root field: its arguments in, the value out. */
export type Roots = Record<string, (args: never) => unknown>;

/** What a request brought. */
export interface Asked {
  authorization: string | undefined;
  /** Of the operation. */
  variables: Record<string, unknown>;
}

/**
 * Stands where the gateway is, and says what a test wants it to: `roots` under the project's own schema, so a document
 * that the schema does not allow fails here too; or, once `raw` is set, bytes that are no GraphQL at all.
 */
export async function startPartnerGateway(roots: Roots) {
  const asked: Asked[] = [];
  const state: { raw?: { status: number; body: string }; roots: Roots } = { roots };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      asked.push({ authorization: request.headers.authorization, variables });
      void answer(response, query, variables);
    });
  });

  async function answer(response: ServerResponse, source: string, variableValues: Record<string, unknown>) {
    if (state.raw) return response.writeHead(state.raw.status).end(state.raw.body);
    const result = await graphql({ schema, source, variableValues, rootValue: state.roots });
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    state,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** A grant as far as the site asks. */
export function grantOf(change: object = {}) {
  return {
    id: 'grant_1',
    status: 'ACTIVE',
    accountId: '111122223333',
    expiresAt: '2026-11-22T22:00:00.000Z',
    path: { title: 'Quick Start Demo' },
    ...change,
  };
}

/** A page that holds these grants. */
export function pageOf(...grants: object[]) {
  return { edges: grants.map((node, at) => ({ cursor: String(at), node })) };
}

/** A member of a result union that is a failure. */
export function failureOf(typename: string, code: string, message: string) {
  return {
    __typename: typename,
    code,
    message,
    retryable: false,
    docsUrl: 'https://docs.example',
    requestId: 'r1',
  };
}
