import { lapsesAt } from '../domain/delegation-request.ts';
import { sentenceOf } from '../domain/history.ts';
import { historyNumberOf } from '../domain/long-history.ts';
import { isAvailable, policyOf, requestMessageFor, ROOT_APPROVER_LIMIT_SECONDS } from '../domain/path.ts';
import { pageSize } from '../flows/find-grants.ts';
import type { Gateway } from '../gateway.ts';
import type { GrantUpdate } from '../live.ts';
import { answer } from './answer.ts';
import {
  failureOf,
  healthOf,
  permissionViews,
  progressOf,
  quickCreateOf,
  roleOf,
  stackMakes,
  upgradeFailureOf,
} from './grant-views.ts';
import { grantPage, historyPage } from './pages.ts';
import { pathViewOf, pathViews } from './path-views.ts';
import { withQrCode } from './qr-code.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { AwsAccountId, AwsArn, AwsRegion, DateTime } from './scalars.ts';
import { sessionOf } from './session.ts';

/** The schema's fields: each translates and decides nothing. */
export const resolvers: Resolvers = {
  AwsAccountId,
  AwsArn,
  AwsRegion,
  DateTime,

  Query: {
    node: async (_, { id }, { gateway, caller }) => (await gateway.findGrant(caller, id)) ?? null,
    grant: async (_, { id }, { gateway, caller }) => (await gateway.findGrant(caller, id)) ?? null,
    grants: async (_, { first, after, customerId, status }, { gateway, caller }) => {
      const query = { first, after: after ?? undefined, customerId: customerId ?? undefined };
      return grantPage(await gateway.listGrants(caller, { ...query, status: status ?? undefined }), after);
    },
    paths: (_, _none, context) => pathViews(context),
    session: (_, _none, context) => sessionOf(context),
  },

  Mutation: {
    startGrant: (_, { input }, context) =>
      answer(context, 'StartGrantPayload', async () => ({
        grant: await context.gateway.beginGrant(context.caller, input),
      })),
    cancelGrant: (_, { input }, context) =>
      answer(context, 'CancelGrantPayload', async () => ({
        grant: await context.gateway.cancelGrant(context.caller, input.id),
      })),
    upgradeGrant: (_, { input }, context) =>
      answer(context, 'UpgradeGrantPayload', async () => ({
        grant: await context.gateway.upgradeGrant(context.caller, input.id, input.pathId),
      })),
    renewGrant: (_, { input }, context) =>
      answer(context, 'StartGrantPayload', async () => ({
        grant: await context.gateway.beginAfter(context.caller, input),
      })),
    extendGrant: (_, { input }, context) =>
      answer(context, 'StartGrantPayload', async () => ({
        grant: await context.gateway.beginAfter(context.caller, input),
      })),
    endGrant: (_, { input }, context) =>
      answer(context, 'EndGrantPayload', async () => ({
        grant: await context.gateway.stopGrant(context.caller, input.id),
      })),
    submitRole: (_, { input }, context) =>
      answer(context, 'SubmitRolePayload', async () => ({
        grant: await context.gateway.submitRole(context.caller, input.id, input.roleArn),
      })),
    createHandOff: (_, { input }, context) =>
      answer(context, 'CreateHandOffPayload', async () =>
        withQrCode(await context.gateway.createHandOff(context.caller, input.id)),
      ),
    createInvitation: (_, { input }, context) =>
      answer(context, 'CreateInvitationPayload', () =>
        context.gateway.createInvitation(context.caller, input),
      ),
    mintSession: (_, { input }, context) =>
      answer(context, 'MintSessionPayload', async () => ({
        ...(await context.gateway.mintSession(context.caller, input)),
        gateway: context.gateway.partner.publicUrl,
      })),
    grantCredentials: (_, { input }, context) =>
      answer(context, 'GrantCredentialsPayload', () =>
        context.gateway.grantCredentials(context.caller, input.id),
      ),
  },

  Subscription: {
    grantUpdated: {
      subscribe: (_, { id, after }, { gateway, caller }) => gateway.followGrant(caller, id, after),
      resolve: (update: GrantUpdate) => update,
    },
  },

  Node: { __resolveType: () => 'Grant' },

  Grant: {
    path: (grant, _, context) => pathViewOf(context, grant),
    accountId: (grant) => grant.accountId ?? grant.requestedAccountId ?? null,
    assumedPrincipal: (grant, _, { caller }) =>
      caller.kind === 'PARTNER' ? (grant.assumedPrincipal ?? null) : null,
    delegationRequest: ({ delegationRequest, status }) =>
      delegationRequest
        ? {
            ...delegationRequest,
            consoleDeepLink: status === 'PENDING' ? delegationRequest.consoleDeepLink : null,
          }
        : null,
    failure: ({ failure }, _, { gateway }) =>
      failure ? failureOf(gateway.partner.publicUrl, failure.code) : null,
    upgradeFailure: (grant, _, { gateway }) => upgradeFailureOf(gateway.partner, grant),
    pendingUntil: ({ status, delegationRequest, due }) =>
      status !== 'PENDING'
        ? null
        : delegationRequest
          ? lapsesAt(delegationRequest)
          : (due.find((it) => it.kind === 'LAPSE')?.at ?? null),
    quickCreate: (grant, _, { gateway }) => quickCreateOf(gateway.partner, grant),
    progress: (grant) => progressOf(grant),
    role: (grant) => roleOf(grant),
    health: (grant, _, { gateway }) => healthOf(gateway.partner, grant),
    cleanUp: ({ cleanUp }) => cleanUp ?? null,
    upgradingTo: (grant, _, context) =>
      grant.upgradingTo ? pathViewOf(context, { ...grant, pathId: grant.upgradingTo }) : null,
    precededBy: ({ preceding }) => preceding?.id ?? null,
    succession: ({ preceding }) => preceding?.by ?? null,
    extensions: (grant, _, { gateway, caller }) => gateway.extensionsOf(caller, grant),
    invitedUntil: ({ invitation }) => invitation?.expiresAt ?? null,
    historyNumber: (grant) => historyNumberOf(grant),
    history: (grant, { first, after }, { gateway }) =>
      historyPage((seen, most) => gateway.readHistory(grant, seen, most), pageSize(first), after),
  },

  HistoryEntry: { message: (entry) => sentenceOf(entry) },

  Path: {
    id: ({ path }) => path.id,
    kind: ({ path }) => path.kind,
    title: ({ path }) => path.title,
    summary: ({ path }) => path.summary,
    bulletPoints: ({ path }) => path.bulletPoints,
    badge: ({ path }) => path.badge ?? null,
    durationSeconds: ({ path }) => (path.kind === 'TEMPORARY' ? path.durationSeconds : null),
    rootApproverLimitSeconds: ({ path }) =>
      path.durationSeconds > ROOT_APPROVER_LIMIT_SECONDS ? ROOT_APPROVER_LIMIT_SECONDS : null,
    setupSeconds: ({ path }) => (path.kind === 'ROLE_BY_DELEGATION' ? path.durationSeconds : null),
    permissions: ({ path }) => permissionViews(path, path.statements),
    setupPermissions: ({ path }) => permissionViews(path, path.setup ?? []),
    regions: ({ path }) => path.stack?.topics.map((it) => it.region) ?? [],
    stackMakes: ({ path }) => stackMakes(path),
    trust: ({ path }) => path.role?.trust ?? null,
    upgradesTo: ({ path }, _, { gateway }) => startable(gateway, path.upgradesTo),
    extendsWith: ({ path }, _, { gateway }) => startable(gateway, path.extendsWith),
    isFeature: ({ path }) => path.isFeature ?? false,
    onlySendByOwner: ({ path }) => path.onlySendByOwner,
    policyDocument: ({ path }) => JSON.stringify(policyOf(path), null, 2),
    description: ({ path }) => path.description,
    requestMessage: ({ path, customerName }, _, { gateway }) =>
      requestMessageFor(path, { partner: gateway.partner.name, customer: customerName ?? 'your account' }),
    permissionsBoundaryArn: ({ path }) => path.permissionsBoundaryArn ?? null,
  },
};

function startable({ partner }: Gateway, ids: readonly string[] = []): string[] {
  return ids.filter((id) => partner.paths.some((it) => it.id === id && isAvailable(it)));
}
