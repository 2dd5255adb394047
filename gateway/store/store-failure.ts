import { GatewayError } from '../errors.ts';

/** What a failure of the store's driver is to everybody else: STORE_UNAVAILABLE, with the driver's error as its cause. */
export function storeFailure(cause: unknown): GatewayError {
  return cause instanceof GatewayError ? cause : new GatewayError('STORE_UNAVAILABLE', undefined, { cause });
}

/** Runs something against the store's driver; what it throws is a `storeFailure`. */
export function storing<T>(operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw storeFailure(error);
  }
}
