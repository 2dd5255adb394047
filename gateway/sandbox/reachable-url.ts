const loopback = /^(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether the sandbox fetches from there: https from anywhere, http only from this machine. */
export function isReachable(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname));
}

const maxLength = 1_048_576;
const timeoutMs = 5_000;

/** The JSON at an address. Rejects when it is not reachable, not found, not JSON, or longer than 1 MiB. */
export async function fetchJson(url: string, stopping: AbortSignal): Promise<unknown> {
  if (!isReachable(url)) throw new Error(`${url} is neither https nor on this machine`);
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)]);
  const answer = await fetch(url, { redirect: 'error', signal });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  const text = await answer.text();
  if (text.length > maxLength) throw new Error(`${url} is too long`);
  return JSON.parse(text);
}
