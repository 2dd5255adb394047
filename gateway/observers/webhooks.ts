import type { Logger } from 'pino';
import { nextAnnouncement } from '../domain/announcement.ts';
import type { Announcement } from '../domain/announcement.ts';
import { plan, unplan } from '../domain/grant.ts';
import type { Grant } from '../domain/grant.ts';
import { sentenceOf } from '../domain/history.ts';
import { GatewayError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { reachOf } from './egress-guard.ts';
import { postWebhook } from './post-webhook.ts';
import { webhookHeaders, webhookKey } from './standard-webhooks.ts';

const SECOND = 1000;
const HOUR = 3_600_000;

/** How long after each try without success the next is made, milliseconds; the last holds for all after it. */
const WAITS_MS = [
  5 * SECOND,
  300 * SECOND,
  HOUR / 2,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** How long after it happened an event is still tried again, milliseconds. */
export const GIVE_UP_AFTER_MS = 120 * HOUR;

/** How long an endpoint may take, milliseconds: well within the lease of a claim. */
const DEADLINE_MS = 15 * SECOND;

/** So many deliveries at once, and no more: an endpoint that hangs must leave the worker free for other work. */
const AT_ONCE = 12;

/** What webhooks need. */
export interface WebhooksOptions {
  store: Pick<Store, 'get' | 'save'>;
  /** The partner's endpoint: https, or http to this machine outside production. */
  url: string;
  /** `whsec_…`, newest first. All of them sign. */
  secrets: readonly string[];
  /** Whether only public addresses may be reached. */
  isProduction: boolean;
  now: () => number;
  log: Logger;
  /** How long an endpoint may take, milliseconds. */
  deadlineMs?: number;
}

/** Tells the partner's backend of its grants. */
export interface Webhooks {
  /**
   * Delivers the oldest event of a claimed grant that the partner has not taken, and keeps record of it in the grant:
   * taken and the next one due, or due again later. What fails here never fails the grant. At least once, in order.
   */
  announce(grant: Grant): Promise<void>;
}

/** What becomes of a delivery. */
type Outcome = 'TAKEN' | 'REFUSED' | 'GONE';

/** Signed webhooks (Standard Webhooks) to one endpoint. CONFIG_INVALID if the address or a secret cannot be used. */
export function createWebhooks(options: WebhooksOptions): Webhooks {
  const { store, now, log, isProduction, deadlineMs = DEADLINE_MS } = options;
  const url = new URL(options.url);
  const keys = options.secrets.map(webhookKey);
  reachOf(url, isProduction);
  if (!keys.length)
    throw new GatewayError(
      'CONFIG_INVALID',
      'WEBHOOK_URL needs WEBHOOK_SECRETS: nobody could tell who sent what.',
    );
  let underWay = 0;
  let isGone = false;

  return {
    async announce(grant) {
      const next = nextAnnouncement(grant);
      if (!next || isGone) return change(store, grant.id, (it) => unplan(it, 'DELIVER'));
      if (underWay >= AT_ONCE) return change(store, grant.id, (it) => postponed(it, now()));
      underWay++;
      const outcome = await send(grant, next).finally(() => underWay--);
      isGone ||= outcome === 'GONE';
      if (outcome === 'GONE')
        log.error('the webhook endpoint is gone (410): nothing more is sent to it until the next start');
      await change(store, grant.id, (it) => settled(it, next, outcome, triesOf(grant)));
    },
  };

  async function send(grant: Grant, { type, entry }: Announcement): Promise<Outcome> {
    const id = `${grant.id}.${entry.number}`;
    const body = JSON.stringify(bodyOf(grant, { type, entry }));
    const headers = webhookHeaders({ id, timestamp: Math.floor(now() / SECOND), body }, keys);
    try {
      const status = await postWebhook({ url, headers, body, deadlineMs, isProduction });
      if (status >= 200 && status < 300) return 'TAKEN';
      log.warn({ webhookId: id, status }, 'a webhook was not taken');
      return status === 410 ? 'GONE' : 'REFUSED';
    } catch (error) {
      log.warn({ webhookId: id, reason: (error as Error).message }, 'a webhook could not be sent');
      return 'REFUSED';
    }
  }

  function settled(grant: Grant, { entry }: Announcement, outcome: Outcome, before: number): Grant {
    if ((grant.delivered ?? 0) >= entry.number) return grant;
    if (outcome === 'GONE') return unplan(grant, 'DELIVER');
    if (outcome === 'TAKEN') return passed(grant, entry.number, now());
    // Any save gives the claim back, so others may have tried at the same time: together they count as one try.
    if (triesOf(grant) !== before) return grant;
    const attempts = before + 1;
    const at = now() + waitMs(attempts);
    if (at <= entry.at + GIVE_UP_AFTER_MS) return plan(grant, 'DELIVER', at, attempts);
    log.error({ webhookId: `${grant.id}.${entry.number}`, attempts }, 'a webhook was given up');
    return passed(grant, entry.number, now());
  }
}

/** How often the delivery that is due was tried. */
function triesOf({ due }: Grant): number {
  return due.find((it) => it.kind === 'DELIVER')?.attempts ?? 0;
}

/** What the partner reads: no secret, no link. `status` and the rest are of the moment of sending. */
function bodyOf(grant: Grant, { type, entry }: Announcement): object {
  const at = new Date(entry.at).toISOString();
  return {
    type,
    timestamp: at,
    data: {
      grantId: grant.id,
      customerId: grant.customer.id,
      status: grant.status,
      accountId: grant.accountId,
      pathId: grant.pathId,
      historyNumber: entry.number,
      at,
      message: sentenceOf(entry),
      code: entry.code,
    },
  };
}

/** The event is done with; the next one, if any, is due at once. */
function passed(grant: Grant, number: number, now: number): Grant {
  const next = { ...unplan(grant, 'DELIVER'), delivered: number };
  return nextAnnouncement(next) ? plan(next, 'DELIVER', now) : next;
}

function postponed(grant: Grant, now: number): Grant {
  const due = grant.due.find((it) => it.kind === 'DELIVER');
  return due
    ? plan(grant, 'DELIVER', now + Math.round((5 + Math.random() * 10) * SECOND), due.attempts)
    : grant;
}

function waitMs(attempts: number): number {
  const wait = WAITS_MS[Math.min(attempts, WAITS_MS.length) - 1] ?? HOUR;
  return Math.round(wait * (0.9 + Math.random() / 10));
}

/** Compare-and-set until it holds; a grant that is gone, or that a change leaves as it is, is not written. */
async function change(
  store: WebhooksOptions['store'],
  id: string,
  to: (grant: Grant) => Grant,
): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    const grant = await store.get(id);
    const changed = grant && to(grant);
    if (!grant || changed === grant) return;
    if (changed && (await store.save({ ...changed, version: grant.version + 1 }))) return;
  }
}
