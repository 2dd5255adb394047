import { createHash, randomBytes } from 'node:crypto';
import type { DelegatedSession, DelegationRequest } from './books.ts';
import type { World } from './world.ts';

const idAlphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
const keyAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A random text of that many characters of `a-z0-9`. */
export function randomId(length: number): string {
  return pick(idAlphabet, length);
}

/** A fresh exchange token for a request that was just released; remembered as a secret. */
export function makeExchangeToken(world: World, request: DelegationRequest): string {
  const header = base64url(JSON.stringify({ typ: 'JWT', alg: 'HS256', sandbox: true }));
  const payload = base64url(JSON.stringify({ account: request.partnerAccountId, request: request.id }));
  return remember(world, `${header}.${payload}.${randomBytes(32).toString('base64url')}`);
}

/** An id as IAM gives them: four letters that say of what, and seventeen more. */
export function makeUniqueId(prefix: string): string {
  return prefix + pick(keyAlphabet, 17);
}

/** Fresh temporary credentials; the secret key and the session token are remembered as secrets. */
export function makeCredentials(world: World) {
  return {
    accessKeyId: `ASIA${pick(keyAlphabet, 16)}`,
    secretAccessKey: remember(world, randomBytes(30).toString('base64')),
    sessionToken: remember(world, `sandbox//${randomBytes(150).toString('base64')}`),
  };
}

/** Fresh credentials for a released request, ending when its token ends. */
export function makeSession(world: World, request: DelegationRequest, expiresAt: number): DelegatedSession {
  const session = { ...makeCredentials(world), requestId: request.id, expiresAt };
  world.books.pages.sessions[session.accessKeyId] = session;
  return session;
}

/** A token by which an SNS endpoint confirms its subscription: hex, as AWS's are. */
export function makeConfirmationToken(): string {
  return createHash('sha512').update(randomBytes(64)).digest('hex');
}

function remember(world: World, secret: string): string {
  world.books.pages.secrets.push(secret);
  return secret;
}

function pick(alphabet: string, length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
