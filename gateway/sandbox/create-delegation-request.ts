import { AwsError } from './aws-error.ts';
import type { DelegationRequest } from './books.ts';
import type { Caller } from './caller.ts';
import { expiryOf } from './delegation-lifecycle.ts';
import type { CreateDelegationRequestInput } from './iam-shapes.ts';
import { authorize } from './policies/authorize.ts';
import { renderPolicyTemplate } from './policy-template.ts';
import type { Partner } from './principals.ts';
import { continueScript } from './script-runner.ts';
import { scriptFor } from './scripted-customers.ts';
import { randomId } from './secrets.ts';
import { partnerOf, type World } from './world.ts';

/**
 * Writes a new request into the books and wakes its scripted customer. Throws AccessDenied for a caller who is no
 * partner, InvalidInput for what cannot be, EntityAlreadyExists for a workflow id that was used before.
 */
export function createDelegationRequest(
  world: World,
  caller: Caller,
  input: CreateDelegationRequestInput,
): DelegationRequest {
  const partner = caller.kind === 'delegated' ? undefined : partnerOf(world, caller.accountId);
  if (!partner) throw new AwsError('AccessDenied', 'This account may not create delegation requests');
  authorize(caller, { action: 'iam:CreateDelegationRequest', resource: '*' });
  assertOwnTopic(world, partner, input.NotificationChannel);
  const rendered = render(world, input);
  assertNewWorkflow(world, partner, input.RequestorWorkflowId);
  const request = { ...draft(world, partner, input), ...rendered };
  request.exchangeFailures = [...(scriptFor(request)?.exchangeFailures ?? [])];
  world.books.pages.requests[request.id] = request;
  world.books.changed();
  continueScript(world, request);
  return request;
}

function assertOwnTopic(world: World, partner: Partner, topicArn: string): void {
  const { topics } = world.books.pages;
  const topic = Object.hasOwn(topics, topicArn) ? topics[topicArn] : undefined;
  if (topic?.accountId === partner.accountId) return;
  throw new AwsError('InvalidInput', `NotificationChannel ${topicArn} is not an SNS topic of this account`);
}

function assertNewWorkflow(world: World, partner: Partner, workflowId: string): void {
  const taken = Object.values(world.books.pages.requests).some(
    (one) => one.partnerAccountId === partner.accountId && one.workflowId === workflowId,
  );
  if (taken) throw new AwsError('EntityAlreadyExists', `RequestorWorkflowId ${workflowId} was used before`);
}

function render(world: World, { Permissions }: CreateDelegationRequestInput) {
  const { templates } = world.books.pages;
  const arn = Permissions.PolicyTemplateArn ?? '';
  const template = Object.hasOwn(templates, arn) ? templates[arn] : undefined;
  if (!template) throw new AwsError('InvalidInput', `There is no policy template ${arn || '(none given)'}`);
  return renderPolicyTemplate(template.document, Permissions.Parameters ?? []);
}

function draft(
  world: World,
  partner: Partner,
  input: CreateDelegationRequestInput,
): Omit<DelegationRequest, 'policy' | 'boundaryArns'> {
  const now = world.clock.now();
  return {
    id: `dr-${randomId(20)}`,
    partnerAccountId: partner.accountId,
    partnerName: partner.name,
    workflowId: input.RequestorWorkflowId,
    notificationChannel: input.NotificationChannel,
    description: input.Description,
    requestMessage: input.RequestMessage,
    redirectUrl: input.RedirectUrl,
    ownerAccountId: input.OwnerAccountId,
    templateArn: input.Permissions.PolicyTemplateArn ?? '',
    parameters: input.Permissions.Parameters ?? [],
    sessionDuration: input.SessionDuration,
    onlySendByOwner: input.OnlySendByOwner ?? false,
    ...blankRecord(now),
  };
}

function blankRecord(now: number) {
  return {
    state: 'UNASSIGNED' as const,
    createdAt: now,
    updatedAt: now,
    expiresAt: expiryOf('UNASSIGNED', now),
    redemptions: 0,
    revoked: false,
    notices: [],
    checkedFor: [],
    stepsDone: 0,
    exchangeFailures: [],
  };
}
