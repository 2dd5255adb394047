import { SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { until, type Scene } from './scene.ts';

export const region = 'eu-west-1';
export const templateURL = 'https://acme-templates.s3.amazonaws.com/lasting-role.json';

/** A role behind an external ID, a bounded one, and a call home. */
export const template = {
  Parameters: {
    ExternalId: { Type: 'String', AllowedPattern: '[\\w+=,.@:\\/-]{2,1224}' },
    PartnerAccountId: { Type: 'String', Default: '999988887777' },
    Boundary: { Type: 'String', Default: '' },
    Topic: { Type: 'String' },
  },
  Conditions: { IsBounded: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Boundary' }, ''] }] } },
  Resources: {
    PhoneHome: {
      Type: 'Custom::PhoneHome',
      Properties: {
        ServiceToken: { Ref: 'Topic' },
        RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        ExternalId: { Ref: 'ExternalId' },
        AccountId: { Ref: 'AWS::AccountId' },
        Version: 2,
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Path: '/acme.example/',
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${PartnerAccountId}:root' } },
              Action: 'sts:AssumeRole',
              Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
            },
          ],
        },
        PermissionsBoundary: { 'Fn::If': ['IsBounded', { Ref: 'Boundary' }, { Ref: 'AWS::NoValue' }] },
        ManagedPolicyArns: [{ 'Fn::Join': [':', ['arn', 'aws', 'iam', '', 'aws', 'policy/SecurityAudit']] }],
        Policies: [
          {
            PolicyName: 'own',
            PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'iam:GetRole', Resource: '*' }] },
          },
        ],
      },
    },
  },
  Outputs: { RoleArn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
};

/** Registers the template, opens the topic to everybody's stacks, and gives what tests do with them. */
export async function stackScene(scene: Scene) {
  const { control, topicArn, partner } = scene;
  await control.post('/cloudformation/templates', { url: templateURL, body: template });
  const statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'SNS:Publish', Resource: topicArn };
  const AttributeValue = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await partner.sns.send(
    new SetTopicAttributesCommand({ TopicArn: topicArn, AttributeName: 'Policy', AttributeValue }),
  );
  const requests = (stackId: string) => scene.notices().filter((one) => one.StackId === stackId);
  let stacks = 0;
  return {
    create: async (accountId: string, parameters: Record<string, string> = {}) => {
      stacks += 1;
      const given = { ExternalId: 'external-1', Topic: topicArn, ...parameters };
      const stackName = `acme-${stacks}`;
      const input = { accountId, region, templateURL, stackName, parameters: given };
      return (await control.post('/stacks', input)).body;
    },
    stack: (id: string) => control.get(`/stacks/${id}`),
    /** The nth request to the custom resource of a stack, once it has come. */
    request: (stackId: string, n: number) => until(() => requests(stackId)[n]),
    requests,
  };
}

/** Answers a custom resource's request as CloudFormation's own helper does; gives the HTTP status. */
export async function answer(
  request: Record<string, string>,
  changes: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<number> {
  const { StackId, RequestId, LogicalResourceId } = request;
  const PhysicalResourceId = 'grant-1';
  const body = { Status: 'SUCCESS', PhysicalResourceId, StackId, RequestId, LogicalResourceId, ...changes };
  const bytes = Buffer.from(JSON.stringify(body));
  return (await fetch(request.ResponseURL ?? '', { method: 'PUT', body: bytes, headers })).status;
}
