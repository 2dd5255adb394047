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

export const StackFailed: StoryObj = story('stackFailed');
export const WithFeatures: StoryObj = story('withFeatures');
export const FeatureWaiting: StoryObj = story('featureWaiting');
export const FeatureRejected: StoryObj = story('featureRejected');
export const FeatureThere: StoryObj = story('featureThere');

/** What a feature would add, by a session that ends by itself. */
export const AddFeature: StoryObj = pressed('connectedLasting', 'Add Cost Insights');

/** What a feature would add, by a role that trusts an identity provider. */
export const AddFeatureByOidc: StoryObj = pressed('connectedLasting', 'Add Log Search');

/** A button beside one feature of the partner's page. */
export const FeatureButton: StoryObj = {
  render: () => {
    const element = stagedElement({ phase: 'connected', grant: lastingGrants.connectedLasting.own });
    element.intent = 'extend';
    element.path = 'cost-insights';
    element.label = 'Add Cost Insights';
    return element;
  },
};

/** More than one way to last: what each would change is shown before. */
export const UpgradeToOneOfTwo: StoryObj = {
  render: () => {
    const { phase, own } = lastingGrants.trialWithTwoWays;
    const paths = ['extended-trial', 'automated-setup', 'keyless-setup'].map(samplePathOf);
    return stagedElement({ phase, grant: own, session: { paths }, attributes: { intent: 'upgrade' } });
  },
};

/** In a page of one grant, such as the one behind a link: nothing else can be asked for there. */
export const RejectedInPageOfOneGrant: StoryObj = story('renewalRejected', { single: '' });

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

function pressed(name: keyof typeof lastingGrants, words: string): StoryObj {
  return {
    render: () => {
      const { phase, own } = lastingGrants[name];
      const element = stagedElement({ phase, grant: own });
      void pressAction(element, words);
      return element;
    },
  };
}

async function pressAction(element: ConnectWithAws, words: string): Promise<void> {
  await shown(element, '.action');
  const actions = element.shadowRoot?.querySelectorAll<HTMLElement>('.action') ?? [];
  [...actions].find(({ textContent }) => textContent.includes(words))?.click();
}

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
