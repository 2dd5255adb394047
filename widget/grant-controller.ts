import { failureOf } from './connect-error.ts';
import type { Failure } from './connect-error.ts';
import type { GatewayClient, Grant } from './gateway-client.ts';
import { GrantKeeper } from './grant-keeper.ts';
import { isExtension, isOpen } from './phase.ts';
import { PressKey } from './press-key.ts';

/** The grant that another is asked for after: to renew it, or to add what `pathId` has. */
export interface Following {
  id: string;
  pathId?: string;
}

/**
 * The life of a grant, without a picture: put it into any reactive host, call `open()`, `start()`, `resume()` and
 * what else there is, and draw `phase`, `grant` and `failure` whenever the host updates. None of its methods rejects.
 */
export class GrantController extends GrantKeeper {
  /** Which press is the latest: what comes of an older one is put aside. */
  #turn = 0;
  /** What the latest press asks for after another grant; null where it begins anew. */
  #following: Following | null = null;
  readonly #key = new PressKey();

  /** The grant whose access goes on, or went on, beside the one at hand; null for none. */
  get before(): string | null {
    return this.grant ? this.grant.precededBy : (this.#following?.id ?? null);
  }

  /** What `renew()` asks for: the same once more, in the way it came about; null where there is nothing to follow. */
  get following(): Following | null {
    const { grant } = this;
    if (!grant) return this.#following;
    const { id, precededBy, activeAt, path } = grant;
    if (precededBy && isExtension(grant)) return { id: precededBy, pathId: path.id };
    if (activeAt) return { id };
    return precededBy ? { id: precededBy } : null;
  }

  /**
   * The press: loads the session and attaches to the customer's open grant; else starts one by `pathId`, or offers the
   * choice. Who comes back (`isReturning`) is shown the newest grant even if it is over.
   */
  async open(pathId?: string, isReturning = false): Promise<void> {
    this.#following = null;
    await this.#whileBusy(async () => {
      const { grant } = await this.loadSession();
      const newest = grant && (await this.#goingOn(grant));
      if (newest && (isOpen(newest) || (isReturning && newest.status !== 'INVITED'))) this.attach(newest);
      else if (pathId) await this.#request({ pathId });
      else this.choose(newest);
    });
  }

