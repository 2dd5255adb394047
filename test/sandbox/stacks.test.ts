import { createServer } from 'node:http';
import { SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boundaryArn } from './delegated-access.ts';
import { failure, startScene, type Scene } from './scene.ts';
import { answer, region, stackScene, template, templateURL } from './stack-scene.ts';

let scene: Scene;
let aws: Awaited<ReturnType<typeof stackScene>>;
beforeAll(async () => {
  scene = await startScene();
  aws = await stackScene(scene);
  await scene.subscribe();
});
afterAll(() => scene.stop());

const customer = '111122223333';

async function made(parameters?: Record<string, string>, account = customer) {
  const stack = await aws.create(account, parameters);
  const request = await aws.request(stack.arn, 0);
  expect(await answer(request)).toBe(200);
  return { ...(await aws.stack(stack.id)), request };
}

const rolesOf = async (stackName: string, account = customer) =>
  (await scene.control.get(`/accounts/${account}`)).roles.filter(
    (one: { tags: Record<string, string> }) => one.tags['aws:cloudformation:stack-name'] === stackName,
  );

function assume(RoleArn: string, ExternalId: string | undefined) {
  const input = { RoleArn, ExternalId, RoleSessionName: 'acme-probe' };
  return failure(scene.partner.sts.send(new AssumeRoleCommand(input)));
}

describe('a stack', () => {
  test('makes the role, calls home with its ARN, and is complete once that is answered', async () => {
    const stack = await aws.create(customer, { Boundary: boundaryArn });
    expect(stack).toMatchObject({ accountId: customer, region, status: 'CREATE_IN_PROGRESS' });
    const request = await aws.request(stack.arn, 0);
    const [role] = await rolesOf(stack.name);
    expect(role).toMatchObject({ boundaryArn, attached: ['arn:aws:iam::aws:policy/SecurityAudit'] });
    expect(request).toMatchObject({
      RequestType: 'Create',
      ResourceType: 'Custom::PhoneHome',
      LogicalResourceId: 'PhoneHome',
      ResourceProperties: {
        ServiceToken: scene.topicArn,
        RoleArn: role.arn,
        ExternalId: 'external-1',
        AccountId: customer,
        Version: '2',
      },
    });
    expect(request).not.toHaveProperty('PhysicalResourceId');
    expect(await answer(request)).toBe(200);
    const done = await aws.stack(stack.id);
    expect(done).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { RoleArn: role.arn } });
    expect(done.events.map((one: { status: string }) => one.status)).toEqual([
      'CREATE_IN_PROGRESS',
      'CREATE_IN_PROGRESS',
      'CREATE_COMPLETE',
      'CREATE_IN_PROGRESS',
      'CREATE_COMPLETE',
      'CREATE_COMPLETE',
    ]);
    expect([await assume(role.arn, 'external-1'), await assume(role.arn, undefined)]).toEqual([
      'none',
      'AccessDenied',
    ]);
  });

  test('is rolled back when the call home fails: the custom resource first, then the role', async () => {
    const stack = await aws.create(customer);
    await answer(await aws.request(stack.arn, 0), { Status: 'FAILED', Reason: 'No such invitation' });
    const deletion = await aws.request(stack.arn, 1);
    expect(deletion).toMatchObject({ RequestType: 'Delete', PhysicalResourceId: 'grant-1' });
    expect(await rolesOf(stack.name)).toHaveLength(1);
    await answer(deletion);
    const done = await aws.stack(stack.id);
    expect(done.status).toBe('ROLLBACK_COMPLETE');
    expect(JSON.stringify(done.events)).toContain('No such invitation');
    expect(await rolesOf(stack.name)).toEqual([]);
  });

  test('fails after an hour without an answer', async () => {
    const stack = await aws.create(customer);
    const request = await aws.request(stack.arn, 0);
    await scene.control.advance(3_599);
    expect((await aws.stack(stack.id)).status).toBe('CREATE_IN_PROGRESS');
    await scene.control.advance(1);
    expect((await aws.stack(stack.id)).status).toBe('ROLLBACK_IN_PROGRESS');
    expect(await answer(request)).toBe(403);
    await answer(await aws.request(stack.arn, 1));
    expect((await aws.stack(stack.id)).status).toBe('ROLLBACK_COMPLETE');
  });

  test('is deleted: the custom resource is told first, the role goes when it has answered', async () => {
    const stack = await made();
    await scene.control.post(`/stacks/${stack.id}/delete`);
    const deletion = await aws.request(stack.arn, 1);
    expect(deletion).toMatchObject({ RequestType: 'Delete', PhysicalResourceId: 'grant-1' });
    expect(await rolesOf(stack.name)).toHaveLength(1);
    await answer(deletion);
    expect((await aws.stack(stack.id)).status).toBe('DELETE_COMPLETE');
    expect(await rolesOf(stack.name)).toEqual([]);
    expect((await scene.control.post(`/stacks/${stack.id}/delete`)).status).toBe(400);
  });

  test('stays, failed, when the custom resource refuses to be deleted; deleting it again helps', async () => {
    const stack = await made();
    await scene.control.post(`/stacks/${stack.id}/delete`);
    await answer(await aws.request(stack.arn, 1), { Status: 'FAILED', Reason: 'Not now' });
    expect((await aws.stack(stack.id)).status).toBe('DELETE_FAILED');
    expect(await rolesOf(stack.name)).toHaveLength(1);
    await scene.control.post(`/stacks/${stack.id}/delete`);
    await answer(await aws.request(stack.arn, 2));
    expect((await aws.stack(stack.id)).status).toBe('DELETE_COMPLETE');
  });

  test('is updated: the role in place, the custom resource with old and new properties', async () => {
    const stack = await made();
    await scene.control.post(`/stacks/${stack.id}/update`, { parameters: { ExternalId: 'external-2' } });
    const update = await aws.request(stack.arn, 1);
    expect(update).toMatchObject({
      RequestType: 'Update',
      PhysicalResourceId: 'grant-1',
      ResourceProperties: { ExternalId: 'external-2' },
      OldResourceProperties: { ExternalId: 'external-1' },
    });
    await answer(update, { PhysicalResourceId: 'grant-2' });
    expect(await aws.request(stack.arn, 2)).toMatchObject({
      RequestType: 'Delete',
      PhysicalResourceId: 'grant-1',
    });
    await answer(await aws.request(stack.arn, 2));
    expect((await aws.stack(stack.id)).status).toBe('UPDATE_COMPLETE');
    expect(await assume(stack.outputs.RoleArn, 'external-2')).toBe('none');
  });

  test('whose update fails is as it was before', async () => {
    const stack = await made();
    await scene.control.post(`/stacks/${stack.id}/update`, { parameters: { ExternalId: 'external-2' } });
    await answer(await aws.request(stack.arn, 1), { Status: 'FAILED', Reason: 'Unknown external ID' });
    const back = await aws.request(stack.arn, 2);
    expect(back).toMatchObject({ RequestType: 'Update', ResourceProperties: { ExternalId: 'external-1' } });
    await answer(back);
    expect((await aws.stack(stack.id)).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await assume(stack.outputs.RoleArn, 'external-1')).toBe('none');
    expect((await scene.control.post(`/stacks/${stack.id}/update`)).body.error.message).toBe(
      'No updates are to be performed.',
    );
  });
});

