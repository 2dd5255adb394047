import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Failure } from './connect-error.ts';
import type { GatewayClient, Grant, HandOff, Session } from './gateway-client.ts';
import { GrantAttachment } from './grant-attachment.ts';
import { isExtension, isOpen, phaseOf } from './phase.ts';
import type { Phase } from './phase.ts';
import type { GrantMemory } from './remembered-grant.ts';

/** What the controller works with. */
export interface GrantControllerSettings {
  /** Asked for when first needed, so that nothing goes over the network before. */
  client(): GatewayClient;
  /** Where the grant's id is kept between visits; none: it is not kept. */
  memory?(): GrantMemory;
  /** Called right after every change of phase. */
  phaseChanged?(phase: Phase, before: Phase): void;
  /** Called for every news of a grant; `before` is what was known, of it or of another one. */
  grantChanged?(grant: Grant, before: Grant | null): void;
}

/** Where a controller stands, beside what its grant says. */
export type Stage = 'idle' | 'choosing' | 'opening' | 'failed' | 'grant';

/** What a controller knows, and how it comes to know it; what can be done is its subclass's. */
export abstract class GrantKeeper implements ReactiveController {
  /** What the session speaks for; null before the first press (or re-attachment). */
  session: Session | null = null;
  /** Something that went wrong beside the grant's own life, such as a session that cannot be renewed. */
  problem: Failure | null = null;
  /** Whether a request is under way that the customer waits for. */
  busy = false;
  /** The link for an administrator that was made for the grant at hand; null for none. */
  handOff: HandOff | null = null;

  protected readonly host: ReactiveControllerHost;
  protected stage: Stage = 'idle';
  protected readonly attachment = new GrantAttachment({
    client: () => this.client,
    now: () => this.now,
    changed: (grant) => this.take(grant),
    reached: () => this.host.requestUpdate(),
    failed: (failure) => this.trouble(failure),
  });
  /** Watches an invitation while its customer chooses: somebody else may take it up. */
  protected readonly invitation = new GrantAttachment({
    client: () => this.client,
    now: () => this.now,
    changed: (grant) => void (grant.status !== 'INVITED' && this.attach(grant)),
    reached: () => {},
    failed: (failure) => this.trouble(failure),
  });
  readonly #settings: GrantControllerSettings;
  #phase: Phase = 'idle';
  #failure: Failure | null = null;
  #skew = 0;

  constructor(host: ReactiveControllerHost, settings: GrantControllerSettings) {
    this.host = host;
    this.#settings = settings;
    host.addController(this);
  }

  /** Where things stand. */
  get phase(): Phase {
    return this.#phase;
  }

  /** The grant at hand, or null. */
  get grant(): Grant | null {
    return this.attachment.grant;
  }

  /** Since when the gateway has been out of reach; null while it is not. */
  get offlineSince(): Date | null {
    return this.attachment.offlineSince;
  }

  /** Why the phase is `failed`; null otherwise. */
  get failure(): Failure | null {
    return this.#phase === 'failed' ? (this.grant?.failure ?? this.#failure) : null;
  }

  /** The gateway's clock, in milliseconds since 1970. */
  get now(): number {
    return Date.now() + this.#skew;
  }

  hostConnected(): void {
    this.#place(true);
  }

  hostDisconnected(): void {
    this.#place(false);
  }

  protected get client(): GatewayClient {
    return this.#settings.client();
  }

  protected get memory(): GrantMemory | undefined {
    return this.#settings.memory?.();
  }

  protected async loadSession(): Promise<Session> {
    const session = await this.client.loadSession();
    this.session = session;
    this.#skew = Date.parse(session.serverTime) - Date.now();
    return session;
  }

  protected attach(grant: Grant): void {
    this.invitation.drop();
    this.take(grant);
    this.attachment.watch();
  }

  protected take(grant: Grant): void {
    const before = this.grant;
    this.attachment.take(grant);
    this.problem = null;
    this.memory?.write(isExtension(grant) ? grant.precededBy : isOpen(grant) ? grant.id : null);
    this.enter('grant');
    this.#settings.grantChanged?.(grant, before);
  }

  protected drop(): void {
    this.invitation.drop();
    this.attachment.drop();
    this.problem = null;
    this.handOff = null;
  }

  protected fail(failure: Failure): void {
    this.#failure = failure;
    this.enter('failed');
  }

  protected trouble(failure: Failure): void {
    this.problem = failure;
    this.host.requestUpdate();
  }

  #place(isInPage: boolean): void {
    this.attachment.place(isInPage);
    this.invitation.place(isInPage);
  }

  protected enter(stage: Stage): void {
    const before = this.#phase;
    this.stage = stage;
    this.#phase = stage === 'grant' && this.grant ? phaseOf(this.grant) : stage === 'grant' ? 'idle' : stage;
    this.host.requestUpdate();
    if (this.#phase !== before) this.#settings.phaseChanged?.(this.#phase, before);
  }
}
