import { AwsError } from './aws-error.ts';
import type { DelegationRequest } from './books.ts';
import type { Caller } from './caller.ts';
import { createDelegationRequest } from './create-delegation-request.ts';
import { denialOf } from './delegation-access.ts';
import { actOn, findRequest } from './delegation-requests.ts';
import { iamShapes } from './iam-shapes.ts';
import { operation, type Operation } from './operation.ts';
import { summaryOf } from './policy-summary.ts';
import { oidcProviderOperations } from './roles/oidc-provider-operations.ts';
import { rolePolicyOperations } from './roles/role-policy-operations.ts';
import { roleOperations } from './roles/role-operations.ts';
import type { XmlValue } from './wire.ts';
import type { World } from './world.ts';

const pageSize = 100;

/** IAM, API version 2010-05-08: temporary delegation, roles, OpenID Connect providers. */
export const iamOperations = {
  CreateDelegationRequest: operation(iamShapes.create, ({ world, caller, input }) => {
    const { id } = createDelegationRequest(world, caller, input);
    return { ConsoleDeepLink: `${world.url}/console/delegation-requests/${id}`, DelegationRequestId: id };
  }),

  GetDelegationRequest: operation(iamShapes.get, ({ world, caller, input }) => {
    const request = readableRequest(world, caller, input.DelegationRequestId);
    const check = input.DelegationPermissionCheck ? checkPermissions(request, caller) : {};
    return { DelegationRequest: describe(request), ...check };
  }),

  ListDelegationRequests: operation(iamShapes.list, ({ world, caller, input }) => {
    if (caller.layers) {
      throw new AwsError('AccessDenied', 'Delegated credentials cannot handle delegation requests');
    }
    const ownerId = input.OwnerId ?? (caller.mayAdminister ? undefined : caller.arn);
    if (ownerId !== caller.arn && !caller.mayAdminister) {
      throw new AwsError(
        'AccessDenied',
        'Listing what others own needs the permission iam:ListDelegationRequests',
      );
    }
    const owned = Object.values(world.books.pages.requests).filter(
      (one) =>
        one.ownerId !== undefined &&
        one.ownerAccountId === caller.accountId &&
        (ownerId === undefined || one.ownerId === ownerId),
    );
    return page(owned, startOf(input.Marker), input.MaxItems ?? pageSize);
  }),

  AssociateDelegationRequest: operation(iamShapes.byId, ({ world, caller, input }) => {
    actOn(world, input.DelegationRequestId, 'Associate', caller);
  }),
  UpdateDelegationRequest: operation(iamShapes.withNotes, ({ world, caller, input }) => {
    actOn(world, input.DelegationRequestId, 'Update', caller, input.Notes);
  }),
  AcceptDelegationRequest: operation(iamShapes.byId, ({ world, caller, input }) => {
    actOn(world, input.DelegationRequestId, 'Accept', caller);
  }),
  RejectDelegationRequest: operation(iamShapes.withNotes, ({ world, caller, input }) => {
    actOn(world, input.DelegationRequestId, 'Reject', caller, input.Notes);
  }),
  SendDelegationToken: operation(iamShapes.byId, ({ world, caller, input }) => {
    actOn(world, input.DelegationRequestId, 'Send', caller);
  }),

  GetHumanReadableSummary: operation(iamShapes.summary, ({ world, caller, input }) => {
    const id = /^arn:aws:iam::\d{12}:delegation-request\/([\w-]+)$/.exec(input.EntityArn)?.[1];
    if (!id) throw new AwsError('InvalidInput', 'EntityArn must be the ARN of a delegation request');
    const request = readableRequest(world, caller, id);
    const locale = input.Locale ?? 'en';
    if (!locale.startsWith('en')) return { Locale: locale, SummaryState: 'NOT_SUPPORTED' };
    return { SummaryContent: summaryOf(request), Locale: locale, SummaryState: 'AVAILABLE' };
  }),

  ...roleOperations,
  ...rolePolicyOperations,
  ...oidcProviderOperations,
} satisfies Record<string, Operation>;

function readableRequest(world: World, caller: Caller, id: string): DelegationRequest {
  const request = findRequest(world, id);
  const denial = denialOf('Get', request, caller);
  if (denial) throw new AwsError('AccessDenied', denial);
  return request;
}

function checkPermissions(request: DelegationRequest, caller: Caller) {
  if (!request.checkedFor.includes(caller.arn)) {
    request.checkedFor.push(caller.arn);
    return { PermissionCheckStatus: 'IN_PROGRESS' };
  }
  const result = caller.mayAdminister ? 'ALLOWED' : 'DENIED';
  return { PermissionCheckStatus: 'COMPLETE', PermissionCheckResult: result };
}

function startOf(marker: string | undefined): number {
  if (marker === undefined) return 0;
  const start = /^from-(\d{1,9})$/.exec(marker)?.[1];
  if (start === undefined) throw new AwsError('InvalidInput', 'This Marker was not given by a list before');
  return Number(start);
}

function page(requests: DelegationRequest[], start: number, size: number) {
  const end = start + size;
  const more = end < requests.length;
  return {
    DelegationRequests: requests.slice(start, end).map(describe),
    isTruncated: more,
    Marker: more ? `from-${end}` : undefined,
  };
}

/** What IAM shows of a request: neither the workflow id nor the topic is in it. */
function describe(request: DelegationRequest): Record<string, XmlValue> {
  const { expiresAt } = request;
  return {
    DelegationRequestId: request.id,
    OwnerAccountId: request.ownerAccountId,
    Description: request.description,
    RequestMessage: request.requestMessage,
    Permissions: {
      PolicyTemplateArn: request.templateArn,
      Parameters: request.parameters.map((one) => ({ ...one })),
    },
    PermissionPolicy: request.policy,
    RolePermissionRestrictionArns: request.boundaryArns,
    OwnerId: request.ownerId,
    ApproverId: request.approverId,
    State: request.state,
    ExpirationTime: expiresAt === undefined ? undefined : new Date(expiresAt),
    RequestorId: request.partnerAccountId,
    RequestorName: request.partnerName,
    CreateDate: new Date(request.createdAt),
    SessionDuration: request.sessionDuration,
    RedirectUrl: request.redirectUrl,
    Notes: request.notes,
    RejectionReason: request.rejectionReason,
    OnlySendByOwner: request.onlySendByOwner,
    UpdatedTime: new Date(request.updatedAt),
  };
}
