import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox } from '../../gateway/sandbox/sandbox.ts';
import { boundaryArn } from './delegated-access.ts';
import { failure, startScene, until, type Scene } from './scene.ts';
import { answer, stackScene } from './stack-scene.ts';

let scene: Scene;
let aws: Awaited<ReturnType<typeof stackScene>>;
beforeAll(async () => {
  scene = await startScene();
  aws = await stackScene(scene);
  await scene.subscribe();
});
afterAll(() => scene.stop());

/** A bounded stack of this account, its call home answered. */
async function made(account: string) {
  const stack = await aws.create(account, { Boundary: boundaryArn });
  const request = await aws.request(stack.arn, 0);
  await answer(request);
  return { ...(await aws.stack(stack.id)), told: Object(request.ResourceProperties).ExternalId };
}

const rolesOf = async (account: string) => (await scene.control.get(`/accounts/${account}`)).roles;

function assume(RoleArn: string, ExternalId: string | undefined) {
  const input = { RoleArn, ExternalId, RoleSessionName: 'acme-probe' };
  return failure(scene.partner.sts.send(new AssumeRoleCommand(input)));
}

/** What becomes of AssumeRole with the external ID, and without. */
const proof = async (arn: string) => [await assume(arn, 'external-1'), await assume(arn, undefined)];

test('a stack waits for its answer through a restart of the sandbox', async () => {
  const booksFile = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'books.json');
  const first = await startScene({ booksFile });
  const { create, request } = await stackScene(first);
  await first.subscribe();
  const stack = await create('111122223333');
  const asked = await request(stack.arn, 0);
  await first.stop();
  const second = await startSandbox({ booksFile, port: Number(new URL(first.url).port) });
  expect(await answer(asked)).toBe(200);
  const done = await fetch(`${second.url}/sandbox/stacks/${stack.id}`);
  expect((await done.json()).status).toBe('CREATE_COMPLETE');
  await second.stop();
});

describe('customers who get it wrong', () => {
  const sound = ['none', 'AccessDenied'];

  test.each([
    ['100000000021', ['none', 'none']],
    ['100000000022', ['AccessDenied', 'AccessDenied']],
    ['100000000024', sound],
    ['100000000025', ['AccessDenied', 'AccessDenied']],
  ])('%s', async (account, outcome) => {
    const stack = await made(account);
    expect(await proof(stack.outputs.RoleArn)).toEqual(outcome);
    const [role] = await rolesOf(account);
    expect(role.boundaryArn).toBe(account === '100000000024' ? undefined : boundaryArn);
    expect(stack.told).toBe(account === '100000000022' ? 'another-external-id' : 'external-1');
  });

  test('100000000023 makes the stack in another account', async () => {
    const stack = await made('100000000023');
    expect(stack.accountId).toBe('100000000099');
    expect(stack.outputs.RoleArn).toContain('::100000000099:');
  });

  test.each(['100000000026', '100000000027', '100000000028'])(
    '%s: sound, until a while has passed',
    async (account) => {
      const stack = await made(account);
      expect(await proof(stack.outputs.RoleArn)).toEqual(sound);
      const before = JSON.stringify(await rolesOf(account));
      await until(async () => JSON.stringify(await rolesOf(account)) !== before);
    },
  );
});
