import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { GatewayError } from './errors.ts';

const stored = z.object({ wrapping: z.string(), session: z.string(), identity: z.string() });

/** A key and its id. */
export interface NamedKey {
  id: string;
  /** 32 bytes. */
  key: Uint8Array;
}

/** Keys for development, made once and kept in a file that only its owner reads. Production never comes here. */
export function developmentKeys(file: string): {
  wrapping: NamedKey;
  session: NamedKey;
  identity: { id: string; key: KeyObject };
} {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const made = { wrapping: newKey(), session: newKey(), identity: newPrivateKey() };
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  }
  const parsed = stored.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success)
    throw new GatewayError('CONFIG_INVALID', `${file} is damaged. Delete it to have new keys made.`);
  const { wrapping, session, identity } = parsed.data;
  const key = createPrivateKey({ key: Buffer.from(identity, 'base64'), format: 'der', type: 'pkcs8' });
  return { wrapping: named(wrapping), session: named(session), identity: { id: 'development', key } };
}

/** RSA, since AWS's OIDC takes RS256 everywhere. */
function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}

function newKey(): string {
  return randomBytes(32).toString('base64');
}

function named(base64: string): NamedKey {
  return { id: 'development', key: new Uint8Array(Buffer.from(base64, 'base64')) };
}
