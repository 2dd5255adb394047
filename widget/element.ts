/** The element without its registration, for pages that build: `customElements.define('connect-with-aws', ConnectWithAws)`. */
export { ConnectWithAws } from './connect-with-aws.ts';
export { ConnectError } from './connect-error.ts';
export type { Failure, FailureCode } from './connect-error.ts';
export {
  ConnectConnectedEvent,
  ConnectEndedEvent,
  ConnectFailedEvent,
  ConnectHealthChangeEvent,
  ConnectOpeningEvent,
  ConnectPhaseChangeEvent,
  ConnectUpgradedEvent,
} from './events.ts';
export { createGatewayClient } from './gateway-client.ts';
export type { GatewayClient, Grant, GrantObserver, HandOff, Path, Session } from './gateway-client.ts';
export { GrantController } from './grant-controller.ts';
export type { Following } from './grant-controller.ts';
export type { GrantControllerSettings } from './grant-keeper.ts';
export type { OpeningMode } from './opening-page.ts';
export type { Phase } from './phase.ts';
export { createGrantMemory } from './remembered-grant.ts';
export { createSessionSource } from './session-source.ts';
export type { FetchSession, MintedSession, SessionSettings, SessionSource } from './session-source.ts';
