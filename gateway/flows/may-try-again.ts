import type { ErrorCode } from '../../schema/types.generated.ts';
import type { GatewayError } from '../errors.ts';

/** What fails by the settings of one gateway: another may have newer ones, while these are being rolled out. */
const BY_SETTINGS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['PATH_UNAVAILABLE', 'SECRET_UNREADABLE']);

/** So often it is left to whichever gateway comes next: with the waits between, for about five minutes. */
const TRIES = 10;

/** Whether work that failed, `attempts` times by now, may succeed later: here, or at a gateway with other settings. */
export function mayTryAgain({ code, row }: GatewayError, attempts: number): boolean {
  return row.retryable || (BY_SETTINGS.has(code) && attempts <= TRIES);
}
