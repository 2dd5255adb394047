import { failureOf } from './connect-error.ts';
import type { Failure } from './connect-error.ts';
import type { GatewayClient, Grant } from './gateway-client.ts';
import { GrantKeeper } from './grant-keeper.ts';
import { isOpen } from './phase.ts';
import { PressKey } from './press-key.ts';

/**
 * The life of a grant, without a picture: put it into any reactive host, call `open()`, `start()`, `resume()` and
 * what else there is, and draw `phase`, `grant` and `failure` whenever the host updates. None of its methods rejects.
 */
export class GrantController extends GrantKeeper {
  /** Which press is the latest: what comes of an older one is put aside. */
  #turn = 0;
  /** The grant that the latest press renews; null where it renews none. */
  #renewed: string | null = null;
  readonly #key = new PressKey();

  /** The grant whose access goes on, or went on, beside the one at hand; null for none. */
  get before(): string | null {
    return this.grant ? this.grant.precededBy : this.#renewed;
  }

  /** The grant that `renew()` asks for again; null where there was no access yet. */
  get renewable(): string | null {
    return this.grant?.activeAt ? this.grant.id : this.#renewed;
  }

  /**
   * The press: loads the session and attaches to the customer's open grant; else starts one by `pathId`, or offers the
   * choice. Who comes back (`isReturning`) is shown the newest grant even if it is over.
   */
  async open(pathId?: string, isReturning = false): Promise<void> {
    this.#renewed = null;
    await this.#whileBusy(async () => {
      const { grant } = await this.loadSession();
      const newest = grant && (await this.#goingOn(grant));
      if (newest && (isOpen(newest) || (isReturning && newest.status !== 'INVITED'))) this.attach(newest);
      else if (pathId) await this.#request({ pathId });
      else this.choose();
    });
  }

  /** Offers the choice of paths; what went before is put aside. */
  choose(): void {
    this.#renewed = null;
    this.drop();
    this.enter('choosing');
  }

  /** Asks for access by this path; `accountId` if only that account may approve, `region` for a stack's. */
  async start(pathId: string, accountId?: string, region?: string): Promise<void> {
    await this.#whileBusy(() => this.#request({ pathId, accountId, region }));
  }

  /** Asks for the same access again; what there is stays until the new access is there. */
  async renew(): Promise<void> {
    const id = this.renewable;
    if (!id) return;
    await this.#whileBusy(async () => {
      this.#renewed = id;
      await this.#ask(`renew ${id}`, (idempotencyKey) => this.client.renewGrant({ id, idempotencyKey }));
    });
  }

  /** Shows the grant with this id instead. */
  async show(id: string): Promise<void> {
    this.#renewed = null;
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
      else if (grant.status === 'INVITED') this.choose();
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
    this.#renewed = null;
    this.drop();
    this.enter('idle');
  }

  /** Access that was to be renewed goes on where its renewal came to nothing. */
  async #goingOn(grant: Grant): Promise<Grant> {
    const before = !isOpen(grant) && grant.precededBy && (await this.client.loadGrant(grant.precededBy));
    return before && isOpen(before) ? before : grant;
  }

  #request(wanted: { pathId: string; accountId?: string | undefined; region?: string | undefined }) {
    this.#renewed = null;
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
