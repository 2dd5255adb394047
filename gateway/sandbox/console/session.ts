import { randomBytes, timingSafeEqual } from 'node:crypto';
import { principalByArn, type Principal } from '../principals.ts';
import type { ReceivedRequest } from '../signature-v4.ts';
import type { World } from '../world.ts';

/** A browser that visits the console. */
export interface ConsoleSession {
  id: string;
  /** What every form of this session must carry. */
  csrf: string;
  principal?: Principal;
}

const keptSessions = 1_000;
const sessionsOf = new WeakMap<World, Map<string, ConsoleSession>>();

/** The session of this browser; a new one, signed in as nobody, when it has none. */
export function sessionOf(world: World, request: ReceivedRequest): ConsoleSession {
  const id = cookies(request).get(cookieName(world)) ?? '';
  return sessionsIn(world).get(id) ?? openSession(world);
}

/** Opens a session, for this principal or for nobody yet; an old one is never promoted. */
export function openSession(world: World, principalArn?: string): ConsoleSession {
  const sessions = sessionsIn(world);
  const session: ConsoleSession = {
    id: randomBytes(24).toString('base64url'),
    csrf: randomBytes(24).toString('base64url'),
    principal: principalArn === undefined ? undefined : principalByArn(principalArn),
  };
  sessions.set(session.id, session);
  const [oldest] = sessions.keys();
  if (sessions.size > keptSessions && oldest) sessions.delete(oldest);
  return session;
}

/** Ends a session. */
export function closeSession(world: World, session: ConsoleSession): void {
  sessionsIn(world).delete(session.id);
}

/** The header that makes the browser keep the session. */
export function cookieFor(world: World, session: ConsoleSession): Record<string, string> {
  return { 'set-cookie': `${cookieName(world)}=${session.id}; Path=/console; HttpOnly; SameSite=Lax` };
}

/** Whether a form carries this session's token. */
export function isOwnForm(session: ConsoleSession, form: URLSearchParams): boolean {
  const given = Buffer.from(form.get('csrf') ?? '');
  const expected = Buffer.from(session.csrf);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function sessionsIn(world: World): Map<string, ConsoleSession> {
  const sessions = sessionsOf.get(world) ?? new Map<string, ConsoleSession>();
  sessionsOf.set(world, sessions);
  return sessions;
}

/** Cookies do not tell ports apart, so the name does. */
function cookieName(world: World): string {
  return `sandbox-console-${new URL(world.url).port || 'default'}`;
}

function cookies(request: ReceivedRequest): Map<string, string> {
  const pairs = (request.headers.cookie ?? '').split(';').map((one) => one.trim().split('=', 2));
  return new Map(pairs.map(([name = '', value = '']) => [name, value]));
}
