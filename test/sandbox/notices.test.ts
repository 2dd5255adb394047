import { afterEach, beforeEach, expect, test } from 'vitest';
import { alex, dana, startScene, until, type Scene } from './scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await startScene();
  await scene.subscribe();
});
afterEach(() => scene.stop());

const seen = (count: number) =>
  until(() => {
    const notices = scene.notices();
    return notices.length >= count ? notices : undefined;
  });

test('each step is told as it happens, creation is not', async () => {
  const id = await scene.create({ RequestorWorkflowId: 'told-all' });
  await scene.control.act(id, 'claim', dana);
  await scene.control.act(id, 'forward', dana, 'please');
  await scene.control.act(id, 'approve', alex);
  const notices = await seen(5);
  expect(notices.map((one) => [one.Type, one.State])).toEqual([
    ['StateChange', 'ASSIGNED'],
    ['StateChange', 'PENDING_APPROVAL'],
    ['StateChange', 'ACCEPTED'],
    ['StateChange', 'FINALIZED'],
    ['ExchangeToken', 'FINALIZED'],
  ]);
  for (const notice of notices) {
    expect(notice).toMatchObject({
      RequestId: id,
      RequestorWorkflowId: 'told-all',
      OwnerAccountId: '111122223333',
      UpdatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
  }
});

test('only the token notice has a token, good for the session length from its release', async () => {
  const id = await scene.create({ SessionDuration: 28_800 });
  await scene.control.act(id, 'claim', alex);
  await scene.control.act(id, 'approve', alex);
  const notices = await seen(4);
  const [token] = notices.filter((one) => 'ExchangeToken' in one);
  expect(notices.filter((one) => 'ExchangeToken' in one)).toHaveLength(1);
  expect(token?.ExchangeToken).toMatch(/^eyJ/);
  expect(Date.parse(token?.ExpiresAt ?? '') - Date.parse(token?.UpdatedAt ?? '')).toBe(28_800_000);
});

test('a rejection is told without its reason', async () => {
  const id = await scene.create();
  await scene.control.act(id, 'claim', dana);
  await scene.control.act(id, 'reject', dana, 'a private reason');
  const [, rejected] = await seen(2);
  expect(rejected).toMatchObject({ Type: 'StateChange', State: 'REJECTED' });
  expect(JSON.stringify(scene.endpoint.posts)).not.toContain('a private reason');
});

test('travelling through time returns after what expired was told, with the moment it happened', async () => {
  const id = await scene.create();
  const { createdAt } = await scene.control.get(`/delegation-requests/${id}`);
  const { body } = await scene.control.advance(3 * 86_400);
  expect(body.offsetMs).toBe(3 * 86_400_000);
  expect(scene.notices()).toMatchObject([{ RequestId: id, State: 'EXPIRED' }]);
  expect(Date.parse(scene.notices()[0]?.UpdatedAt ?? '')).toBe(createdAt + 86_400_000);
  expect(scene.sandbox.now() - Date.now()).toBeGreaterThanOrEqual(3 * 86_400_000 - 5);
});

test('a released request expires after seven days, and says so after FINALIZED', async () => {
  const id = await scene.create();
  await scene.control.act(id, 'claim', alex);
  await scene.control.act(id, 'approve', alex);
  await seen(4);
  await scene.control.advance(7 * 86_400);
  expect(scene.notices().at(-1)).toMatchObject({ RequestId: id, State: 'EXPIRED', Type: 'StateChange' });
});

test('with OnlySendByOwner approving alone releases nothing', async () => {
  const id = await scene.create({ OnlySendByOwner: true });
  await scene.control.act(id, 'claim', dana);
  await scene.control.act(id, 'approve', alex);
  expect((await seen(2)).map((one) => one.State)).toEqual(['ASSIGNED', 'ACCEPTED']);
  await scene.control.act(id, 'release', dana);
  expect((await seen(4)).map((one) => one.Type).slice(2)).toEqual(['StateChange', 'ExchangeToken']);
});
