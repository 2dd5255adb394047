import { ConnectError } from '../widget/connect-error.ts';
import type { Failure } from '../widget/connect-error.ts';
import type { GatewayClient, Grant, GrantObserver, HandOff, Session } from '../widget/gateway-client.ts';
import type { Phase } from '../widget/phase.ts';
import { lastingGrants, sampleHandOff } from './lasting-grants.ts';
import { sampleGrant, sampleSession } from './sample-grant.ts';
import type { Own } from './sample-grant.ts';
import { pick, samplePathOf } from './sample-paths.ts';

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
  /** All grants there are, by id. */
  readonly #grants = new Map<string, Grant>();
  readonly #watched = new Map<GrantObserver, string>();
  #grant: Grant | null = null;
  #number = 3;

  constructor(script: Script = {}) {
    this.script = script;
    const { grant } = script.session ?? {};
    if (!grant) return;
    const { own } = lastingGrants.connectedLasting;
    if (grant.succession === 'EXTENSION' && grant.precededBy)
      this.#keep(sampleGrant('connected', { ...own, id: grant.precededBy }));
    this.#keep(grant);
  }

  async loadSession(): Promise<Session> {
    this.calls.push('loadSession');
    return sampleSession({ ...this.script.session, grant: this.#asItIs(this.#newest) });
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
    return this.#begin('request', { precededBy: id, succession: 'RENEWAL' });
  }

  async extendGrant({
    id,
    pathId,
    idempotencyKey,
  }: Parameters<GatewayClient['extendGrant']>[0]): Promise<Grant> {
    this.calls.push(`extendGrant ${id} ${pathId}`);
    this.keys.push(idempotencyKey);
    if (this.script.refusal) throw new ConnectError(this.script.refusal);
    void this.#play();
    const path = pick(samplePathOf(pathId));
    return this.#begin('request', { id: `grant_${pathId}`, path, precededBy: id, succession: 'EXTENSION' });
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
    return this.#asItIs(this.#grants.get(id) ?? null);
  }

  watchGrant({ id }: Pick<Grant, 'id' | 'historyNumber'>, observer: GrantObserver): () => void {
    this.calls.push('watchGrant');
    this.observers.add(observer);
    this.#watched.set(observer, id);
    return () => this.observers.delete(observer);
  }

  /** Moves the newest grant (or the one with `own.id`) on to a phase, and tells whoever watches it. */
  move(phase: Phase, own: Own = {}): Grant {
    this.#number += 1;
    const id = own.id ?? this.#grant?.id ?? 'grant_1';
    const { path, precededBy, succession } = this.#grants.get(id) ?? {};
    const kept: Own =
      succession === 'EXTENSION' && path ? { path, precededBy: precededBy ?? null, succession } : {};
    const grant = this.#keep(sampleGrant(phase, { id, historyNumber: this.#number, ...kept, ...own }));
    for (const observer of this.observers)
      if (this.#watched.get(observer) === grant.id) observer.changed(this.#asItIs(grant) ?? grant);
    return grant;
  }

  /** Tells whoever watches whether the gateway can be reached. */
  reach(yes: boolean): void {
    for (const observer of this.observers) observer.reachable(yes);
  }

  /** What a session re-attaches to: the newest that only adds to no other. */
  get #newest(): Grant | null {
    const { precededBy, succession } = this.#grant ?? {};
    return (succession === 'EXTENSION' && this.#grants.get(precededBy ?? '')) || this.#grant;
  }

  #begin(how: 'stack' | 'request', own: Own = {}): Grant {
    const { phase, own: stack } = lastingGrants.waitingForStack;
    const fresh: Own = { id: `grant_${this.keys.length}`, historyNumber: this.#number, ...own };
    return this.#keep(
      how === 'stack' ? sampleGrant(phase, { ...stack, ...fresh }) : sampleGrant('awaiting-claim', fresh),
    );
  }

  #keep(grant: Grant): Grant {
    this.#grants.set(grant.id, grant);
    return (this.#grant = grant);
  }

  /** With what was added to it since. */
  #asItIs(grant: Grant | null): Grant | null {
    if (!grant) return null;
    const added = [...this.#grants.values()].filter(
      ({ precededBy, succession }) => precededBy === grant.id && succession === 'EXTENSION',
    );
    const others = grant.extensions.filter(({ id }) => !added.some((each) => each.id === id));
    return { ...grant, extensions: [...added, ...others] };
  }

  async #play(): Promise<void> {
    for (const phase of this.script.journey ?? []) {
      await new Promise((resolve) => setTimeout(resolve, this.script.pace ?? 2000));
      this.move(phase);
    }
  }
}
