import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultPartner, principalOf } from '../../gateway/sandbox/principals.ts';
import { dana, failure, startScene, type Scene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

const identity = (keys: Parameters<Scene['withKeys']>[0]) =>
  scene.withKeys(keys).sts.send(new GetCallerIdentityCommand({}));

const body = 'Action=GetCallerIdentity&Version=2011-06-15';
const post = (headers: Record<string, string>) => fetch(scene.url, { method: 'POST', body, headers });

describe('a caller is who their key says', () => {
  test('partner, user, assumed role, root', async () => {
    expect((await identity(defaultPartner)).Account).toBe('999988887777');
    expect((await identity(principalOf('111122223333', 'DANA'))).Arn).toBe(dana);
    expect((await identity(principalOf('100000000001', 'ALEX'))).Arn).toMatch(/100000000001:assumed-role/);
    expect((await identity(principalOf('111122223333', 'ROOT'))).Arn).toBe('arn:aws:iam::111122223333:root');
  });

  test('whatever the region', async () => {
    for (const region of ['us-east-1', 'ap-south-1', 'us-gov-west-1']) {
      const sts = new STSClient({ endpoint: scene.url, region, credentials: defaultPartner });
      expect(await failure(sts.send(new GetCallerIdentityCommand({})))).toBe('none');
    }
  });
});

describe('a caller is refused with', () => {
  const refused: [string, Parameters<Scene['withKeys']>[0], string][] = [
    ['an unknown key', { ...defaultPartner, accessKeyId: 'AKIANOBODYNOBODY0001' }, 'InvalidClientTokenId'],
    ['a wrong secret', { ...defaultPartner, secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
    ['a session token where none belongs', { ...defaultPartner, sessionToken: 'x' }, 'InvalidClientTokenId'],
    [
      'a missing session token',
      { ...principalOf('111122223333', 'ALEX'), sessionToken: undefined },
      'InvalidClientTokenId',
    ],
    [
      'a wrong session token',
      { ...principalOf('111122223333', 'ALEX'), sessionToken: 'wrong' },
      'InvalidClientTokenId',
    ],
  ];

  test.each(refused)('%s', async (_name, keys, code) => {
    expect(await failure(identity(keys))).toBe(code);
  });

  test('no signature, or nonsense for one', async () => {
    const none = await post({});
    expect(none.status).toBe(403);
    expect(await none.text()).toContain('<Code>MissingAuthenticationToken</Code>');
    const nonsense = await post({ authorization: 'Basic abc' });
    expect(nonsense.status).toBe(400);
    expect(await nonsense.text()).toContain('<Code>IncompleteSignature</Code>');
  });

  test('a signature made for another body', async () => {
    const sts = new STSClient({ endpoint: scene.url, region: 'us-east-1', credentials: defaultPartner });
    sts.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body: string };
        request.body = request.body.split('&').toReversed().join('&');
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    expect(await failure(sts.send(new GetCallerIdentityCommand({})))).toBe('SignatureDoesNotMatch');
  });
});

test('every answer, good or bad, has a request id, in the header and in the XML', async () => {
  const { $metadata } = await identity(defaultPartner);
  expect($metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  const bad = await post({});
  expect(await bad.text()).toContain(`<RequestId>${bad.headers.get('x-amzn-requestid')}</RequestId>`);
});

test.each([
  ['an unknown action', 'Action=Nope&Version=2011-06-15', 'InvalidAction'],
  ['an action of JavaScript’s', 'Action=toString&Version=2011-06-15', 'InvalidAction'],
  ['another version', 'Action=GetCallerIdentity&Version=2000-01-01', 'InvalidAction'],
  ['a key given twice', 'Action=a&Action=b', 'MalformedQueryString'],
  ['a key that is text and structure', 'A=1&A.B=2&Action=a', 'MalformedQueryString'],
  ['a deep key', `${'a.'.repeat(50)}a=1`, 'MalformedQueryString'],
])('%s is refused politely', async (_name, text, code) => {
  const answer = await fetch(scene.url, { method: 'POST', body: text });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain(`<Code>${code}</Code>`);
});

test.each(['constructor', 'toString', 'GetCallerIdentity', 'DeleteTopic'])(
  'a link without a signature cannot do %s',
  async (action) => {
    const answer = await fetch(
      `${scene.url}/?Action=${action}&Version=2010-03-31&TopicArn=${scene.topicArn}`,
    );
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).toMatch(/<Code>(InvalidAction|MissingAuthenticationToken)<\/Code>/);
  },
);

test('a body over a mebibyte is not read', async () => {
  const answer = await fetch(scene.url, { method: 'POST', body: 'x'.repeat(1_048_577) }).catch(
    () => undefined,
  );
  expect(answer === undefined || answer.status === 413).toBe(true);
  expect((await fetch(`${scene.url}/sandbox/health`)).status).toBe(200);
});