  /**
   * The press of a button for one feature: shows the grant with this id (the newest where it is null), or what was asked
   * for beside it by `pathId` already; offers the choice where there is none.
   */
  async openFeature(pathId: string | null, id: string | null): Promise<void> {
    this.#following = null;
    await this.#whileBusy(async () => {
      const { grant } = await this.loadSession();
      const base = id && id !== grant?.id ? await this.client.loadGrant(id) : grant;
      const asked = base?.extensions.find((each) => each.path.id === pathId && isOpen(each));
      const shown = asked ? await this.client.loadGrant(asked.id) : base;
      if (shown && isOpen(shown)) this.attach(shown);
      else this.choose();
    });
  }

  /** Offers the choice of paths; what went before is put aside, but for an invitation: somebody else may take it up. */
  choose(grant: Grant | null = null): void {
    this.#following = null;
    this.drop();
    this.enter('choosing');
    if (grant?.status !== 'INVITED') return;
    this.invitation.take(grant);
    this.invitation.watch();
  }

  /** Asks for access by this path; `accountId` if only that account may approve, `region` for a stack's. */
  async start(pathId: string, accountId?: string, region?: string): Promise<void> {
    await this.#whileBusy(() => this.#request({ pathId, accountId, region }));
  }

  /** Asks for the same access again; what there is stays until the new access is there. */
  async renew(): Promise<void> {
    if (this.following) await this.#follow(this.following);
  }

  /** Asks for what this path has, beside the active grant; both stay. */
  async extend(pathId: string): Promise<void> {
    if (this.grant) await this.#follow({ id: this.grant.id, pathId });
  }

  /** Shows the grant with this id instead. */
  async show(id: string): Promise<void> {
    this.#following = null;
    await this.#whileBusy(async () => {
      const grant = await this.client.loadGrant(id);
      this.drop();
      if (grant) this.attach(grant);
      else this.choose();
    });
  }

  /** Attaches to the grant with this id, or the remembered one. Without one, or where it is not this customer's, nothing happens. */
  async resume(id = this.memory?.read()): Promise<void> {
    if (!id || this.busy || this.grant?.id === id) return;
    try {
      const session = await this.loadSession();
      const grant = session.grant?.id === id ? session.grant : await this.client.loadGrant(id);
      if (!grant) this.memory?.write(null);
      else if (this.stage !== 'idle' || this.busy) return;
      else if (grant.status === 'INVITED') this.choose(grant);
      else this.attach(grant);
    } catch (error) {
      this.problem = failureOf(error);
    }
  }

  /** Withdraws the pending grant. */
  cancel(): Promise<void> {
    return this.#change((client, id) => client.cancelGrant(id));
  }

  /** Makes the active temporary grant lasting, by a path that its own `upgradesTo` names. */
  upgrade(pathId: string): Promise<void> {
    return this.#change((client, id) => client.upgradeGrant({ id, pathId }));
  }

  /** Ends the active grant. */
  end(): Promise<void> {
    return this.#change((client, id) => client.endGrant(id));
  }

  /** Gives a role's ARN in place of a stack. */
  submitRole(roleArn: string): Promise<void> {
    return this.#change((client, id) => client.submitRole({ id, roleArn }));
  }

  /** Makes the link for an administrator; afterwards it is `handOff`. */
  async makeHandOff(): Promise<void> {
    const { grant } = this;
    if (!grant || this.handOff) return;
    try {
      const made = await this.client.createHandOff(grant.id);
      if (this.grant?.id === grant.id) this.handOff = made;
      this.host.requestUpdate();
    } catch (error) {
      this.trouble(failureOf(error));
    }
  }

  /** Tries again after a `problem`. */
  retry(): void {
    this.problem = null;
    this.attachment.watch();
    this.host.requestUpdate();
  }

  /** Back to the button. A grant goes on without being shown; one that is only just being asked for is withdrawn. */
  dismiss(): void {
    this.#turn += 1;
    this.busy = false;
    this.#following = null;
    this.drop();
    this.enter('idle');
  }

  /** Access that was to be renewed goes on where its renewal came to nothing. */
  async #goingOn(grant: Grant): Promise<Grant> {
    const before = !isOpen(grant) && grant.precededBy && (await this.client.loadGrant(grant.precededBy));
    return before && isOpen(before) ? before : grant;
  }

  async #follow(following: Following): Promise<void> {
    const { id, pathId } = following;
    await this.#whileBusy(async () => {
      this.#following = following;
      await this.#ask(`${pathId} after ${id}`, (idempotencyKey) =>
        pathId
          ? this.client.extendGrant({ id, pathId, idempotencyKey })
          : this.client.renewGrant({ id, idempotencyKey }),
      );
    });
  }

  #request(wanted: { pathId: string; accountId?: string | undefined; region?: string | undefined }) {
    this.#following = null;
    return this.#ask(Object.values(wanted).join(' '), (idempotencyKey) =>
      this.client.startGrant({ idempotencyKey, ...wanted }),
    );
  }

  async #ask(input: string, send: (key: string) => Promise<Grant>): Promise<void> {
    this.drop();
    this.enter('opening');
    const turn = this.#turn;
    if (!this.session) await this.loadSession();
    const grant = await send(this.#key.keyFor(input));
    this.#key.settle();
    if (turn === this.#turn) this.attach(grant);
    else await this.client.cancelGrant(grant.id);
  }

  /** What it answers counts, unless newer news came before it. */
  async #change(send: (client: GatewayClient, id: string) => Promise<Grant>): Promise<void> {
    const { grant } = this;
    if (!grant) return;
    try {
      const changed = await send(this.client, grant.id);
      const { id, historyNumber } = this.grant ?? grant;
      if (id === changed.id && historyNumber <= changed.historyNumber) this.take(changed);
    } catch (error) {
      this.trouble(failureOf(error));
    }
  }

  async #whileBusy(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.host.requestUpdate();
    const turn = ++this.#turn;
    const isLatest = (): boolean => turn === this.#turn;
    try {
      await work();
    } catch (error) {
      if (isLatest()) this.#refuse(failureOf(error));
    }
    if (isLatest()) this.busy = false;
    this.host.requestUpdate();
  }

  #refuse(failure: Failure): void {
    if (failure.code !== 'GATEWAY_UNREACHABLE' && failure.code !== 'INTERNAL') this.#key.settle();
    this.fail(failure);
  }
}
