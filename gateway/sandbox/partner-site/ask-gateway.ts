import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** Where the gateway is, and the key by which it knows this backend. */
export interface GatewayClientOptions {
  gatewayUrl: string;
  partnerKey: string;
}

/** A member of a result union that is not the payload. */
const failure = z.object({ message: z.string() });

/** Asks, and takes the answer apart: what was wanted, or a Refusal (502) with a sentence why not. */
export async function askGateway<T>(
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
