import type { Path } from './gateway-client.ts';
import type { GrantController } from './grant-controller.ts';
import { labels } from './labels.ts';
import { givenLink, safeLink } from './safe-link.ts';
import { createTimes } from './times.ts';
import type { Drafts, Handlers, View } from './view.ts';

/** Why the button is there: to connect, to renew, to make lasting or to end a connection. */
export type Intent = keyof typeof labels.connect;

/** What the page settled. */
export interface PageSettings {
  path: string | null;
  locale: string | null;
  intent: Intent;
  isApprover?: boolean;
}

/** What there is to be drawn now. */
export function createView(
  controller: GrantController,
  page: PageSettings,
  drafts: Drafts,
  isBlocked: boolean,
  on: Handlers,
): View {
  const { phase, session, grant, failure, handOff, now, offlineSince, problem, before } = controller;
  const given = givenLink(grant);
  const account = grant?.accountId ? `··${grant.accountId.slice(-2)}` : '';
  const partner = session?.partner.name ?? '';
  const times = createTimes(page.locale ?? 'en', now);
  const path = pathAtHand(controller, page, drafts);
  const lasting = lastingPath(controller, path);
  return {
    ...drafts,
    // There is nothing to make lasting where it lasts already, or is on its way.
    panel: drafts.panel === 'upgrade' && !lasting ? null : drafts.panel,
    phase,
    facts: { partner, grant, failure, handOff, account, times, now, isApprover: page.isApprover },
    session,
    path,
    lasting,
    isRenewalDue: page.intent === 'reconnect' || isRenewalDue(controller),
    before,
    isPathFixed: Boolean(page.path),
    link: safeLink(given),
    isBlocked,
    offlineSince,
    problem: problem?.message ?? (given && !safeLink(given) ? labels.unsafeLink : null),
    on,
  };
}

/** The path of the grant, else the one that is settled or picked, else the first. */
export function pathAtHand(
  { session, grant }: GrantController,
  page: PageSettings,
  drafts: Drafts,
): Path | null {
  const wanted = grant?.path.id ?? page.path ?? drafts.pathId ?? session?.paths[0]?.id;
  return session?.paths.find(({ id }) => id === wanted) ?? null;
}

/** Where an active temporary grant may go: the first that the session may use. */
export function lastingPath({ session, grant }: GrantController, path: Path | null): Path | null {
  if (grant?.status !== 'ACTIVE' || grant.role || grant.upgradingTo) return null;
  return session?.paths.find(({ id }) => path?.upgradesTo.includes(id)) ?? null;
}

/** In the last quarter of its time, and where the access is not as it was agreed. */
function isRenewalDue({ grant, now }: GrantController): boolean {
  if (grant?.health?.isDegraded) return true;
  if (!grant?.expiresAt || !grant.activeAt) return false;
  const end = Date.parse(grant.expiresAt);
  return (end - now) * 4 < end - Date.parse(grant.activeAt);
}
