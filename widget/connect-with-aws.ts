import { LitElement, html } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { renderButton } from './button-view.ts';
import type { ButtonContent } from './button-view.ts';
import { ConsoleOpener } from './console-opener.ts';
import { createHandlers, noDrafts } from './create-handlers.ts';
import { createView, panelOf } from './create-view.ts';
import type { Intent, PageSettings } from './create-view.ts';
import { ConnectOpeningEvent } from './events.ts';
import { createFormValue } from './form-value.ts';
import { createGatewayClient } from './gateway-client.ts';
import type { GatewayClient } from './gateway-client.ts';
import { GrantController } from './grant-controller.ts';
import { labels } from './labels.ts';
import type { OpeningMode } from './opening-page.ts';
import { announcementOf, renderPanel } from './panel-view.ts';
import { createPhaseTeller } from './phase-events.ts';
import { isExtension } from './phase.ts';
import type { Phase } from './phase.ts';
import { createGrantMemory } from './remembered-grant.ts';
import { createSessionSource } from './session-source.ts';
import type { FetchSession } from './session-source.ts';
import { styles } from './styles.ts';
import { Ticker } from './ticker.ts';
import type { Drafts, View } from './view.ts';

const text = { type: String } as const;
const flag = { type: Boolean, reflect: true } as const;
const inner = { attribute: false } as const;
const state = { state: true } as const;
/** Changing one of these changes whom the element talks to, or about. */
const sources = ['sessionEndpoint', 'sessionToken', 'gateway', 'fetchSession', 'client', 'grantId'] as const;

/**
 * The button: press, choose, approve in the AWS console, connected. Nothing goes over the network before the press,
 * unless the page has a grant to come back to.
 *
 * @fires connect-with-aws-opening - Before the console opens; can be prevented.
 * @fires connect-with-aws-phase-change - The phase changed.
 * @fires connect-with-aws-connected - The partner can get credentials; once for a grant.
 * @fires connect-with-aws-upgraded - Temporary access became lasting.
 * @fires connect-with-aws-health-change - Access that goes on is not as agreed any more, or is again.
 * @fires connect-with-aws-ended - The grant is over.
 * @fires connect-with-aws-failed - It did not work.
 * @slot label - The button's words.
 * @slot icon - The button's picture.
 */
export class ConnectWithAws extends LitElement {
  static readonly formAssociated = true;
  static override styles = styles;
  static override properties = {
    sessionEndpoint: { ...text, attribute: 'session-endpoint' },
    sessionToken: { ...text, attribute: 'session-token' },
    gateway: text,
    path: text,
    intent: text,
    grantId: { ...text, attribute: 'grant-id' },
    approver: flag,
    single: flag,
    mode: text,
    theme: { ...text, reflect: true },
    locale: text,
    label: text,
    name: { ...text, reflect: true },
    required: flag,
    disabled: flag,
    fetchSession: inner,
    client: inner,
    drafts: state,
  };

  /** The partner's endpoint that answers a POST with `{ sessionToken, expiresAt, gateway }`. */
  declare sessionEndpoint: string | null;
  /** A session token, where the page has one already; it cannot be renewed. */
  declare sessionToken: string | null;
  /** The gateway's address, if the session does not name it. */
  declare gateway: string | null;
  /** The path to take, so that there is no choice; with the intent `extend`, what is to be added. */
  declare path: string | null;
  /** Why the button is there: `connect`, `reconnect` (renew), `upgrade` (make lasting), `extend` (add what `path` has) or `disconnect`. */
  declare intent: Intent;
  /** The grant to show, if the page knows it. */
  declare grantId: string | null;
  /** Whether whoever looks is the one who was asked to approve. */
  declare approver: boolean;
  /** Whether the page is about its one grant: nothing else can be asked for in it. */
  declare single: boolean;
  declare mode: OpeningMode;
  declare theme: 'auto' | 'light' | 'dark' | null;
  /** For dates and numbers, e.g. `en-GB`. */
  declare locale: string | null;
  /** The button's words. */
  declare label: string | null;
  declare name: string | null;
  declare required: boolean;
  declare disabled: boolean;
  /** Mints a session, where the endpoint's way does not fit. */
  declare fetchSession: FetchSession | null;
  /** Stands in for the gateway's own client. */
  declare client: GatewayClient | null;
  declare private drafts: Drafts;

