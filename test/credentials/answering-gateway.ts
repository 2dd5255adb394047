import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was asked. */
export interface Asked {
  path: string;
  authorization: string;
  grantId: string;
}

/** A little HTTP server that answers `/graphql` as it is told. */
export async function startAnswering(answer: (nth: number) => object | string) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { variables } = JSON.parse(body) as { variables: { input: { id: string } } };
      const { authorization = '' } = request.headers;
      asked.push({ path: request.url ?? '', authorization, grantId: variables.input.id });
      const text = answer(asked.length);
      response.setHeader('content-type', 'application/json');
      response.end(typeof text === 'string' ? text : JSON.stringify(text));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The gateway's answer with the nth credentials. */
export function credentialsAnswer(nth: number, expiration: number): object {
  const credentials = {
    accessKeyId: `ASIA000000000000000${nth}`,
    secretAccessKey: `secret-${nth}`,
    sessionToken: `session-${nth}`,
    expiration: new Date(expiration).toISOString(),
  };
  return { data: { result: { credentials } } };
}

/** The gateway's answer when the grant gives nothing. */
export function failureAnswer(code: string, retryable: boolean): object {
  const docsUrl = `https://connect.acme.example/docs/errors#${code}`;
  return { data: { result: { code, message: `It is ${code}.`, retryable, docsUrl } } };
}
