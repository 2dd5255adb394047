import {
  AcceptDelegationRequestCommand,
  AssociateDelegationRequestCommand,
  CreateDelegationRequestCommand,
  GetDelegationRequestCommand,
  ListDelegationRequestsCommand,
  RejectDelegationRequestCommand,
  SendDelegationTokenCommand,
  UpdateDelegationRequestCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { otherPartner } from '../../gateway/sandbox/principals.ts';
import { alex, dana, failure, goodRequest, root, startScene, type Scene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

const stranger = 'arn:aws:sts::444455556666:assumed-role/Administrator/alex';
const partner = 'the partner';

const commands = {
  Get: (DelegationRequestId: string) => new GetDelegationRequestCommand({ DelegationRequestId }),
  Associate: (DelegationRequestId: string) => new AssociateDelegationRequestCommand({ DelegationRequestId }),
  Update: (DelegationRequestId: string) => new UpdateDelegationRequestCommand({ DelegationRequestId }),
  Accept: (DelegationRequestId: string) => new AcceptDelegationRequestCommand({ DelegationRequestId }),
  Reject: (DelegationRequestId: string) => new RejectDelegationRequestCommand({ DelegationRequestId }),
  Send: (DelegationRequestId: string) => new SendDelegationTokenCommand({ DelegationRequestId }),
};

function call(act: keyof typeof commands, id: string, arn: string): Promise<string> {
  const { iam } = arn === partner ? scene.partner : scene.as(arn);
  // The commands' types differ; what they do to the request is what counts here.
  return failure(iam.send(commands[act](id) as GetDelegationRequestCommand));
}

describe('only a partner may create, and only with a topic of its own', () => {
  test('a customer may not', async () => {
    const input = goodRequest(scene.topicArn);
    expect(await failure(scene.as(alex).iam.send(new CreateDelegationRequestCommand(input)))).toBe(
      'AccessDenied',
    );
  });

  test("another partner may not use this one's topic", async () => {
    const { iam } = scene.withKeys(otherPartner);
    const input = goodRequest(scene.topicArn);
    expect(await failure(iam.send(new CreateDelegationRequestCommand(input)))).toBe('InvalidInput');
  });
});

describe('reading', () => {
  test('anyone may read what has neither owner nor account', async () => {
    const id = await scene.create({ OwnerAccountId: undefined });
    for (const arn of [dana, stranger, partner]) expect(await call('Get', id, arn)).toBe('none');
  });

  test('only the account may read what is addressed to it; the partner may not', async () => {
    const id = await scene.create();
    expect(await call('Get', id, dana)).toBe('none');
    expect(await call('Get', id, stranger)).toBe('AccessDenied');
    expect(await call('Get', id, partner)).toBe('AccessDenied');
  });

  test('once claimed, only its owner and who has the permission may read it', async () => {
    const id = await scene.create();
    await scene.control.act(id, 'claim', alex);
    expect(await call('Get', id, dana)).toBe('AccessDenied');
    expect(await call('Get', id, root)).toBe('none');
    expect(await call('Get', id, partner)).toBe('AccessDenied');
  });
});

describe('claiming', () => {
  test('anyone may claim what names no account, which then is theirs', async () => {
    const id = await scene.create({ OwnerAccountId: undefined });
    expect(await call('Associate', id, stranger)).toBe('none');
    expect(await scene.control.get(`/delegation-requests/${id}`)).toMatchObject({
      ownerId: stranger,
      ownerAccountId: '444455556666',
    });
    expect(await call('Get', id, dana)).toBe('AccessDenied');
  });

  test('nobody else may claim what names an account', async () => {
    const id = await scene.create();
    expect(await call('Associate', id, stranger)).toBe('AccessDenied');
    expect(await call('Associate', id, dana)).toBe('none');
  });
});

describe('an initiator', () => {
  test('may forward, reject and release, but not approve', async () => {
    const id = await scene.create();
    await call('Associate', id, dana);
    expect(await call('Accept', id, dana)).toBe('AccessDenied');
    expect(await call('Update', id, dana)).toBe('none');
    expect(await call('Accept', id, alex)).toBe('none');
    expect(await call('Send', id, dana)).toBe('none');
    const other = await scene.create();
    await call('Associate', other, dana);
    expect(await call('Reject', other, dana)).toBe('none');
  });

  test.each(['Update', 'Reject', 'Send', 'Accept'] as const)('may not %s what another owns', async (act) => {
    const id = await scene.create();
    await call('Associate', id, alex);
    expect(await call(act, id, dana)).toBe('AccessDenied');
  });
});

test.each(['Update', 'Accept', 'Reject', 'Send'] as const)('a stranger may not %s', async (act) => {
  const id = await scene.create();
  await call('Associate', id, dana);
  expect(await call(act, id, stranger)).toBe('AccessDenied');
  expect(await call(act, id, partner)).toBe('AccessDenied');
});

test('with OnlySendByOwner nobody but the owner releases, not even an administrator', async () => {
  const id = await scene.create({ OnlySendByOwner: true });
  await call('Associate', id, dana);
  await call('Accept', id, alex);
  expect(await call('Send', id, alex)).toBe('AccessDenied');
  expect(await call('Send', id, dana)).toBe('none');
});

test('a root user approves four hours and not a second more', async () => {
  const short = await scene.create({ SessionDuration: 14_400 });
  const long = await scene.create({ SessionDuration: 14_401 });
  for (const id of [short, long]) await call('Associate', id, root);
  expect(await call('Accept', short, root)).toBe('none');
  expect(await call('Accept', long, root)).toBe('InvalidInput');
  expect(await call('Accept', long, alex)).toBe('none');
});

test('the check of permissions is in progress first, then says what the caller may', async () => {
  const id = await scene.create();
  const check = { DelegationRequestId: id, DelegationPermissionCheck: true };
  const ask = (arn: string) => scene.as(arn).iam.send(new GetDelegationRequestCommand(check));
  expect((await ask(dana)).PermissionCheckStatus).toBe('IN_PROGRESS');
  expect(await ask(dana)).toMatchObject({
    PermissionCheckStatus: 'COMPLETE',
    PermissionCheckResult: 'DENIED',
  });
  await ask(alex);
  expect(await ask(alex)).toMatchObject({
    PermissionCheckStatus: 'COMPLETE',
    PermissionCheckResult: 'ALLOWED',
  });
});

describe('listing', () => {
  test('shows what is owned, page by page, and nothing unclaimed', async () => {
    const orchard = 'arn:aws:iam::444455556666:user/dana';
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      const id = await scene.create({ OwnerAccountId: '444455556666' });
      ids.push(id);
    }
    const list = (input: object) => scene.as(orchard).iam.send(new ListDelegationRequestsCommand(input));
    expect((await list({})).DelegationRequests).toEqual([]);
    for (const id of ids) await call('Associate', id, orchard);
    const first = await list({ MaxItems: 2 });
    expect(first.DelegationRequests?.map((one) => one.DelegationRequestId)).toEqual(ids.slice(0, 2));
    expect(first.isTruncated).toBe(true);
    const second = await list({ MaxItems: 2, Marker: first.Marker });
    expect(second.DelegationRequests?.map((one) => one.DelegationRequestId)).toEqual(ids.slice(2));
    expect(second.isTruncated).toBe(false);
    expect(second.Marker).toBeUndefined();
  });

  test('of what others own needs a permission', async () => {
    const input = new ListDelegationRequestsCommand({ OwnerId: alex });
    expect(await failure(scene.as(dana).iam.send(input))).toBe('AccessDenied');
    expect(await failure(scene.as(root).iam.send(input))).toBe('none');
  });
});
