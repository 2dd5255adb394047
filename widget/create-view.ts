import type { Path, Session } from './gateway-client.ts';
import type { GrantController } from './grant-controller.ts';
import { labels } from './labels.ts';
import { isExtension, isOpen } from './phase.ts';
import { givenLink, safeLink } from './safe-link.ts';
import { createTimes } from './times.ts';
import type { Drafts, Handlers, View } from './view.ts';

/** Why the button is there: to connect, to renew, to make lasting, to end a connection or to add to it. */
export type Intent = keyof typeof labels.connect;

/** The panel with which an intent begins, once connected. */
export const panelOf = (intent: Intent): Drafts['panel'] =>
  intent === 'upgrade' || intent === 'disconnect' || intent === 'extend' ? intent : null;

/** What the page settled. */
export interface PageSettings {
  /** The path by which to connect; null where there is a choice. */
  path: string | null;
  locale: string | null;
  intent: Intent;
  isApprover?: boolean;
  isSingle?: boolean;
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
  const isSingle = page.isSingle ?? false;
  const upgrades = upgradesOf(controller);
  const features = featuresOf(controller);
  const target = targetOf(drafts, { upgrades, features });
  return {
    ...drafts,
    // There is nothing to make lasting, or to add, where it is so already, or on its way.
    panel: /^(upgrade|extend)$/.test(drafts.panel ?? '') && !target ? null : drafts.panel,
    phase,
    facts: { partner, grant, failure, target, handOff, account, times, now, isApprover: page.isApprover },
    session,
    path: pathAtHand(controller, page, drafts),
    upgrades,
    features,
    isRenewalDue: !isSingle && (page.intent === 'reconnect' || isRenewalDue(controller)),
    before,
    isExtension: Boolean(grant ? isExtension(grant) : controller.following?.pathId),
    isSingle,
    isPathFixed: Boolean(page.path),
    link: safeLink(given),
    isBlocked,
    offlineSince,
    problem: problem?.message ?? (given && !safeLink(given) ? labels.unsafeLink : null),
    on,
  };
}

/** The paths to begin with: those that are only asked for beside another are none. */
export const firstPaths = ({ paths }: Session): Path[] => paths.filter(({ isFeature }) => !isFeature);

/** The path of the grant, else the one that is settled or picked, else the first. */
export function pathAtHand(
  { session, grant }: GrantController,
  page: PageSettings,
  drafts: Drafts,
): Path | null {
  const first = session && firstPaths(session)[0];
  const wanted = grant?.path.id ?? page.path ?? drafts.pathId ?? first?.id;
  return session?.paths.find(({ id }) => id === wanted) ?? null;
}

/** Where an active temporary grant may go, of what the session may use. */
function upgradesOf({ session, grant }: GrantController): Path[] {
  if (!session || grant?.status !== 'ACTIVE' || grant.role || grant.upgradingTo) return [];
  return session.paths.filter(({ id }) => grant.path.upgradesTo.includes(id));
}

/** What an active grant may ask for besides, and has not. */
function featuresOf({ session, grant }: GrantController): Path[] {
  if (!session || grant?.status !== 'ACTIVE') return [];
  const asked = grant.extensions.filter(isOpen).map(({ path }) => path.id);
  return session.paths.filter(({ id }) => grant.path.extendsWith.includes(id) && !asked.includes(id));
}

function targetOf({ panel, targetId }: Drafts, { upgrades, features }: Pick<View, 'upgrades' | 'features'>) {
  const offered = panel === 'upgrade' ? upgrades : panel === 'extend' ? features : [];
  return (targetId ? offered.find(({ id }) => id === targetId) : offered[0]) ?? null;
}

/** In the last quarter of its time, and where the access is not as it was agreed. */
function isRenewalDue({ grant, now }: GrantController): boolean {
  if (grant?.health?.isDegraded) return true;
  if (!grant?.expiresAt || !grant.activeAt) return false;
  const end = Date.parse(grant.expiresAt);
  return (end - now) * 4 < end - Date.parse(grant.activeAt);
}
