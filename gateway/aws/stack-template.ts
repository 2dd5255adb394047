import { POLICY_NAME, rolePolicy, trustPolicy } from '../domain/customer-role.ts';
import type { Path } from '../domain/path.ts';
import { GatewayError } from '../errors.ts';

/** CloudFormation takes no template larger than this from S3, bytes. */
const LARGEST_TEMPLATE_BYTES = 1_048_576;

/** How long the stack waits for the gateway's answer, seconds. */
const ANSWER_TIMEOUT_SECONDS = 300;

/** Stands in the trust policy for what only the stack knows. */
const EXTERNAL_ID = '\u0000ExternalId';
const PRINCIPAL = '\u0000PartnerPrincipalArn';

/**
 * The CloudFormation template (JSON) of a ROLE_BY_CLOUDFORMATION path: the role, and a custom resource that tells the
 * gateway of it. The role has no name of its own, so that CAPABILITY_IAM suffices. CONFIG_INVALID for another path.
 */
export function stackTemplate(path: Path, { partnerPrincipalArn }: { partnerPrincipalArn: string }): object {
  if (path.kind !== 'ROLE_BY_CLOUDFORMATION' || path.role?.trust !== 'EXTERNAL_ID')
    throw invalid(path, 'only a ROLE_BY_CLOUDFORMATION path whose role is guarded by an external ID has one');
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `${path.title}: ${path.description}`.slice(0, 1024),
    Parameters: parameters(partnerPrincipalArn),
    Resources: { Role: role(path, path.role), Connection: CONNECTION },
    Outputs: { RoleArn: { Description: 'The role.', Value: ROLE_ARN } },
  };
  if (Buffer.byteLength(JSON.stringify(template)) > LARGEST_TEMPLATE_BYTES)
    throw invalid(path, 'its template is larger than the 1 MB that CloudFormation takes');
  return template;
}

function parameters(partnerPrincipalArn: string) {
  return {
    ExternalId: {
      Type: 'String',
      Description: 'Made for this one connection, filled in by the link. Leave it as it is.',
      AllowedPattern: '[\\w+=,.@:\\/-]{2,1224}',
    },
    PartnerPrincipalArn: {
      Type: 'String',
      Description: 'Whom the role trusts.',
      Default: partnerPrincipalArn,
      AllowedPattern: 'arn:aws[a-z-]*:iam::\\d{12}:(root|(role|user)/.+)',
    },
    CallbackTopicArn: {
      Type: 'String',
      Description: 'Where the stack reports that the role is there. In the Region of the stack.',
      AllowedPattern: 'arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:.+',
    },
  };
}

function role(path: Path, plan: NonNullable<Path['role']>) {
  const trusted = {
    principalArn: PRINCIPAL,
    externalId: EXTERNAL_ID,
    providerArn: '',
    issuer: '',
    subject: '',
  };
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      Description: path.description.slice(0, 1000),
      Path: plan.rolePath,
      MaxSessionDuration: plan.maxSessionSeconds,
      ...(path.permissionsBoundaryArn ? { PermissionsBoundary: path.permissionsBoundaryArn } : {}),
      AssumeRolePolicyDocument: withReferences(trustPolicy(plan, trusted)),
      // The stack makes the role's name, so the role may look at whatever lies in its own path.
      Policies: [{ PolicyName: POLICY_NAME, PolicyDocument: rolePolicy(path, '*') }],
    },
  };
}

const ROLE_ARN = { 'Fn::GetAtt': ['Role', 'Arn'] };

/** Comes after the role, because it names it; goes before it. */
const CONNECTION = {
  Type: 'Custom::ConnectWithAws',
  Properties: {
    ServiceToken: { Ref: 'CallbackTopicArn' },
    ServiceTimeout: ANSWER_TIMEOUT_SECONDS,
    RoleArn: ROLE_ARN,
    ExternalId: { Ref: 'ExternalId' },
    // So that whoever changes it in an update is answered, too: CloudFormation asks only when a property changed.
    PartnerPrincipalArn: { Ref: 'PartnerPrincipalArn' },
    AccountId: { Ref: 'AWS::AccountId' },
    StackId: { Ref: 'AWS::StackId' },
  },
};

function withReferences(document: object): object {
  return JSON.parse(JSON.stringify(document), (_key, value: unknown) =>
    value === EXTERNAL_ID || value === PRINCIPAL ? { Ref: value.slice(1) } : value,
  ) as object;
}

function invalid(path: Path, why: string): GatewayError {
  return new GatewayError('CONFIG_INVALID', `The path ${path.id} has no stack template: ${why}.`);
}
