import { randomBytes } from 'node:crypto';
import { startGrant } from '../../gateway/domain/grant.ts';
import type { Grant } from '../../gateway/domain/grant.ts';

/** An instant to count from, epoch milliseconds. */
export const NOON = Date.UTC(2026, 10, 22, 12);

/** A fresh grant with an id of its own, begun at NOON; whatever is given differs. */
export function sampleGrant(change: Partial<Grant> = {}): Grant {
  const input = {
    id: `grant_${randomBytes(13).toString('hex')}`,
    customer: { id: 'customer-1', name: 'Fabrikam' },
    pathId: 'quick-start',
    pathKind: 'TEMPORARY',
    durationSeconds: 3_600,
    requestMessage: 'Acme asks to read your listings.',
    fingerprint: 'f'.repeat(64),
  } as const;
  return { ...startGrant(input, NOON, 30_000), ...change };
}

/** The same grant one version on. */
export function nextVersion(grant: Grant, change: Partial<Grant> = {}): Grant {
  return { ...grant, ...change, version: grant.version + 1 };
}
