import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { failureOf } from './connect-error.ts';
import type { Failure } from './connect-error.ts';
import type { GatewayClient, Grant, Session } from './gateway-client.ts';
import { isOpen, phaseOf } from './phase.ts';
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
}

/**
 * The life of a grant, without a picture: put it into any reactive host, call `open()`, `start()`, `resume()` or
 * `cancel()`, and draw `phase`, `grant` and `failure` whenever the host updates. None of its methods rejects.
 */
export class GrantController implements ReactiveController {
  /** What the session speaks for; null before the first press (or re-attachment). */
  session: Session | null = null;
  /** The grant at hand, or null. */
  grant: Grant | null = null;
  /** Since when the gateway has been out of reach; null while it is not. */
  offlineSince: Date | null = null;
  /** Something that went wrong beside the grant's own life, such as a session that cannot be renewed. */
  problem: Failure | null = null;
  /** Whether a request is under way that the customer waits for. */
  busy = false;

  readonly #host: ReactiveControllerHost;
  readonly #settings: GrantControllerSettings;
  #stage: 'idle' | 'choosing' | 'opening' | 'failed' | 'grant' = 'idle';
  #phase: Phase = 'idle';
  #failure: Failure | null = null;
  #stopWatching: (() => void) | null = null;
  #isConnected = false;
  #skew = 0;
  /** Which press is the latest: what comes of an older one is put aside. */
  #turn = 0;
  #heardAt = new Date();
  /** One press, one key: kept until it is known what became of it. */
  #press: { input: string; key: string } | null = null;

  constructor(host: ReactiveControllerHost, settings: GrantControllerSettings) {
    this.#host = host;
    this.#settings = settings;
    host.addController(this);
  }

  /** Where things stand. */
  get phase(): Phase {
    return this.#phase;
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
    this.#isConnected = true;
    this.#watch();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#unwatch();
  }

  /** The press: loads the session and attaches to the customer's open grant; else starts one by `pathId`, or offers the choice. */
  async open(pathId?: string): Promise<void> {
    await this.#whileBusy(async () => {
      const session = await this.#loadSession();
      if (session.grant && isOpen(session.grant)) this.#attach(session.grant);
      else if (pathId) await this.#request(pathId);
      else this.choose();
    });
  }

  /** Offers the choice of paths; what went before is put aside. */
  choose(): void {
    this.#drop();
    this.#enter('choosing');
  }

  /** Asks for access by this path; `accountId` if only that account may approve. */
  async start(pathId: string, accountId?: string): Promise<void> {
    await this.#whileBusy(() => this.#request(pathId, accountId));
  }

  /** Attaches to the grant with this id, or the remembered one. Without one, or where it is not this customer's, nothing happens. */
  async resume(id = this.#memory?.read()): Promise<void> {
    if (!id || this.busy || this.grant?.id === id) return;
    try {
      const session = await this.#loadSession();
      const grant = session.grant?.id === id ? session.grant : await this.#client.loadGrant(id);
      if (!grant) this.#memory?.write(null);
      else if (this.#stage === 'idle' && !this.busy) this.#attach(grant);
    } catch (error) {
      this.problem = failureOf(error);
    }
  }

  /** Withdraws the pending grant. */
  async cancel(): Promise<void> {
    const { grant } = this;
    if (!grant) return;
    try {
      this.#take(await this.#client.cancelGrant(grant.id));
    } catch (error) {
      this.problem = failureOf(error);
      this.#host.requestUpdate();
    }
  }

  /** Tries again after a `problem`. */
  retry(): void {
    this.problem = null;
    this.#watch();
    this.#host.requestUpdate();
  }

  /** Back to the button. A grant goes on without being shown; one that is only just being asked for is withdrawn. */
  dismiss(): void {
    this.#turn += 1;
    this.busy = false;
    this.#drop();
    this.#enter('idle');
  }

  get #client(): GatewayClient {
    return this.#settings.client();
  }

  get #memory(): GrantMemory | undefined {
    return this.#settings.memory?.();
  }

  async #loadSession(): Promise<Session> {
    const session = await this.#client.loadSession();
    this.session = session;
    this.#skew = Date.parse(session.serverTime) - Date.now();
    return session;
  }

  async #request(pathId: string, accountId?: string): Promise<void> {
    this.#drop();
    this.#enter('opening');
    const turn = this.#turn;
    if (!this.session) await this.#loadSession();
    const idempotencyKey = this.#keyFor(`${pathId} ${accountId ?? ''}`);
    const grant = await this.#client.startGrant({ idempotencyKey, pathId, accountId });
    this.#press = null;
    if (turn === this.#turn) this.#attach(grant);
    else await this.#client.cancelGrant(grant.id);
  }

  async #whileBusy(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.#host.requestUpdate();
    const turn = ++this.#turn;
    const isLatest = (): boolean => turn === this.#turn;
    try {
      await work();
    } catch (error) {
      if (isLatest()) this.#fail(failureOf(error));
    }
    if (isLatest()) this.busy = false;
    this.#host.requestUpdate();
  }

  #fail(failure: Failure): void {
    this.#failure = failure;
    if (failure.code !== 'GATEWAY_UNREACHABLE' && failure.code !== 'INTERNAL') this.#press = null;
    this.#enter('failed');
  }

  /** Asking again for what may have been made is asking for the same. */
  #keyFor(input: string): string {
    if (this.#press?.input !== input) this.#press = { input, key: crypto.randomUUID() };
    return this.#press.key;
  }

  #attach(grant: Grant): void {
    this.#take(grant);
    this.#watch();
  }

  #take(grant: Grant): void {
    this.grant = grant;
    this.#heardAt = new Date(this.now);
    this.problem = null;
    this.#memory?.write(isOpen(grant) ? grant.id : null);
    if (!isOpen(grant)) this.#unwatch();
    this.#enter('grant');
  }

  #watch(): void {
    if (this.#stopWatching || !this.#isConnected || !this.grant || !isOpen(this.grant)) return;
    this.#stopWatching = this.#client.watchGrant(this.grant, {
      changed: (grant) => this.#take(grant),
      reachable: (yes) => this.#reach(yes),
      failed: (failure) => {
        this.problem = failure;
        this.#unwatch();
        this.#host.requestUpdate();
      },
    });
  }

  #unwatch(): void {
    this.#stopWatching?.();
    this.#stopWatching = null;
  }

  #reach(yes: boolean): void {
    if (yes) this.#heardAt = new Date(this.now);
    this.offlineSince = yes ? null : (this.offlineSince ?? this.#heardAt);
    this.#host.requestUpdate();
  }

  #drop(): void {
    this.#unwatch();
    this.grant = null;
    this.problem = null;
    this.offlineSince = null;
  }

  #enter(stage: 'idle' | 'choosing' | 'opening' | 'failed' | 'grant'): void {
    const before = this.#phase;
    this.#stage = stage;
    this.#phase = stage === 'grant' && this.grant ? phaseOf(this.grant) : stage === 'grant' ? 'idle' : stage;
    this.#host.requestUpdate();
    if (this.#phase !== before) this.#settings.phaseChanged?.(this.#phase, before);
  }
}