  /** The grant's life; its `grant`, `session` and `failure` may be read. */
  readonly controller = new GrantController(this, {
    client: () => (this.#client ??= this.client ?? createGatewayClient(createSessionSource(this))),
    memory: () => createGrantMemory(this.sessionEndpoint ?? this.gateway ?? ''),
    phaseChanged: (_, before) => this.#phaseChanged(before),
    grantChanged: (grant, before) => this.#tell.grant(grant, before),
  });
  readonly #internals = this.attachInternals();
  readonly #value = createFormValue(this.#internals);
  readonly #opener = new ConsoleOpener();
  readonly #tell = createPhaseTeller(this);
  readonly #handlers = createHandlers({
    controller: this.controller,
    drafts: () => this.drafts,
    page: () => this.#page,
    draft: (changes) => (this.drafts = { ...this.drafts, ...changes }),
    openConsole: (pathId, begin) => this.#open(pathId, begin),
    press: () => this.press(),
  });
  #client: GatewayClient | null = null;
  #announcement = '';
  #announced = '';
  #hadFocus = false;
  #isFormDisabled = false;
  #drawnPhase: Phase | null = null;
  #drawn = '';

  constructor() {
    super();
    this.mode = 'auto';
    this.intent = 'connect';
    this.drafts = noDrafts;
    this.addController(new Ticker(this, () => this.controller.grant !== null));
  }

  /** Where things stand; also in the attribute `phase` and as `:state(…)`. */
  get phase(): Phase {
    return this.controller.phase;
  }

  /** The form's value: the grant's id once connected, else empty. What is added to a grant leaves it as it is. */
  get value(): string {
    const { phase, grant, before } = this.controller;
    if (grant && isExtension(grant)) return before ?? '';
    return phase === 'connected' ? (grant?.id ?? '') : '';
  }

  /** The form it belongs to, or null. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** The same as a press of the button: to be called in a customer's own click, since it may open a tab. */
  press(): void {
    if (this.#isDisabled || this.controller.busy) return;
    const purpose = this.#purpose;
    const path = purpose === 'connect' && this.path;
    if (purpose === 'extend') void this.controller.openFeature(this.path, this.grantId);
    else if (path) this.#open(path, () => this.controller.open(path));
    else void this.controller.open(undefined, purpose !== 'connect');
  }

  formDisabledCallback(isDisabled: boolean): void {
    this.#isFormDisabled = isDisabled;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
    this.#announce();
    if (!sources.some((name) => changed.has(name))) return;
    this.#client = null;
    // A button for a feature stays one until it is pressed, whatever grant there is.
    const mayResume = this.phase === 'idle' && this.#purpose !== 'extend';
    if (mayResume) void this.controller.resume(this.grantId ?? undefined);
    else if (this.controller.problem) this.controller.retry();
  }

  protected override render(): TemplateResult {
    return html`<div class="root" lang="en">
      ${this.phase === 'idle' ? renderButton(this.#button) : renderPanel(this.#view())}
      <div class="sr" role="status" aria-live="polite">${this.#announcement}</div>
    </div>`;
  }

  protected override updated(): void {
    this.#value.set(this.value, this.required, this.shadowRoot?.querySelector('button') ?? null);
    this.#opener.settle(this.controller);
    const drawn = `${this.phase} ${this.drafts.panel} ${this.controller.grant?.id}`;
    if (this.#drawn === drawn) return;
    if (this.#drawnPhase) this.#internals.states.delete(this.#drawnPhase);
    [this.#drawnPhase, this.#drawn] = [this.phase, drawn];
    this.#internals.states.add(this.phase);
    this.setAttribute('phase', this.phase);
    if (this.#hadFocus) this.shadowRoot?.querySelector<HTMLElement>('h2, .connect')?.focus();
  }

  /** The tab opens in the click, or not at all; what it is to show comes later. */
  #open(pathId: string, begin: () => Promise<void>): void {
    if (!this.dispatchEvent(new ConnectOpeningEvent(pathId))) return;
    this.#opener.open(this.mode, this.controller.session?.partner.name ?? null);
    void begin();
  }

  #phaseChanged(before: Phase): void {
    const panel = this.phase === 'connected' ? panelOf(this.#purpose) : null;
    const targetId = panel === 'extend' ? this.path : null;
    this.drafts = { ...this.drafts, panel, targetId, copied: 'no', role: noDrafts.role };
    this.#tell.phase(this.controller, before);
  }

  /** Says what is new: another phase, another step, another health; not that time goes by. */
  #announce(): void {
    const { phase, grant } = this.controller;
    const news = `${phase} ${grant?.id} ${grant?.upgradingTo?.id} ${grant?.progress?.step} ${grant?.health?.isDegraded}`;
    if (news === this.#announced) return;
    this.#announced = news;
    this.#announcement = phase === 'idle' ? '' : announcementOf(this.#view());
  }

  #view(): View {
    return createView(this.controller, this.#page, this.drafts, this.#opener.isBlocked, this.#handlers);
  }

  get #button(): ButtonContent {
    return {
      label: this.label ?? labels.connect[this.#purpose],
      isDisabled: this.#isDisabled,
      isBusy: this.controller.busy,
      press: () => this.press(),
    };
  }

  get #page(): PageSettings {
    const intent = this.#purpose;
    const path = intent === 'extend' ? null : this.path;
    return { path, locale: this.locale, intent, isApprover: this.approver, isSingle: this.single };
  }

  /** A page may say anything; what is not an intent means `connect`. */
  get #purpose(): Intent {
    return Object.hasOwn(labels.connect, this.intent) ? this.intent : 'connect';
  }

  get #isDisabled(): boolean {
    return this.disabled || this.#isFormDisabled;
  }
}
