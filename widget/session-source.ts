import { ConnectError } from './connect-error.ts';
import { isRecord } from './is-record.ts';
import { postJson } from './post-json.ts';

/** What the partner's backend hands to its page. Secret enough to stay in memory: it is never written anywhere. */
export interface MintedSession {
  sessionToken: string;
  /** RFC 3339; left out where it is not known. */
  expiresAt?: string;
  /** The gateway's address without a path; left out where the page names it itself. */
  gateway?: string;
}

/** Mints a session: the partner's own way, where neither an endpoint nor a token will do. */
export type FetchSession = () => Promise<MintedSession>;

/** Where session tokens come from. */
export interface SessionSource {
  /** A session that should still work: the one at hand, or a new one shortly before that ends. */
  current(): Promise<Required<Pick<MintedSession, 'sessionToken' | 'gateway'>>>;
  /** Forgets this token, since the gateway refused it; a newer one is kept. */
  forget(sessionToken: string): void;
}

/** How the page says where its sessions come from. */
export interface SessionSettings {
  sessionEndpoint?: string | null;
  sessionToken?: string | null;
  gateway?: string | null;
  fetchSession?: FetchSession | null;
}

/** A new token is fetched when the old one has less than this left, in milliseconds. */
const margin = 30_000;

/** Sessions as the settings say, minted when first needed and not before. */
export function createSessionSource(settings: SessionSettings): SessionSource {
  const mint = minter(settings);
  let held: { session: MintedSession; renewAt: number } | null = null;
  let minting: Promise<MintedSession> | null = null;

  async function renew(): Promise<MintedSession> {
    try {
      const session = await mint();
      held = { session, renewAt: renewalOf(session) };
      return session;
    } finally {
      minting = null;
    }
  }

  return {
    async current() {
      const fresh = held && Date.now() < held.renewAt ? held.session : await (minting ??= renew());
      return { sessionToken: fresh.sessionToken, gateway: gatewayOf(settings, fresh) };
    },
    forget(sessionToken) {
      if (held?.session.sessionToken === sessionToken) held = null;
    },
  };
}

/** A token that looks over at birth was judged by a wrong clock: then the gateway's word alone counts. */
function renewalOf({ expiresAt }: MintedSession): number {
  const renewAt = expiresAt ? Date.parse(expiresAt) - margin : Infinity;
  return renewAt > Date.now() ? renewAt : Infinity;
}

function gatewayOf(settings: SessionSettings, session: MintedSession): string {
  const gateway = settings.gateway ?? session.gateway;
  if (!gateway) throw noSession('The page does not say where its gateway is.');
  return new URL(gateway, document.baseURI).href.replace(/\/+$/, '');
}

function minter({ fetchSession, sessionEndpoint, sessionToken }: SessionSettings): FetchSession {
  if (fetchSession) return fetchSession;
  if (sessionEndpoint) return () => fetchFrom(sessionEndpoint);
  return once(sessionToken ?? null);
}

/** A token written into the page can be used, but not renewed. */
function once(sessionToken: string | null): FetchSession {
  let left = sessionToken;
  return async () => {
    if (left === null) throw noSession('The session of this page has ended. Load the page again to go on.');
    const given = { sessionToken: left };
    left = null;
    return given;
  };
}

async function fetchFrom(endpoint: string): Promise<MintedSession> {
  const init: RequestInit = { credentials: 'same-origin', headers: { accept: 'application/json' } };
  const { status, body } = await postJson(endpoint, init);
  if (status < 400 && isSession(body)) return body;
  const signedOut = status === 401 || status === 403;
  throw noSession(
    signedOut ? 'You are no longer signed in here. Sign in again.' : 'This page could not begin a session.',
  );
}

function isSession(body: unknown): body is MintedSession & Record<string, unknown> {
  return isRecord(body) && typeof body['sessionToken'] === 'string' && body['sessionToken'] !== '';
}

function noSession(message: string): ConnectError {
  return new ConnectError({ code: 'SESSION_UNAVAILABLE', message, retryable: true, docsUrl: null });
}
