import { copyText } from './copy-text.ts';
import { pathAtHand } from './create-view.ts';
import type { PageSettings } from './create-view.ts';
import type { GrantController } from './grant-controller.ts';
import { isRoleArn } from './paste-role-view.ts';
import type { Drafts, Handlers } from './view.ts';

/** What the handlers need of the element. */
export interface HandlersHost {
  readonly controller: GrantController;
  page(): PageSettings;
  drafts(): Drafts;
  /** Changes what is drafted. */
  draft(changes: Partial<Drafts>): void;
  /** Opens the tab for AWS in the click, then begins; neither where the page prevents it. */
  openConsole(pathId: string, begin: () => Promise<void>): void;
  /** The press of the button. */
  press(): void;
}

/** Nothing drafted yet. */
export const noDrafts: Drafts = {
  pathId: null,
  region: null,
  account: { text: '', isWrong: false },
  role: { text: '', isWrong: false },
  panel: null,
  targetId: null,
  copied: 'no',
};

/** What the customer's presses and typing do. */
export function createHandlers(host: HandlersHost): Handlers {
  const { controller } = host;
  /** A panel has had its answer: back to the phase's own. */
  const settle = (ask: Promise<void>): void => {
    host.draft({ panel: null });
    void ask;
  };
  return {
    pickPath: (pathId) => host.draft({ pathId, region: null }),
    pickRegion: (region) => host.draft({ region }),
    typeAccount: (text) => host.draft({ account: { text, isWrong: false } }),
    typeRole: (text) => host.draft({ role: { text, isWrong: false } }),
    proceed: () => proceed(host),
    askAgain: () => askAgain(host),
    chooseOther: () => controller.choose(),
    dismiss: () => controller.dismiss(),
    cancel: () => void controller.cancel(),
    retry: () => controller.retry(),
    copy: async (text) => host.draft({ copied: await copyText(text) }),
    show: (panel, targetId) => {
      host.draft({ panel, targetId: targetId ?? null, copied: 'no' });
      if (panel === 'hand-off') void controller.makeHandOff();
    },
    showGrant: (id) => void controller.show(id),
    upgrade: (pathId) => settle(controller.upgrade(pathId)),
    extend: (pathId) => host.openConsole(pathId, () => controller.extend(pathId)),
    end: () => settle(controller.end()),
    submitRole: () => {
      const { text } = host.drafts().role;
      if (isRoleArn(text.trim())) void controller.submitRole(text.trim());
      else host.draft({ role: { text, isWrong: true } });
    },
  };
}

function proceed(host: HandlersHost): void {
  const { controller } = host;
  const drafts = host.drafts();
  const path = pathAtHand(controller, host.page(), drafts);
  const accountId = drafts.account.text.replace(/[\s-]/g, '');
  const region = path?.regions.find((each) => each === drafts.region);
  if (accountId && !/^\d{12}$/.test(accountId)) host.draft({ account: { ...drafts.account, isWrong: true } });
  else if (path) host.openConsole(path.id, () => controller.start(path.id, accountId || undefined, region));
}

function askAgain(host: HandlersHost): void {
  const { controller } = host;
  const path = pathAtHand(controller, host.page(), host.drafts());
  const pathId = controller.following?.pathId ?? controller.grant?.path.id ?? path?.id;
  if (controller.following && pathId) host.openConsole(pathId, () => controller.renew());
  else if (path) proceed(host);
  else host.press();
}
