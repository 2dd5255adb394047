import type { Grant, HandOff } from '../widget/gateway-client.ts';
import type { Phase } from '../widget/phase.ts';
import { sampleQrCode } from './sample-qr-code.ts';
import type { Own } from './sample-grant.ts';
import { pick, samplePathOf } from './sample-paths.ts';

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

/** A grant that adds this path's to what there is. */
function feature(pathId: string): Own {
  return { path: pick(samplePathOf(pathId)), precededBy: 'grant_base', succession: 'EXTENSION' };
}

/** What the grant tells of what is added to it. */
function added(
  pathId: string,
  status: Grant['status'],
  state: NonNullable<Grant['delegationRequest']>['state'],
): Grant['extensions'][number] {
  const { id, title } = samplePathOf(pathId);
  const path = { id, title };
  return { id: `grant_${id}`, status, path, delegationRequest: { state }, progress: null, historyNumber: 3 };
}

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
        message: 'The role does not have the permissions boundary that was agreed.',
        remedy: 'Put the boundary back on the role in IAM; this is noticed within minutes.',
        docsUrl: 'https://docs.example.com/errors/boundary-missing',
        since: instant(-20 * minute),
      },
    },
  },
  trial: { phase: 'connected', own: { ...trial, expiresAt: instant(400 * minute) } },
  trialWithTwoWays: {
    phase: 'connected',
    own: {
      ...trial,
      path: { ...pick(samplePathOf('extended-trial')), upgradesTo: ['automated-setup', 'keyless-setup'] },
      expiresAt: instant(400 * minute),
    },
  },
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
      upgradeFailure: {
        message: 'AWS refused to make the role.',
        remedy: 'See in CloudTrail what was denied, and try again while the trial lasts.',
        docsUrl: 'https://docs.example.com/errors/provisioning-refused',
      },
    },
  },
  renewing: { phase: 'awaiting-claim', own: { precededBy: 'grant_trial', succession: 'RENEWAL' } },
  renewalRejected: { phase: 'rejected', own: { precededBy: 'grant_trial', succession: 'RENEWAL' } },
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
        remedy: 'Put the condition on the external ID into the role’s trust policy, and start again.',
        retryable: false,
        docsUrl: 'https://docs.example.com/errors/external-id-not-enforced',
      },
    },
  },
  stackFailed: {
    phase: 'failed',
    own: {
      path: pick(samplePathOf('production-setup')),
      state: null,
      failure: {
        code: 'BOUNDARY_MISSING',
        message: 'The role does not have the permissions boundary that was agreed.',
        remedy: 'Take the template as it is given, and start the stack again.',
        retryable: true,
        docsUrl: 'https://docs.example.com/errors/boundary-missing',
      },
    },
  },
  withFeatures: {
    phase: 'connected',
    own: {
      ...lasting,
      id: 'grant_base',
      extensions: [added('cost-insights', 'PENDING', 'ASSIGNED'), added('log-search', 'ACTIVE', 'FINALIZED')],
    },
  },
  featureWaiting: {
    phase: 'awaiting-review',
    own: { ...feature('cost-insights'), accountId: '111122223347' },
  },
  featureRejected: { phase: 'rejected', own: feature('cost-insights') },
  featureThere: {
    phase: 'connected',
    own: { ...feature('cost-insights'), expiresAt: instant(700 * minute) },
  },
} satisfies Record<string, { phase: Phase; own: Own }>;

/** A link for an administrator. */
export const sampleHandOff = (): HandOff => ({
  __typename: 'CreateHandOffPayload',
  url: 'https://gateway.acme.example/connect#eyJhbGciOiJFZERTQSJ9.eyJncmFudCI6ImdyYW50XzEifQ.c2lnbmF0dXJl',
  expiresAt: instant(7 * 1440 * minute),
  emailSubject: 'Approve AWS access for Acme',
  emailText: 'Acme asks for access to an AWS account of Example Corp.',
  qrCode: sampleQrCode,
});
