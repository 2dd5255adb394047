import type { World } from '../world.ts';

const readOnly = ['*:Get*', '*:List*', '*:Describe*', '*:Lookup*', '*:Search*'];

/** What some of AWS's own policies allow, roughly; any other is there as well and allows nothing. */
const actionsOfAwsPolicy: Record<string, string[]> = {
  AdministratorAccess: ['*'],
  ReadOnlyAccess: readOnly,
  SecurityAudit: readOnly,
  'job-function/ViewOnlyAccess': ['*:List*', '*:Describe*'],
  AmazonS3ReadOnlyAccess: ['s3:Get*', 's3:List*', 's3:Describe*'],
  AmazonEC2ReadOnlyAccess: ['ec2:Describe*', 'ec2:Get*'],
  CloudWatchReadOnlyAccess: ['cloudwatch:Get*', 'cloudwatch:List*', 'cloudwatch:Describe*', 'logs:Get*'],
};

const awsPolicy = /^arn:aws:iam::aws:policy\/([\w+=,.@/-]+)$/;
const partnerPolicy = /^arn:aws:iam::partner:policy\/[\w+=,.@/-]+$/;

/** The document of a managed policy, as JSON text; undefined when there is no such policy. */
export function managedPolicy(world: World, arn: string): string | undefined {
  const { policies } = world.books.pages;
  if (Object.hasOwn(policies, arn)) return policies[arn];
  const name = awsPolicy.exec(arn)?.[1];
  return name === undefined ? undefined : allowing(actionsOfAwsPolicy[name] ?? []);
}

/** The document of a permissions boundary. A partner's that nobody registered limits nothing. */
export function boundaryPolicy(world: World, arn: string): string | undefined {
  return managedPolicy(world, arn) ?? (partnerPolicy.test(arn) ? allowing(['*']) : undefined);
}

function allowing(actions: string[]): string {
  const Statement = actions.length ? [{ Effect: 'Allow', Action: actions, Resource: '*' }] : [];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
