import type { Processes } from './processes.ts';

/** Asks the gateway as the partner's backend; what comes back must have data and no errors. */
export async function askGateway<T>(
  { gatewayUrl, partnerKey }: Pick<Processes, 'gatewayUrl' | 'partnerKey'>,
  query: string,
  variables: object,
): Promise<T> {
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${partnerKey}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: object[] };
  if (!data || errors) throw new Error(`${response.status}: ${JSON.stringify(errors)}`);
  return data;
}
