import type { DelegationRequest } from './books.ts';
import { durationWords } from './duration-words.ts';

/** What a policy lets someone do with one AWS service. */
export interface ServicePermissions {
  /** "Amazon S3", or the bare prefix where the sandbox knows no name. */
  service: string;
  effect: 'Allow' | 'Deny';
  actions: string[];
  resources: string[];
  /** Whether conditions narrow it further. */
  conditional: boolean;
}

interface Statement {
  Effect?: string;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: unknown;
}

const serviceNames: Record<string, string> = {
  'aws-marketplace': 'AWS Marketplace',
  ce: 'Cost Explorer',
  cloudformation: 'AWS CloudFormation',
  cloudwatch: 'Amazon CloudWatch',
  dynamodb: 'Amazon DynamoDB',
  ec2: 'Amazon EC2',
  iam: 'IAM',
  kms: 'AWS KMS',
  lambda: 'AWS Lambda',
  logs: 'CloudWatch Logs',
  organizations: 'AWS Organizations',
  rds: 'Amazon RDS',
  s3: 'Amazon S3',
  sns: 'Amazon SNS',
  sqs: 'Amazon SQS',
  sts: 'AWS STS',
};

/** A rendered policy, statement by statement and service by service. */
export function permissionsOf(policy: string): ServicePermissions[] {
  const statements: Statement[] = [JSON.parse(policy).Statement ?? []].flat();
  return statements.flatMap(permissionsIn);
}

function permissionsIn(statement: Statement): ServicePermissions[] {
  const excluded = [statement.NotAction ?? []].flat().map((one) => `everything but ${one}`);
  const byService = Map.groupBy([...[statement.Action ?? []].flat(), ...excluded], serviceOf);
  return [...byService].map(([service, actions]) => ({
    service,
    effect: statement.Effect === 'Deny' ? 'Deny' : 'Allow',
    actions: actions.map((one) => one.split(':').pop() ?? one),
    resources: resourcesOf(statement),
    conditional: statement.Condition !== undefined,
  }));
}

function serviceOf(action: string): string {
  const prefix = action.split(':')[0] ?? action;
  return serviceNames[prefix] ?? prefix;
}

function resourcesOf(statement: Statement): string[] {
  const excluded = [statement.NotResource ?? []].flat().map((one) => `everything but ${one}`);
  const named = [statement.Resource ?? []].flat().map((one) => (one === '*' ? 'all resources' : one));
  return [...named, ...excluded];
}

/** The request in plain words: the sandbox's own, made by rule from the policy. */
export function summaryOf(request: DelegationRequest): string {
  const { partnerName, partnerAccountId, sessionDuration, policy } = request;
  const lines = permissionsOf(policy).map(
    (one) =>
      `${one.effect === 'Deny' ? 'may not' : 'may'} use ${one.service}: ${one.actions.join(', ')}; on ${one.resources.join(', ')}${one.conditional ? ', under conditions' : ''}`,
  );
  return [
    `${partnerName} (account ${partnerAccountId}) asks for access for ${durationWords(sessionDuration)}. It`,
    ...lines.map((line) => `- ${line}`),
    'This summary is made by rule by a sandbox; it is not the one that AWS would write.',
  ]
    .join('\n')
    .slice(0, 10_000);
}