describe('what CloudFormation refuses', () => {
  const input = { accountId: customer, region, templateURL, stackName: 'refused' };
  const post = async (changes: object) =>
    (await scene.control.post('/stacks', { ...input, ...changes })).body.error;

  test('parameters that are missing or break their pattern', async () => {
    expect((await post({})).message).toBe('Parameters: [ExternalId, Topic] must have values');
    const parameters = { ExternalId: 'no spaces', Topic: scene.topicArn };
    expect((await post({ parameters })).message).toContain(
      'Parameter ExternalId failed to satisfy constraint',
    );
  });

  test('a template that is not there, or has resources the sandbox does not know', async () => {
    expect((await post({ templateURL: 'http://127.0.0.1:9/none.json' })).code).toBe('ValidationError');
    const url = 'https://acme-templates.s3.amazonaws.com/bucket.json';
    await scene.control.post('/cloudformation/templates', {
      url,
      body: { Resources: { A: { Type: 'AWS::S3::Bucket' } } },
    });
    expect((await post({ templateURL: url })).message).toBe(
      'Template format error: Unrecognized resource types: [AWS::S3::Bucket]',
    );
  });

  test('a template with a broken pattern or an unknown condition, and nothing comes of it', async () => {
    const url = 'https://acme-templates.s3.amazonaws.com/broken.json';
    const { PhoneHome } = template.Resources;
    const broken = [
      { ...template, Parameters: { ExternalId: { Type: 'String', AllowedPattern: '(' } } },
      {
        ...template,
        Resources: { ...template.Resources, PhoneHome: { ...PhoneHome, Condition: 'IsNowhere' } },
      },
    ];
    const parameters = { ExternalId: 'external-1', Topic: scene.topicArn };
    for (const body of broken) {
      await scene.control.post('/cloudformation/templates', { url, body });
      expect((await post({ templateURL: url, parameters })).code).toBe('ValidationError');
    }
    expect(await rolesOf('refused')).toEqual([]);
  });

  test('a name that is taken', async () => {
    const stack = await made();
    const parameters = { ExternalId: 'external-1', Topic: scene.topicArn };
    expect((await post({ stackName: stack.name, parameters })).code).toBe('AlreadyExistsException');
  });

  test.each([
    ['in another region', 'arn:aws:sns:us-east-1:999988887777:delegation'],
    ['that is not there', 'arn:aws:sns:eu-west-1:999988887777:nobody'],
    ['that is no topic', 'arn:aws:lambda:eu-west-1:999988887777:function:home'],
  ])('a service token %s: the stack is rolled back, the role gone', async (_words, Topic) => {
    const stack = await aws.create(customer, { Topic });
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(await rolesOf(stack.name)).toEqual([]);
  });
});

test('a topic that is closed to the customer hears nothing, and the stack is rolled back', async () => {
  const attribute = { TopicArn: scene.topicArn, AttributeName: 'Policy', AttributeValue: '{"Statement":[]}' };
  await scene.partner.sns.send(new SetTopicAttributesCommand(attribute));
  const stack = await aws.create(customer);
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
  expect(JSON.stringify(stack.events)).toContain('is not authorized to perform: SNS:Publish');
  await stackScene(scene);
});

test('a template may also be fetched from this machine', async () => {
  const server = createServer((_request, response) => response.end(JSON.stringify(template)));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/t.json`;
  const parameters = { ExternalId: 'external-1', Topic: scene.topicArn };
  const stack = { accountId: customer, region, templateURL: url, stackName: 'fetched', parameters };
  expect((await scene.control.post('/stacks', stack)).body.status).toBe('CREATE_IN_PROGRESS');
  server.close();
});
