import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { ConnectWithAws } from '../widget/connect-with-aws.ts';
import { lastingGrants } from './lasting-grants.ts';
import { samplePathOf } from './sample-paths.ts';
import { stagedElement } from './staged-element.ts';

const meta: Meta = { title: 'Lasting access' };
export default meta;

function story(name: keyof typeof lastingGrants, attributes: Record<string, string> = {}): StoryObj {
  const { phase, own } = lastingGrants[name];
  return { render: () => stagedElement({ phase, grant: own, attributes }) };
}

export const WaitingForStack: StoryObj = story('waitingForStack');
export const VerifyingStack: StoryObj = story('verifyingStack');
export const ConnectedLasting: StoryObj = story('connectedLasting');
export const Degraded: StoryObj = story('degraded');
export const Trial: StoryObj = story('trial');
export const TrialNearlyOver: StoryObj = story('trialNearlyOver');
export const UpgradePanel: StoryObj = story('trial', { intent: 'upgrade' });
export const Upgrading: StoryObj = story('upgrading');
export const UpgradeFailed: StoryObj = story('upgradeFailed');
export const Renewing: StoryObj = story('renewing');
export const RenewalRejected: StoryObj = story('renewalRejected');
export const EndPanel: StoryObj = story('trial', { intent: 'disconnect' });
export const DisconnectPanel: StoryObj = story('connectedLasting', { intent: 'disconnect' });
export const EndedWithRole: StoryObj = story('endedWithRole');
export const EndedAndGone: StoryObj = story('endedAndGone');
export const RoleNotGuarded: StoryObj = story('roleNotGuarded');

/** The panel with the link for an administrator. */
export const HandOff: StoryObj = {
  render: () => {
    const element = stagedElement({ phase: 'awaiting-admin' });
    void pressFilled(element);
    return element;
  },
};

/** For whom stacks are forbidden. */
export const PasteRole: StoryObj = {
  render: () => {
    const element = stagedElement({ phase: 'provisioning', grant: lastingGrants.waitingForStack.own });
    void unfold(element, 'paste-role');
    return element;
  },
};

/** A link for one company: nobody has pressed anything yet. */
export const Invited: StoryObj = {
  render: () =>
    stagedElement({
      phase: 'choosing',
      grant: { status: 'INVITED', state: null },
      session: { paths: [samplePathOf('production-setup'), samplePathOf('automated-setup')] },
    }),
};

async function pressFilled(element: ConnectWithAws): Promise<void> {
  await shown(element, '.filled');
  element.shadowRoot?.querySelector<HTMLElement>('.filled')?.click();
}

async function unfold(element: ConnectWithAws, part: string): Promise<void> {
  await shown(element, 'details');
  element.shadowRoot?.querySelector(`[part=${part}]`)?.setAttribute('open', '');
}

async function shown(element: ConnectWithAws, selector: string): Promise<void> {
  if (element.shadowRoot?.querySelector(selector)) return;
  await new Promise((resolve) => setTimeout(resolve, 20));
  await shown(element, selector);
}
