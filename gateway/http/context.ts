import type { Caller } from '../flows/caller.ts';
import type { Gateway } from '../gateway.ts';

/** What every resolver is given. */
export interface RequestContext {
  gateway: Gateway;
  caller: Caller;
  /** Names this request in failures and in the log. */
  requestId: string;
}
