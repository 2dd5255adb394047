import type { Grant, HandOff } from '../widget/gateway-client.ts';
import type { Phase } from '../widget/phase.ts';
import { historyOf, pick, samplePathOf } from './sample-grant.ts';
import type { Own } from './sample-grant.ts';

const minute = 60_000;
const instant = (fromNow: number): string => new Date(Date.now() + fromNow).toISOString();
const boundary = 'arn:aws:iam::aws:policy/partner/acme/connector-boundary';

const role: NonNullable<Grant['role']> = {
  arn: 'arn:aws:iam::111122223347:role/acme/acme-connector-7f3a',
  trust: 'EXTERNAL_ID',
  permissionsBoundaryArn: boundary,
  verifiedAt: instant(-2 * minute),
};

const parameters = new URLSearchParams({
  templateURL: 'https://acme-templates.s3.amazonaws.com/production-setup.json',
  stackName: 'connect-0123abcd',
  param_ExternalId: 'grant_0123abcd.q7Zk3mV9',
  param_PartnerPrincipalArn: 'arn:aws:iam::444455556666:root',
});

const lasting: Own = { path: pick(samplePathOf('automated-setup')), role, expiresAt: null };
const trial: Own = { path: pick(samplePathOf('extended-trial')), status: 'ACTIVE', state: 'FINALIZED' };
const stack: Own = {
  path: pick(samplePathOf('production-setup')),
  state: null,
  accountId: null,
  progress: { step: 1, of: 2, name: 'RUN_STACK', since: instant(-3 * minute) },
  quickCreate: {
    link: `https://eu-west-1.console.aws.amazon.com/cloudformation/home?region=eu-west-1#/stacks/create/review?${parameters}`,
    region: 'eu-west-1',
    stackName: 'connect-0123abcd',
    externalId: 'grant_0123abcd.q7Zk3mV9',
  },
};

/** Grants of the ways to lasting access and out of it, each with the phase it is shown in. */
export const lastingGrants = {
  waitingForStack: { phase: 'provisioning', own: stack },
  verifyingStack: {
    phase: 'verifying',
    own: { ...stack, role, progress: { step: 2, of: 2, name: 'VERIFY_TRUST', since: instant(-minute) } },
  },
  connectedLasting: { phase: 'connected', own: lasting },
  degraded: {
    phase: 'connected',
    own: {
      ...lasting,
      health: {
        isDegraded: true,
        code: 'BOUNDARY_MISSING',
        message:
          'The role does not have the permissions boundary that was agreed. Put the boundary back on the role.',
        since: instant(-20 * minute),
      },
    },
  },
  trial: { phase: 'connected', own: { ...trial, expiresAt: instant(400 * minute) } },
  trialNearlyOver: {
    phase: 'connected',
    own: { ...trial, activeAt: instant(-680 * minute), expiresAt: instant(40 * minute) },
  },
  upgrading: {
    phase: 'connected',
    own: {
      ...trial,
      expiresAt: instant(400 * minute),
      upgradingTo: { id: 'automated-setup', title: 'Automated Setup' },
      progress: { step: 1, of: 3, name: 'CREATE_ROLE', since: instant(-5000) },
    },
  },
  upgradeFailed: {
    phase: 'connected',
    own: {
      ...trial,
      expiresAt: instant(400 * minute),
      history: historyOf('UPGRADE_STARTED', 'UPGRADE_FAILED'),
    },
  },
  renewing: { phase: 'awaiting-claim', own: { precededBy: 'grant_trial' } },
  renewalRejected: { phase: 'rejected', own: { precededBy: 'grant_trial' } },
  endedWithRole: {
    phase: 'ended',
    own: {
      ...lasting,
      cleanUp: {
        instructions: ['Delete the role acme-connector-7f3a in IAM: its inline policy first, then the role.'],
        goneAt: null,
      },
    },
  },
  endedAndGone: {
    phase: 'ended',
    own: { ...lasting, cleanUp: { instructions: ['Delete the role.'], goneAt: instant(-minute) } },
  },
  roleNotGuarded: {
    phase: 'failed',
    own: {
      ...lasting,
      role: null,
      failure: {
        code: 'EXTERNAL_ID_NOT_ENFORCED',
        message:
          'The role can be assumed without the external ID, or with another one, so anybody’s request could use it.',
        retryable: false,
        docsUrl: 'https://docs.example.com/errors/external-id-not-enforced',
      },
    },
  },
} satisfies Record<string, { phase: Phase; own: Own }>;

/** A link for an administrator. */
export const sampleHandOff = (): HandOff => ({
  __typename: 'CreateHandOffPayload',
  url: 'https://gateway.acme.example/connect#eyJhbGciOiJFZERTQSJ9.eyJncmFudCI6ImdyYW50XzEifQ.c2lnbmF0dXJl',
  expiresAt: instant(7 * 1440 * minute),
  emailSubject: 'Approve AWS access for Acme',
  emailText: 'Acme asks for access to an AWS account of Example Corp.',
});
