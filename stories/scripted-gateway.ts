import { ConnectError } from '../widget/connect-error.ts';
import type { Failure } from '../widget/connect-error.ts';
import type { GatewayClient, Grant, GrantObserver, Session } from '../widget/gateway-client.ts';
import type { Phase } from '../widget/phase.ts';
import { sampleGrant, sampleSession } from './sample-grant.ts';

/** What the gateway is to do. */
export interface Script {
  session?: Partial<Session>;
  /** Refuses to start a grant. */
  refusal?: Failure;
  /** Never answers `startGrant`. */
  neverStarts?: boolean;
  /** What becomes of a grant after its start: one phase after the other. */
  journey?: Phase[];
  /** Between two phases, in milliseconds. */
  pace?: number;
}

/** A gateway that needs no network: it answers by a script, and says what happened to whoever watches. */
export class ScriptedGateway implements GatewayClient {
  /** The names of the calls, in order. */
  readonly calls: string[] = [];
  /** Every idempotency key it was given. */
  readonly keys: string[] = [];
  /** Who watches now. */
  readonly observers = new Set<GrantObserver>();
  script: Script;
  #grant: Grant | null;
  #number = 3;

  constructor(script: Script = {}) {
    this.script = script;
    this.#grant = script.session?.grant ?? null;
  }

  async loadSession(): Promise<Session> {
    this.calls.push('loadSession');
    return sampleSession({ ...this.script.session, grant: this.#grant });
  }

  async startGrant(input: Parameters<GatewayClient['startGrant']>[0]): Promise<Grant> {
    this.calls.push('startGrant');
    this.keys.push(input.idempotencyKey);
    if (this.script.neverStarts) return new Promise(() => {});
    if (this.script.refusal) throw new ConnectError(this.script.refusal);
    this.#grant = sampleGrant('awaiting-claim', {
      id: `grant_${this.keys.length}`,
      historyNumber: this.#number,
    });
    void this.#play();
    return this.#grant;
  }

  async cancelGrant(id: string): Promise<Grant> {
    this.calls.push('cancelGrant');
    return this.move('cancelled', { id });
  }

  async loadGrant(id: string): Promise<Grant | null> {
    this.calls.push('loadGrant');
    return this.#grant?.id === id ? this.#grant : null;
  }

  watchGrant(_: Pick<Grant, 'id' | 'historyNumber'>, observer: GrantObserver): () => void {
    this.calls.push('watchGrant');
    this.observers.add(observer);
    return () => this.observers.delete(observer);
  }

  /** Moves the grant on to a phase, and tells whoever watches. */
  move(phase: Phase, own: Parameters<typeof sampleGrant>[1] = {}): Grant {
    this.#number += 1;
    const id = this.#grant?.id ?? 'grant_1';
    this.#grant = sampleGrant(phase, { id, historyNumber: this.#number, ...own });
    for (const { changed } of this.observers) changed(this.#grant);
    return this.#grant;
  }

  /** Tells whoever watches whether the gateway can be reached. */
  reach(yes: boolean): void {
    for (const observer of this.observers) observer.reachable(yes);
  }

  async #play(): Promise<void> {
    for (const phase of this.script.journey ?? []) {
      await new Promise((resolve) => setTimeout(resolve, this.script.pace ?? 2000));
      this.move(phase);
    }
  }
}
