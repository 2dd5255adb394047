import {
  CreateDelegationRequestCommand,
  GetDelegationRequestCommand,
  GetHumanReadableSummaryCommand,
  ListDelegationRequestsCommand,
  RejectDelegationRequestCommand,
  UpdateDelegationRequestCommand,
  type CreateDelegationRequestCommandInput,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alex, dana, failure, goodRequest, startScene, templateArn, type Scene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

const parameter = { Name: 'bucketName', Values: ['reports'], Type: 'string' as const };
const withParameters = (...Parameters: object[]) =>
  ({ Permissions: { PolicyTemplateArn: templateArn, Parameters } }) as CreateDelegationRequestCommandInput;

describe('CreateDelegationRequest refuses the wrong shape of', () => {
  const wrong: [string, Partial<CreateDelegationRequestCommandInput>][] = [
    ['a description of 1,001 characters', { Description: 'x'.repeat(1001) }],
    ['a description with an emoji', { Description: 'Hello 👋' }],
    ['a description with a typographic quote', { Description: 'Acme’s' }],
    ['a description with a no-break space', { Description: 'a\u00a0b' }],
    ['no description', { Description: undefined }],
    ['a message of 201 characters', { RequestMessage: 'x'.repeat(201) }],
    ['a workflow id of four characters', { RequestorWorkflowId: 'wf-1' }],
    ['a workflow id of 401 characters', { RequestorWorkflowId: 'x'.repeat(401) }],
    ['no workflow id', { RequestorWorkflowId: undefined }],
    ['a redirect with a port', { RedirectUrl: 'http://localhost:3000/' }],
    ['a redirect with a percent sign', { RedirectUrl: 'https://acme.example/a%20b' }],
    ['a redirect of 256 characters', { RedirectUrl: `https://a.example/${'x'.repeat(238)}` }],
    ['a redirect that is a script', { RedirectUrl: 'javascript:alert(1)' }],
    ['a channel with a slash', { NotificationChannel: 'arn:aws:sns:us-east-1:999988887777:a/b' }],
    ['no channel', { NotificationChannel: undefined }],
    ['299 seconds', { SessionDuration: 299 }],
    ['43,201 seconds', { SessionDuration: 43_201 }],
    ['no duration', { SessionDuration: undefined }],
    ['an account id of eleven digits', { OwnerAccountId: '11112222333' }],
    ['an account id with letters', { OwnerAccountId: '11112222333a' }],
    ['no permissions', { Permissions: undefined }],
    ['a template ARN of 19 characters', { Permissions: { PolicyTemplateArn: 'a'.repeat(19) } }],
    ['a parameter name of four characters', withParameters({ ...parameter, Name: 'KMS1' })],
    ['a parameter name outside ASCII', withParameters({ ...parameter, Name: 'Größe' })],
    ['an empty parameter value', withParameters({ ...parameter, Values: [''] })],
    ['a type in capitals', withParameters({ ...parameter, Type: 'String' })],
    [
      '51 parameters',
      withParameters(...Array.from({ length: 51 }, (_, i) => ({ ...parameter, Name: `name${i}` }))),
    ],
  ];

  test.each(wrong)('%s', async (_name, change) => {
    expect(await failure(scene.create(change))).toBe('ValidationError');
  });

  test('a duration that is no number', async () => {
    const input = { ...goodRequest(scene.topicArn), SessionDuration: 'long' as unknown as number };
    expect(await failure(scene.partner.iam.send(new CreateDelegationRequestCommand(input)))).toBe(
      'ValidationError',
    );
  });
});

describe('CreateDelegationRequest refuses, as input that makes no sense,', () => {
  const senseless: [string, Partial<CreateDelegationRequestCommandInput>][] = [
    ['an unknown template', { Permissions: { PolicyTemplateArn: `${templateArn}-nope` } }],
    ['no template', { Permissions: { Parameters: [parameter] } }],
    ['a missing parameter', { Permissions: { PolicyTemplateArn: templateArn, Parameters: [] } }],
    ['a surplus parameter', withParameters(parameter, { ...parameter, Name: 'surplus' })],
    ['a parameter given twice', withParameters(parameter, parameter)],
    ['a string with two values', withParameters({ ...parameter, Values: ['a', 'b'] })],
    ['a policy over 2,048 characters', withParameters({ ...parameter, Values: ['x'.repeat(2_000)] })],
    ['a topic that is not there', { NotificationChannel: 'arn:aws:sns:eu-west-1:999988887777:nope' }],
  ];

  test.each(senseless)('%s', async (_name, change) => {
    expect(await failure(scene.create(change))).toBe('InvalidInput');
  });
});

describe('CreateDelegationRequest takes the limits of', () => {
  const right: [string, Partial<CreateDelegationRequestCommandInput>][] = [
    ['300 seconds', { SessionDuration: 300 }],
    ['43,200 seconds', { SessionDuration: 43_200 }],
    ['a description of 1,000 characters', { Description: 'é'.repeat(1000) }],
    ['a message with line breaks', { RequestMessage: 'Workspace 7\r\n\tRequest "3" & <4>' }],
    ['a redirect with query and fragment', { RedirectUrl: 'https://acme.example/back?a=1&b=2#c' }],
    ['no account at all', { OwnerAccountId: undefined }],
  ];

  test.each(right)('%s', async (_name, change) => {
    const id = await scene.create(change);
    expect(id).toMatch(/^[\w-]{16,128}$/);
  });
});

test('a workflow id serves once', async () => {
  await scene.create({ RequestorWorkflowId: 'only-once' });
  expect(await failure(scene.create({ RequestorWorkflowId: 'only-once' }))).toBe('EntityAlreadyExists');
});

test('what was asked is what is shown, character by character', async () => {
  const RequestMessage = 'Größe: "3" & <4>\r\nline + 100%';
  const id = await scene.create({ RequestMessage, RedirectUrl: 'https://acme.example/back?a=1#b' });
  const { DelegationRequest } = await scene
    .as(dana)
    .iam.send(new GetDelegationRequestCommand({ DelegationRequestId: id }));
  expect(DelegationRequest).toMatchObject({
    DelegationRequestId: id,
    OwnerAccountId: '111122223333',
    RequestMessage,
    RedirectUrl: 'https://acme.example/back?a=1#b',
    RequestorId: '999988887777',
    RequestorName: 'Acme Analytics',
    SessionDuration: 3600,
    OnlySendByOwner: false,
    State: 'UNASSIGNED',
    Permissions: { PolicyTemplateArn: templateArn, Parameters: [parameter] },
  });
  expect(JSON.parse(DelegationRequest?.PermissionPolicy ?? '').Statement[0].Resource).toBe(
    'arn:aws:s3:::reports',
  );
  expect(DelegationRequest).not.toHaveProperty('RequestorWorkflowId');
});

const get = (DelegationRequestId: string) =>
  scene.as(dana).iam.send(new GetDelegationRequestCommand({ DelegationRequestId }));
const update = (Notes: string) =>
  scene.as(dana).iam.send(new UpdateDelegationRequestCommand({ DelegationRequestId: 'x'.repeat(20), Notes }));
const reject = (Notes: string) =>
  scene.as(dana).iam.send(new RejectDelegationRequestCommand({ DelegationRequestId: 'x'.repeat(20), Notes }));
const list = (input: object) => scene.as(dana).iam.send(new ListDelegationRequestsCommand(input));
const summary = (input: object) =>
  scene.as(dana).iam.send(
    new GetHumanReadableSummaryCommand({
      EntityArn: 'arn:aws:iam::111122223333:delegation-request/dr-00000000000000000000',
      ...input,
    }),
  );

describe('other operations refuse the wrong shape of', () => {
  const wrong: [string, () => Promise<unknown>][] = [
    ['a request id of 15 characters', () => get('a'.repeat(15))],
    ['a request id with a dot', () => get('a.'.repeat(10))],
    ['notes of 501 characters', () => update('x'.repeat(501))],
    ['notes with an emoji', () => update('👋')],
    ['a rejection with an emoji', () => reject('👋')],
    ['a page of 0', () => list({ MaxItems: 0 })],
    ['a page of 1,001', () => list({ MaxItems: 1001 })],
    ['an owner that is no ARN', () => list({ OwnerId: 'dana' })],
    ['a locale of one character', () => summary({ Locale: 'e' })],
  ];
  test.each(wrong)('%s', async (_name, call) => {
    expect(await failure(call())).toBe('ValidationError');
  });

  test('a marker of nobody is senseless, an unknown request is not there', async () => {
    expect(await failure(list({ Marker: 'made-up' }))).toBe('InvalidInput');
    expect(await failure(get('dr-00000000000000000000'))).toBe('NoSuchEntity');
    expect(await failure(summary({}))).toBe('NoSuchEntity');
    expect(await failure(summary({ EntityArn: 'arn:aws:iam::111122223333:role/x' }))).toBe('InvalidInput');
  });
});

test('a human-readable summary names partner, length and permissions, and says whose it is', async () => {
  const id = await scene.create({ SessionDuration: 5400 });
  const EntityArn = `arn:aws:iam::111122223333:delegation-request/${id}`;
  const english = await scene.as(alex).iam.send(new GetHumanReadableSummaryCommand({ EntityArn }));
  expect(english.SummaryState).toBe('AVAILABLE');
  expect(english.SummaryContent).toMatch(/Acme Analytics .* 1 hour 30 minutes/);
  expect(english.SummaryContent).toContain(
    'may use Amazon S3: GetObject, ListBucket; on arn:aws:s3:::reports',
  );
  expect(english.SummaryContent).toContain('sandbox');
  const french = await scene
    .as(alex)
    .iam.send(new GetHumanReadableSummaryCommand({ EntityArn, Locale: 'fr' }));
  expect(french.SummaryState).toBe('NOT_SUPPORTED');
});
