import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { ConnectWithAws } from '../widget/connect-with-aws.ts';
import { samplePathOf } from './sample-paths.ts';
import { stagedElement } from './staged-element.ts';

const meta: Meta = { title: 'Paths' };
export default meta;

const alone = (id: string): ConnectWithAws =>
  stagedElement({ phase: 'choosing', session: { paths: [samplePathOf(id)] } });

/** The root user may approve four hours at most: said before, where the path asks for longer. */
const rootLimited = (): ConnectWithAws => alone('extended-trial');

function unfolded(id: string): ConnectWithAws {
  const element = alone(id);
  void unfold(element);
  return element;
}

async function unfold(element: ConnectWithAws): Promise<void> {
  const found = element.shadowRoot?.querySelector('[part=permissions]');
  if (found) return found.setAttribute('open', '');
  await new Promise((resolve) => setTimeout(resolve, 20));
  await unfold(element);
}

export const All: StoryObj = { render: () => stagedElement({ phase: 'choosing' }) };
export const Temporary: StoryObj = { render: () => alone('quick-start-demo') };
export const TemporaryWithRootLimit: StoryObj = { render: rootLimited };
export const RoleByDelegation: StoryObj = { render: () => alone('automated-setup') };
/** The role trusts an identity provider: its words stand in what it asks for. */
export const RoleByDelegationWithOidc: StoryObj = { render: () => unfolded('keyless-setup') };
/** The stack may run in one of two Regions. */
export const RoleByCloudFormation: StoryObj = { render: () => alone('production-setup') };
