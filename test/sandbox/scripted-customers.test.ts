import { GetDelegatedAccessTokenCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scriptedCustomers } from '../../gateway/sandbox/scripted-customers.ts';
import { failure, startScene, until, type Post, type Scene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
  await scene.subscribe();
});
afterAll(() => scene.stop());

const account = (number: number) => String(100_000_000_000 + number);

/** The notices about one request, as they came, forged ones included. */
function postsAbout(id: string): Post[] {
  return scene.endpoint.posts.filter((one) => one.envelope.Message?.includes(id));
}

const storyOf = (id: string) =>
  postsAbout(id).map((post) => {
    const { Type, State } = JSON.parse(post.envelope.Message ?? '');
    return Type === 'ExchangeToken' ? 'token' : State;
  });

async function meet(number: number, SessionDuration = 43_200) {
  return scene.create({ OwnerAccountId: account(number), SessionDuration });
}

async function tell(id: string, count: number): Promise<string[]> {
  await until(() => storyOf(id).length >= count);
  await new Promise((resolve) => {
    setTimeout(resolve, 60);
  });
  return storyOf(id);
}

async function tokenOf(id: string): Promise<string> {
  const post = await until(() =>
    postsAbout(id).find((one) => one.envelope.Message?.includes('"ExchangeToken":')),
  );
  return JSON.parse(post.envelope.Message ?? '').ExchangeToken;
}

async function exchanges(id: string, times: number): Promise<string[]> {
  const TradeInToken = await tokenOf(id);
  const answers: string[] = [];
  for (let i = 0; i < times; i += 1) {
    answers.push(await failure(scene.partner.sts.send(new GetDelegatedAccessTokenCommand({ TradeInToken }))));
  }
  return answers;
}

const approved = ['ASSIGNED', 'ACCEPTED', 'FINALIZED', 'token'];

describe('the customer tells', () => {
  const stories: [number, string[]][] = [
    [1, approved],
    [2, ['ASSIGNED', 'REJECTED']],
    [3, ['ASSIGNED', 'PENDING_APPROVAL', 'ACCEPTED', 'FINALIZED', 'token']],
    [4, ['ASSIGNED', 'PENDING_APPROVAL']],
    [5, ['ASSIGNED']],
    [7, approved.flatMap((one) => [one, one])],
    [8, approved.toReversed()],
    [10, ['REJECTED', 'REJECTED', 'REJECTED', ...approved]],
    [11, ['ASSIGNED', 'SOMETHING_NEW', 'ACCEPTED', 'FINALIZED', 'token']],
    [12, [...approved, 'EXPIRED']],
    [16, ['ASSIGNED', 'PENDING APPROVAL', 'ACCEPTED', 'FINALIZED', 'token']],
    [17, ['ASSIGNED', 'ACCEPTED', 'token']],
    [18, ['ASSIGNED', 'REJECTED']],
  ];

  test.each(stories)('…%i: %j', async (number, story) => {
    const id = await meet(number);
    expect(await tell(id, story.length)).toEqual(story);
  });

  test('…6: nothing, it never claims', async () => {
    const id = await meet(6);
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    expect(storyOf(id)).toEqual([]);
    expect(await scene.control.state(id)).toBe('UNASSIGNED');
  });

  test('…18: a root user approves what lasts four hours', async () => {
    const id = await meet(18, 14_400);
    expect(await tell(id, 4)).toEqual(approved);
  });
});

test('…7 sends each message twice under one message id', async () => {
  const id = await meet(7);
  await tell(id, 8);
  const ids = postsAbout(id).map((one) => one.envelope.MessageId);
  expect(new Set(ids).size).toBe(4);
  expect(ids[0]).toBe(ids[1]);
});

test('…9 sends late, while the request has long moved on', async () => {
  const id = await meet(9);
  await until(async () => (await scene.control.state(id)) === 'FINALIZED');
  expect(storyOf(id)).toEqual([]);
  expect((await tell(id, 4)).toSorted()).toEqual(approved.toSorted());
});

test('…10 forges a signature, a certificate at another host, and a topic, all with a rejection', async () => {
  const id = await meet(10);
  await tell(id, 7);
  const [badSignature, otherKey, otherTopic, real] = postsAbout(id).map((one) => one.envelope);
  expect(badSignature?.SigningCertURL).toBe(real?.SigningCertURL);
  expect(otherKey?.SigningCertURL).not.toBe(real?.SigningCertURL);
  expect(new URL(otherKey?.SigningCertURL ?? '').hostname).toBe('localhost');
  expect(await (await fetch(otherKey?.SigningCertURL ?? '')).text()).toContain('BEGIN CERTIFICATE');
  expect(otherTopic?.TopicArn).toContain('666666666666');
  expect(real?.TopicArn).toBe(scene.topicArn);
});

test('…13 is throttled three times', async () => {
  const answers = await exchanges(await meet(13), 4);
  expect(answers).toEqual(['Throttling', 'Throttling', 'Throttling', 'none']);
});

test('…14 fails inside AWS six times', async () => {
  const answers = await exchanges(await meet(14), 7);
  expect(answers).toEqual([...Array<string>(6).fill('InternalFailure'), 'none']);
});

test('…15 approves, and revokes after a while', async () => {
  const id = await meet(15);
  expect(await exchanges(id, 1)).toEqual(['none']);
  await until(async () => (await scene.control.get(`/delegation-requests/${id}`)).revoked);
  expect(await exchanges(id, 1)).toEqual(['AccessDenied']);
});

test('…12 can still be exchanged after EXPIRED', async () => {
  const id = await meet(12);
  await tell(id, 5);
  expect(await exchanges(id, 1)).toEqual(['none']);
});

test('a script gives way to whoever acts first', async () => {
  const id = await meet(4);
  await until(() => storyOf(id).includes('PENDING_APPROVAL'));
  const admin = `arn:aws:sts::${account(4)}:assumed-role/Administrator/alex`;
  expect((await scene.control.act(id, 'approve', admin)).body.state).toBe('FINALIZED');
  const early = await meet(3);
  const owner = `arn:aws:iam::${account(3)}:user/dana`;
  await scene.control.act(early, 'claim', owner);
  await scene.control.act(early, 'reject', owner);
  expect(await tell(early, 2)).toEqual(['ASSIGNED', 'REJECTED']);
});

test('there are eighteen who approve or not, and nine who get roles wrong, each described', () => {
  const numbers = Array.from({ length: 29 }, (_, i) => account(i + 1)).filter((_, i) => i < 18 || i > 19);
  expect(Object.keys(scriptedCustomers)).toEqual(numbers);
  for (const { title } of Object.values(scriptedCustomers)) expect(title).toMatch(/\w/);
});
