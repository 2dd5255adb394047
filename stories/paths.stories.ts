import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { ConnectWithAws } from '../widget/connect-with-aws.ts';
import { samplePathOf } from './sample-paths.ts';
import { stagedElement } from './staged-element.ts';

const meta: Meta = { title: 'Paths' };
export default meta;

const alone = (id: string): ConnectWithAws =>
  stagedElement({ phase: 'choosing', session: { paths: [samplePathOf(id)] } });

export const All: StoryObj = { render: () => stagedElement({ phase: 'choosing' }) };
export const Temporary: StoryObj = { render: () => alone('quick-start-demo') };
export const TemporaryWithRootLimit: StoryObj = { render: () => alone('extended-trial') };
export const RoleByDelegation: StoryObj = { render: () => alone('automated-setup') };
export const RoleByCloudFormation: StoryObj = { render: () => alone('production-setup') };
