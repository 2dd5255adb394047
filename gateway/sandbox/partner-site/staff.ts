import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** The only one of the made-up vendor's people. */
export const SALESPERSON = 'Sam, sales';

/** How long somebody stays signed in, seconds. */
const SESSION_SECONDS = 28_800;

/** How many sign-ins are kept; the oldest goes first. */
const MOST_SESSIONS = 100;

/** The vendor's own people, signed in by a cookie that no script reads and no other site's request carries. */
export interface Staff {
  /** Signs the salesperson in: gives the `set-cookie` header. */
  signIn(request: FastifyRequest): string;
  isSignedIn(request: FastifyRequest): boolean;
}

/** Keeps sign-ins in memory; `now` in epoch milliseconds. */
export function createStaff(now: () => number): Staff {
  const ends = new Map<string, number>();
  return {
    signIn(request) {
      const id = randomBytes(24).toString('base64url');
      ends.set(id, now() + SESSION_SECONDS * 1000);
      const [oldest] = ends.keys();
      if (ends.size > MOST_SESSIONS && oldest) ends.delete(oldest);
      const attributes = `Path=/demo; HttpOnly; SameSite=Strict; Max-Age=${SESSION_SECONDS}`;
      return `${cookieName(request)}=${id}; ${attributes}`;
    },
    isSignedIn: (request) => (ends.get(cookieOf(request) ?? '') ?? 0) > now(),
  };
}

/** Cookies do not tell ports apart, so the name does. */
function cookieName({ host }: FastifyRequest): string {
  return `acme-staff-${/:(\d+)$/.exec(host)?.[1] ?? 'default'}`;
}

function cookieOf(request: FastifyRequest): string | undefined {
  const prefix = `${cookieName(request)}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((it) => it.trim());
  return pairs.find((it) => it.startsWith(prefix))?.slice(prefix.length);
}
