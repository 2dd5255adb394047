import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { CreateDelegationRequestCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultPartner } from '../../gateway/sandbox/principals.ts';
import { startSandbox } from '../../gateway/sandbox/sandbox.ts';
import { alex, dana, failure, goodRequest, startScene, templateArn, until, type Scene } from './scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await startScene();
});
afterEach(() => scene.stop());

const identity = () => scene.partner.sts.send(new GetCallerIdentityCommand({}));

/** A request with headers that fetch would not send. */
function rawRequest(method: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest(`${scene.url}${path}`, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('faults', () => {
  test('meet the next calls of their action, then are over', async () => {
    await scene.control.post('/faults', { action: 'GetCallerIdentity', code: 'Throttling', times: 2 });
    expect([await failure(identity()), await failure(identity()), await failure(identity())]).toEqual([
      'Throttling',
      'Throttling',
      'none',
    ]);
  });

  test('are ridden out by the SDK where AWS’s would be', async () => {
    await scene.control.post('/faults', {
      action: 'GetCallerIdentity',
      code: 'ServiceUnavailable',
      times: 1,
    });
    const sts = new STSClient({ endpoint: scene.url, region: 'eu-west-1', credentials: defaultPartner });
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe('999988887777');
    expect((await scene.control.get('/calls')).calls.GetCallerIdentity).toBe(2);
  });

  test('may have any status', async () => {
    await scene.control.post('/faults', { action: 'GetCallerIdentity', code: 'Odd', status: 418, times: 1 });
    await expect(identity()).rejects.toMatchObject({ name: 'Odd', $metadata: { httpStatusCode: 418 } });
  });

  test('may only slow', async () => {
    await scene.control.post('/faults', { action: 'GetCallerIdentity', latencyMs: 80, times: 1 });
    const start = Date.now();
    expect(await failure(identity())).toBe('none');
    expect(Date.now() - start).toBeGreaterThanOrEqual(79);
  });

  test('may come after the deed: the SDK tries again and meets its own workflow id', async () => {
    await scene.control.post('/faults', {
      action: 'CreateDelegationRequest',
      code: 'ServiceFailure',
      times: 1,
      after: true,
    });
    const iam = new IAMClient({ endpoint: scene.url, region: 'eu-west-1', credentials: defaultPartner });
    const create = iam.send(new CreateDelegationRequestCommand(goodRequest(scene.topicArn)));
    expect(await failure(create)).toBe('EntityAlreadyExists');
    expect((await scene.control.get('/delegation-requests')).delegationRequests).toHaveLength(1);
  });

  test('must say what they are', async () => {
    expect((await scene.control.post('/faults', { action: 'GetCallerIdentity', times: 1 })).status).toBe(400);
    expect((await scene.control.post('/faults', { code: 'Throttling', times: 1 })).status).toBe(400);
  });
});

describe('the control API', () => {
  test('registers a template as often as one likes', async () => {
    const template = { arn: templateArn, name: 'Again', document: { Statement: [] } };
    await scene.control.post('/templates', template);
    expect(await scene.control.get('/templates')).toEqual({ templates: [template] });
    expect((await scene.control.post('/templates', { ...template, document: 'nonsense' })).status).toBe(400);
  });

  test('refuses what it does not know', async () => {
    const id = await scene.create();
    expect((await scene.control.act(id, 'dance', dana)).status).toBe(404);
    expect((await scene.control.act(id, 'claim', 'arn:aws:iam::1:user/x')).status).toBe(400);
    expect((await scene.control.act('dr-00000000000000000000', 'claim', dana)).status).toBe(404);
    expect((await scene.control.act(id, 'approve', dana)).status).toBe(403);
    expect((await scene.control.post('/nothing')).status).toBe(404);
    expect((await scene.control.advance(-1)).status).toBe(400);
    expect((await fetch(`${scene.url}/sandbox/clock`, { method: 'POST', body: '{' })).status).toBe(400);
  });

  test('takes no notes that AWS would not', async () => {
    const id = await scene.create();
    await scene.control.act(id, 'claim', dana);
    expect((await scene.control.act(id, 'forward', dana, '👋')).body.error.code).toBe('ValidationError');
  });

  test('resets all, or all but what was set up', async () => {
    await scene.subscribe();
    await scene.create();
    await scene.control.advance(60);
    await scene.control.post('/reset', { keepSetup: true });
    expect((await scene.control.get('/delegation-requests')).delegationRequests).toEqual([]);
    expect((await scene.control.get('/clock')).offsetMs).toBe(0);
    const id = await scene.create();
    await scene.control.act(id, 'claim', dana);
    await until(() => scene.notices().find((one) => one.RequestId === id));
    await scene.control.post('/reset');
    expect(await failure(scene.create())).toBe('InvalidInput');
  });
});

describe('pages elsewhere cannot reach it', () => {
  test.each(['/sandbox/secrets', '/sandbox/clock', '/console/sign-in'])(
    '%s under a foreign Host',
    async (path) => {
      expect(await rawRequest('GET', path, { host: 'evil.example' })).toBe(403);
      expect(await rawRequest('GET', path, { host: '127.0.0.1.evil.example' })).toBe(403);
      expect(await rawRequest('GET', path, { host: 'localhost:1' })).toBe(200);
    },
  );

  test.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('a POST with %j', async (headers) => {
    expect(await rawRequest('POST', '/sandbox/reset', headers)).toBe(403);
    expect(await rawRequest('POST', '/console/sign-in', headers)).toBe(403);
  });

  test('its own pages can', async () => {
    const headers = { origin: scene.url, 'sec-fetch-site': 'same-origin' };
    expect(await rawRequest('POST', '/sandbox/reset', headers)).toBe(200);
  });
});

describe('the books', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('survive a restart: requests, clock, and what was not delivered yet', async () => {
    const booksFile = join(folder, 'new', 'books.json');
    const first = await startScene({ booksFile, retryDelayScale: 100 });
    await first.subscribe();
    const id = await first.create();
    first.endpoint.statuses.push(500);
    await first.control.act(id, 'claim', alex);
    await first.control.advance(60);
    await until(() => first.notices().length === 1);
    await first.sandbox.stop();
    const second = await startSandbox({ booksFile, retryDelayScale: 0.001 });
    await until(() => first.notices().length === 2);
    expect(second.now() - Date.now()).toBeGreaterThan(59_000);
    const request = await (await fetch(`${second.url}/sandbox/delegation-requests/${id}`)).json();
    expect(request).toMatchObject({ state: 'ASSIGNED', ownerId: alex });
    await second.stop();
    await first.endpoint.stop();
    expect((await stat(booksFile)).mode & 0o777).toBe(0o600);
  });

  test('let a scripted customer go on where it stopped', async () => {
    const booksFile = join(folder, 'books.json');
    const first = await startScene({ booksFile, stepDelayMs: 100 });
    const id = await first.create({ OwnerAccountId: '100000000001' });
    await until(async () => (await first.control.state(id)) === 'ASSIGNED');
    await first.stop();
    const second = await startSandbox({ booksFile, stepDelayMs: 10 });
    await until(async () => {
      const request = await (await fetch(`${second.url}/sandbox/delegation-requests/${id}`)).json();
      return request.state === 'FINALIZED';
    });
    await second.stop();
    expect(JSON.parse(await readFile(booksFile, 'utf8')).requests[id].state).toBe('FINALIZED');
  });
});

test('the command starts, says where, and stops when told', async () => {
  const main = new URL('../../gateway/sandbox/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [main, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString()));
  });
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
  expect(await (await fetch(`${url}/sandbox/health`)).json()).toEqual({ status: 'ok' });
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});
