import { createHash, randomInt } from 'node:crypto';
import { startGrant } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { requestMessageFor } from '../domain/path.ts';
import type { Path } from '../domain/path.ts';
import type { Ports } from './ports.ts';

/** How long whoever starts a grant has to make its delegation request before another process may, milliseconds. */
const START_LEASE_MS = 45_000;

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** What a grant is to be made of. */
export interface Wanted {
  path: Path;
  customer: Grant['customer'];
  requestedAccountId: string | undefined;
  region: string | undefined;
  idempotencyKey: string;
  preceding?: Grant['preceding'];
}

/** A grant at its beginning. */
export function newGrant(ports: Ports, wanted: Wanted): Grant {
  const { path, customer, requestedAccountId, idempotencyKey, preceding } = wanted;
  const names = { partner: ports.partner.name, customer: customer.name ?? customer.id };
  const id = grantIdFor(customer.id, idempotencyKey);
  const region =
    path.kind === 'ROLE_BY_CLOUDFORMATION' ? (wanted.region ?? path.stack?.topics[0]?.region) : undefined;
  const fields = {
    id,
    customer,
    pathId: path.id,
    pathKind: path.kind,
    durationSeconds: path.durationSeconds,
    requestMessage: requestMessageFor(path, names),
    requestedAccountId,
    fingerprint: digest(path.id, requestedAccountId ?? '', region ?? '', preceding?.id ?? ''),
    preceding,
    region,
    trust: path.role?.trust,
    externalId: path.role && externalIdFor(id),
  };
  return startGrant(fields, ports.now(), START_LEASE_MS);
}

/** The id follows from the customer and the key: that makes the key idempotent without an index of its own. */
export function grantIdFor(customerId: string, idempotencyKey: string): string {
  const number = BigInt(`0x${digest(customerId, idempotencyKey)}`);
  return `grant_${number.toString(36).padStart(50, '0').slice(-26)}`;
}

/** An external ID: leads back to its grant, and nobody can guess it. */
export function externalIdFor(grantId: string): string {
  return `${grantId}.${random(32)}`;
}

/** A role name with a random suffix, as AWS advises. */
export function roleNameFor({ role }: Path): string {
  return `${role?.namePrefix ?? 'connect-with-aws'}-${random(8)}`;
}

/** A fingerprint of inputs, hex. */
export function digest(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function random(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
