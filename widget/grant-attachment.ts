import type { Failure } from './connect-error.ts';
import type { GatewayClient, Grant } from './gateway-client.ts';
import { hasNews, isOpen } from './phase.ts';

/** What an attachment works with. */
export interface AttachmentPorts {
  client(): GatewayClient;
  /** The gateway's clock, in milliseconds since 1970. */
  now(): number;
  /** The grant changed. */
  changed(grant: Grant): void;
  /** The gateway came into reach, or went out of it. */
  reached(): void;
  /** The watch is over, and does not go on by itself. */
  failed(failure: Failure): void;
}

/** Holds on to one grant while its host is in the page: at most one watch, stopped and taken up again with the host. */
export class GrantAttachment {
  /** The grant at hand, or null. */
  grant: Grant | null = null;
  /** Since when the gateway has been out of reach; null while it is not. */
  offlineSince: Date | null = null;
  readonly #ports: AttachmentPorts;
  /** How to stop watching each grant that is added to it. */
  readonly #extensions = new Map<string, () => void>();
  #stop: (() => void) | null = null;
  #isInPage = false;
  #heardAt = new Date();

  constructor(ports: AttachmentPorts) {
    this.#ports = ports;
  }

  /** The host is in the page, or has left it. */
  place(isInPage: boolean): void {
    this.#isInPage = isInPage;
    if (isInPage) this.watch();
    else this.#unwatch();
  }

  /** Takes this for the newest of the grant. */
  take(grant: Grant): void {
    this.grant = grant;
    this.#heardAt = new Date(this.#ports.now());
    if (!hasNews(grant)) this.#unwatch();
    else if (this.#stop) this.#watchExtensions(grant);
  }

  /** Listens for changes, if there is anything to listen to. */
  watch(): void {
    if (this.#stop || !this.#isInPage || !this.grant || !hasNews(this.grant)) return;
    this.#stop = this.#ports.client().watchGrant(this.grant, {
      changed: (grant) => this.#ports.changed(grant),
      reachable: (yes) => this.#reach(yes),
      failed: (failure) => {
        this.#unwatch();
        this.#ports.failed(failure);
      },
    });
    this.#watchExtensions(this.grant);
  }

  /** Lets go of the grant. */
  drop(): void {
    this.#unwatch();
    this.grant = null;
    this.offlineSince = null;
  }

  #unwatch(): void {
    this.#stop?.();
    this.#stop = null;
    for (const stop of this.#extensions.values()) stop();
    this.#extensions.clear();
  }

  /** The grant's own history says nothing of what is added to it. */
  #watchExtensions({ extensions }: Grant): void {
    for (const each of extensions) {
      const { id } = each;
      if (!isOpen(each)) {
        this.#extensions.get(id)?.();
        this.#extensions.delete(id);
      } else if (!this.#extensions.has(id)) {
        const stop = this.#ports.client().watchGrant(each, {
          changed: () => void this.#lookAgain(),
          reachable: () => {},
          failed: () => {},
        });
        this.#extensions.set(id, stop);
      }
    }
  }

  async #lookAgain(): Promise<void> {
    const { id } = this.grant ?? {};
    const grant =
      id &&
      (await this.#ports
        .client()
        .loadGrant(id)
        .catch(() => null));
    if (grant && grant.id === this.grant?.id && grant.historyNumber >= this.grant.historyNumber)
      this.#ports.changed(grant);
  }

  #reach(yes: boolean): void {
    if (yes) this.#heardAt = new Date(this.#ports.now());
    this.offlineSince = yes ? null : (this.offlineSince ?? this.#heardAt);
    this.#ports.reached();
  }
}
