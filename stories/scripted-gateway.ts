import { ConnectError } from '../widget/connect-error.ts';
import type { Failure } from '../widget/connect-error.ts';
import type { GatewayClient, Grant, GrantObserver, HandOff, Session } from '../widget/gateway-client.ts';
import type { Phase } from '../widget/phase.ts';
import { lastingGrants, sampleHandOff } from './lasting-grants.ts';
import { sampleGrant, samplePathOf, sampleSession } from './sample-grant.ts';
import type { Own } from './sample-grant.ts';

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
    void this.#play();
    return this.#begin(samplePathOf(input.pathId).kind === 'ROLE_BY_CLOUDFORMATION' ? 'stack' : 'request');
  }

  async cancelGrant(id: string): Promise<Grant> {
    this.calls.push('cancelGrant');
    return this.move('cancelled', { id });
  }

  async upgradeGrant({ pathId }: { pathId: string }): Promise<Grant> {
    this.calls.push('upgradeGrant');
    const { id, title } = samplePathOf(pathId);
    return this.move('connected', { ...lastingGrants.upgrading.own, upgradingTo: { id, title } });
  }

  async renewGrant({ id, idempotencyKey }: { id: string; idempotencyKey: string }): Promise<Grant> {
    this.calls.push('renewGrant');
    this.keys.push(idempotencyKey);
    if (this.script.refusal) throw new ConnectError(this.script.refusal);
    void this.#play();
    return this.#begin('request', { precededBy: id });
  }

  async endGrant(id: string): Promise<Grant> {
    this.calls.push('endGrant');
    return this.#grant?.role
      ? this.move('ended', { ...lastingGrants.endedWithRole.own, id })
      : this.move('ended', { id });
  }

  async submitRole({ roleArn }: { roleArn: string }): Promise<Grant> {
    this.calls.push(`submitRole ${roleArn}`);
    return this.move('verifying', lastingGrants.verifyingStack.own);
  }

  async createHandOff(): Promise<HandOff> {
    this.calls.push('createHandOff');
    return sampleHandOff();
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
  move(phase: Phase, own: Own = {}): Grant {
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

  #begin(how: 'stack' | 'request', own: Own = {}): Grant {
    const { phase, own: stack } = lastingGrants.waitingForStack;
    const fresh: Own = { id: `grant_${this.keys.length}`, historyNumber: this.#number, ...own };
    this.#grant =
      how === 'stack' ? sampleGrant(phase, { ...stack, ...fresh }) : sampleGrant('awaiting-claim', fresh);
    return this.#grant;
  }

  async #play(): Promise<void> {
    for (const phase of this.script.journey ?? []) {
      await new Promise((resolve) => setTimeout(resolve, this.script.pace ?? 2000));
      this.move(phase);
    }
  }
}
