import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { pick } from './sample-paths.ts';
import { stagedElement } from './staged-element.ts';
import type { Staging } from './staged-element.ts';

const meta: Meta<Staging> = { title: 'Phases', render: (args) => stagedElement(args) };
export default meta;

type Story = StoryObj<Staging>;

const ownerReleases = { ...pick(undefined), onlySendByOwner: true };

export const Idle: Story = { args: { phase: 'idle' } };
export const Choosing: Story = { args: { phase: 'choosing' } };
export const Opening: Story = { args: { phase: 'opening' } };
export const AwaitingClaim: Story = { args: { phase: 'awaiting-claim' } };
export const AwaitingReview: Story = { args: { phase: 'awaiting-review' } };
export const AwaitingAdmin: Story = { args: { phase: 'awaiting-admin' } };
export const Approved: Story = { args: { phase: 'approved' } };
/** Where the path wants it of the owner alone, the owner has to come back and release access. */
export const AwaitingAdminThenOwner: Story = {
  args: { phase: 'awaiting-admin', grant: { path: ownerReleases } },
};
export const ApprovedThenOwner: Story = { args: { phase: 'approved', grant: { path: ownerReleases } } };
export const Exchanging: Story = { args: { phase: 'exchanging' } };
export const Provisioning: Story = { args: { phase: 'provisioning' } };
export const Verifying: Story = { args: { phase: 'verifying' } };
export const StillWorking: Story = { args: { phase: 'working' } };
export const Connected: Story = { args: { phase: 'connected' } };
export const ExpiredBeforeApproval: Story = { args: { phase: 'expired' } };
export const ExpiredAfterUse: Story = {
  args: { phase: 'expired', grant: { activeAt: '2026-01-05T10:00:00.000Z' } },
};
export const Rejected: Story = { args: { phase: 'rejected' } };
export const Cancelled: Story = { args: { phase: 'cancelled' } };
export const Revoked: Story = { args: { phase: 'revoked' } };
export const Ended: Story = { args: { phase: 'ended' } };
export const Failed: Story = { args: { phase: 'failed' } };
export const Offline: Story = { args: { phase: 'awaiting-admin', isOffline: true } };
