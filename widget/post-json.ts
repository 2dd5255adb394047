import { unreachable } from './connect-error.ts';
import { parseRecord } from './is-record.ts';

/** How long any one request may take, in milliseconds. */
export const requestDeadline = 10_000;

/** An answer: its HTTP status, and its body where that was a JSON object (else null). */
export interface JsonAnswer {
  status: number;
  body: Record<string, unknown> | null;
}

/**
 * POSTs and reads JSON, whatever the status. Gives up after ten seconds or when `signal` fires.
 *
 * @throws ConnectError GATEWAY_UNREACHABLE where there was no answer at all
 */
export async function postJson(url: string, init: RequestInit, signal?: AbortSignal): Promise<JsonAnswer> {
  const deadline = AbortSignal.timeout(requestDeadline);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      ...init,
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    return { status: answer.status, body: parseRecord(await answer.text()) };
  } catch (cause) {
    throw unreachable(cause);
  }
}
