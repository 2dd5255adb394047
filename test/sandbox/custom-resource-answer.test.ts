import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScene, type Scene } from './scene.ts';
import { answer, stackScene } from './stack-scene.ts';

const customer = '111122223333';
let scene: Scene;
let aws: Awaited<ReturnType<typeof stackScene>>;
beforeAll(async () => {
  scene = await startScene();
  aws = await stackScene(scene);
  await scene.subscribe();
});
afterAll(() => scene.stop());

/** The next answer meets ServiceUnavailable. */
const fault = (more: object) =>
  scene.control.post('/faults', {
    action: 'PutStackAnswer',
    times: 1,
    code: 'ServiceUnavailable',
    ...more,
  });
const count = async () => (await scene.control.get('/calls')).calls.PutStackAnswer ?? 0;

describe('an answer', () => {
  test('counts once, and comes without a content type, short, to the signed address', async () => {
    const stack = await aws.create(customer);
    const request = await aws.request(stack.arn, 0);
    expect(await answer(request, {}, { 'content-type': 'application/json' })).toBe(403);
    expect(await answer(request, { Data: { x: 'x'.repeat(4096) } })).toBe(400);
    expect(await answer({ ...request, ResponseURL: `${request.ResponseURL}0` })).toBe(403);
    expect((await fetch(request.ResponseURL ?? '')).status).toBe(405);
    expect((await aws.stack(stack.id)).status).toBe('CREATE_IN_PROGRESS');
    expect(await answer(request, {}, { 'content-type': '' })).toBe(200);
    expect(await answer(request, { Status: 'FAILED', Reason: 'too late' })).toBe(200);
    expect(await aws.stack(stack.id)).toMatchObject({
      status: 'CREATE_COMPLETE',
      requests: [{ answers: 2 }],
    });
  });

  test('is counted, and meets the faults that are set for it: lost before it is taken, or taken and not heard of', async () => {
    const stack = await aws.create(customer);
    const request = await aws.request(stack.arn, 0);
    const state = async () => (await aws.stack(stack.id)).status;
    const before = await count();
    await fault({});
    expect(await answer(request)).toBe(503);
    expect(await state()).toBe('CREATE_IN_PROGRESS');
    await fault({ after: true });
    expect(await answer(request)).toBe(503);
    expect(await state()).toBe('CREATE_COMPLETE');
    expect(await answer(request)).toBe(200);
    expect(await count()).toBe(before + 3);
  });

  test('that is about another request fails the resource', async () => {
    const stack = await aws.create(customer);
    await answer(await aws.request(stack.arn, 0), { RequestId: 'another' });
    expect((await aws.stack(stack.id)).status).toBe('ROLLBACK_IN_PROGRESS');
  });
});
