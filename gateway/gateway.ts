import type { DelegationNotice } from './aws/delegation-notice.ts';
import type { Grant } from './domain/grant.ts';
import { GatewayError } from './errors.ts';
import type { StackRequest } from './aws/stack-request.ts';
import { beginAfter, beginGrant } from './flows/begin-grant.ts';
import type { StartGrant } from './flows/begin-grant.ts';
import { maySee } from './flows/caller.ts';
import type { Caller } from './flows/caller.ts';
import { cancelGrant } from './flows/cancel-grant.ts';
import { stopGrant } from './flows/end-grant.ts';
import { extensionsOf, findGrant, listGrants, newestGrant } from './flows/find-grants.ts';
import { grantCredentials } from './flows/grant-credentials.ts';
import { createInvitation } from './flows/invitation.ts';
import type { CreateInvitation } from './flows/invitation.ts';
import { createHandOff, openLink } from './flows/links.ts';
import { mintSession } from './flows/mint-session.ts';
import type { MintSession } from './flows/mint-session.ts';
import { pathsFor } from './flows/paths.ts';
import type { Ports } from './flows/ports.ts';
import { readHistory } from './flows/read-history.ts';
import { receiveNotice } from './flows/receive-notice.ts';
import { receiveStackReport } from './flows/receive-stack-report.ts';
import { submitRole } from './flows/submit-role.ts';
import { upgradeGrant } from './flows/upgrade-grant.ts';
import { startLive } from './live.ts';
import type { GrantUpdate } from './live.ts';
import type { GrantQuery } from './store/store.ts';
import { startWorker } from './worker.ts';

/** The service: everything that can be asked of it, bound to its ports. It is at work from the moment it is made. */
export type Gateway = ReturnType<typeof createGateway>;

/** Makes the service out of its ports and sets it to work; `stop` finishes what is claimed and lets go. */
export function createGateway(ports: Ports) {
  const worker = startWorker(ports);
  const live = startLive(ports, ({ grant }) => {
    if (grant.due.some((it) => it.at <= ports.now())) worker.wake();
  });

  return {
    now: ports.now,
    partner: ports.partner,
    paths: (caller: Caller) => pathsFor(ports, caller),
    beginGrant: (caller: Caller, input: StartGrant) => beginGrant(ports, caller, input),
    beginAfter: (caller: Caller, asked: { id: string; idempotencyKey: string; pathId?: string }) =>
      beginAfter(ports, caller, asked),
    upgradeGrant: (caller: Caller, id: string, pathId: string) => upgradeGrant(ports, caller, id, pathId),
    stopGrant: (caller: Caller, id: string) => stopGrant(ports, caller, id),
    submitRole: (caller: Caller, id: string, roleArn: string) => submitRole(ports, caller, id, roleArn),
    createHandOff: (caller: Caller, id: string) => createHandOff(ports, caller, id),
    createInvitation: (caller: Caller, input: CreateInvitation) => {
      assertPartner(caller);
      return createInvitation(ports, caller, input);
    },
    openLink: (token: string) => openLink(ports, token),
    cancelGrant: (caller: Caller, id: string) => cancelGrant(ports, caller, id),
    findGrant: (caller: Caller, id: string) => findGrant(ports, caller, id),
    readHistory: (grant: Grant, after: number, first: number) => readHistory(ports, grant, after, first),
    newestGrant: (customerId: string) => newestGrant(ports, customerId),
    /** Those that this caller may see: a link's session sees its one grant alone. */
    extensionsOf: async (caller: Caller, grant: Grant) =>
      (await extensionsOf(ports, grant)).filter((it) => maySee(caller, it)),
    listGrants: (caller: Caller, query: GrantQuery) => {
      assertPartner(caller);
      return listGrants(ports, query);
    },
    grantCredentials: (caller: Caller, id: string) => {
      assertPartner(caller);
      return grantCredentials(ports, id);
    },
    mintSession: (caller: Caller, input: MintSession) => {
      assertPartner(caller);
      return mintSession(ports, caller, input);
    },
    receiveNotice: (messageId: string, notice: DelegationNotice) => receiveNotice(ports, messageId, notice),
    receiveStackReport: (messageId: string, request: StackRequest) =>
      receiveStackReport(ports, messageId, request),
    confirmSubscription: (topicArn: string, token: string) => ports.aws.confirmSubscription(topicArn, token),
    /** The grant now and after every change; GRANT_NOT_FOUND if this caller may not see it. */
    async followGrant(caller: Caller, id: string, after: number): Promise<AsyncGenerator<GrantUpdate>> {
      const grant: Grant | undefined = await findGrant(ports, caller, id);
      if (!grant) throw new GatewayError('GRANT_NOT_FOUND');
      return live.follow(grant, after);
    },
    /** Whether the store answers. */
    isReady: () =>
      ports.store.cursor().then(
        () => true,
        () => false,
      ),
    async stop(): Promise<void> {
      await worker.stop();
      await live.stop();
    },
  };
}

function assertPartner(caller: Caller): asserts caller is Extract<Caller, { kind: 'PARTNER' }> {
  if (caller.kind !== 'PARTNER') throw new GatewayError('FORBIDDEN');
}
