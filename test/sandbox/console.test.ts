import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { browserAt } from './console-browser.ts';
import { alex, dana, root, startScene, type Scene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

const pathOf = (id: string) => `/console/delegation-requests/${id}`;

let someone: ReturnType<typeof browserAt>;
beforeEach(() => {
  someone = browserAt(() => scene.url);
});

test('every page says what it is, and allows itself next to nothing', async () => {
  const answer = await someone.load('/');
  expect(someone.text()).toContain('Sandbox — not AWS');
  expect(answer.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'self'; form-action 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  expect(someone.text()).not.toMatch(/<script|style=|onclick/);
  const css = await fetch(`${scene.url}/console/console.css`);
  expect(css.headers.get('content-type')).toContain('text/css');
});

describe('a developer', () => {
  test('signs in, comes back to the request, claims it, sends it on', async () => {
    const id = await scene.create({ RequestMessage: 'Workspace <7>', SessionDuration: 14_400 });
    await someone.signIn(pathOf(id), dana);
    expect(someone.text()).toContain('Acme Analytics asks for access');
    expect(someone.text()).toContain('Workspace &lt;7&gt;');
    expect(someone.text()).toContain('4 hours');
    expect(someone.text()).toContain('999988887777');
    expect(someone.buttons()).toEqual(['claim']);
    await someone.post(pathOf(id), { action: 'claim' });
    expect(someone.text()).toContain('You have claimed this request');
    expect(someone.buttons()).toEqual(['forward', 'reject']);
    expect(someone.text()).toContain('needs the permission iam:AcceptDelegationRequest');
    await someone.post(pathOf(id), { action: 'forward', notes: 'Cost review for Q1' });
    expect(someone.text()).toContain('Sent to an administrator');
    expect(someone.text()).toContain('You can close this tab');
    expect(await scene.control.get(`/delegation-requests/${id}`)).toMatchObject({
      state: 'PENDING_APPROVAL',
      ownerId: dana,
      notes: 'Cost review for Q1',
    });
  });

  test('is told in words when something is refused', async () => {
    const id = await scene.create();
    await someone.signIn(pathOf(id), dana);
    await someone.post(pathOf(id), { action: 'claim' });
    const answer = await someone.post(pathOf(id), { action: 'approve' });
    expect(answer.status).toBe(403);
    expect(someone.text()).toMatch(/role="alert"[^<]*That was refused/);
    const emoji = await someone.post(pathOf(id), { action: 'reject', notes: '👋' });
    expect(emoji.status).toBe(400);
    expect(await scene.control.state(id)).toBe('ASSIGNED');
  });

  test('releases what only they may release', async () => {
    const id = await scene.create({ OnlySendByOwner: true });
    await someone.signIn(pathOf(id), dana);
    await someone.post(pathOf(id), { action: 'claim' });
    await scene.control.act(id, 'approve', alex);
    await someone.load(pathOf(id));
    expect(someone.buttons()).toContain('release');
    await someone.post(pathOf(id), { action: 'release' });
    expect(await scene.control.state(id)).toBe('FINALIZED');
  });
});

describe('an administrator', () => {
  test('approves, is led back to the partner, and may revoke', async () => {
    const id = await scene.create({ RedirectUrl: 'https://acme.example/back?a=1&b=2' });
    await scene.control.act(id, 'claim', dana);
    await scene.control.act(id, 'forward', dana, 'please');
    await someone.signIn(pathOf(id), alex);
    expect(someone.text()).toContain('please');
    expect(someone.buttons()).toEqual(['approve', 'reject']);
    await someone.post(pathOf(id), { action: 'approve' });
    expect(someone.text()).toContain('Access is given');
    expect(someone.text()).toContain('href="https://acme.example/back?a=1&amp;b=2"');
    await someone.load(pathOf(id));
    expect(someone.buttons()).toEqual(['revoke']);
    await someone.post(pathOf(id), { action: 'revoke' });
    expect(someone.text()).toContain('Access was revoked');
    await someone.load(pathOf(id));
    expect(someone.buttons()).toEqual([]);
  });

  test('rejects with a reason', async () => {
    const id = await scene.create();
    await someone.signIn(pathOf(id), alex);
    await someone.post(pathOf(id), { action: 'claim' });
    await someone.post(pathOf(id), { action: 'reject', notes: 'Not this quarter' });
    expect(someone.text()).toContain('You rejected the request');
    const { rejectionReason } = await scene.control.get(`/delegation-requests/${id}`);
    expect(rejectionReason).toBe('Not this quarter');
  });

  test('sees the list of their account, not of another', async () => {
    const id = await scene.create({ Description: 'For the list' });
    await scene.create({ OwnerAccountId: '444455556666', Description: 'For another list' });
    await someone.signIn('/console/delegation-requests', alex);
    expect(someone.text()).toContain('For the list');
    expect(someone.text()).toContain(pathOf(id));
    expect(someone.text()).not.toContain('For another list');
  });
});

test('a root user reads why twelve hours cannot be approved', async () => {
  const id = await scene.create({ SessionDuration: 43_200 });
  await someone.signIn(pathOf(id), root);
  await someone.post(pathOf(id), { action: 'claim' });
  expect(someone.text()).toContain('A root user can approve at most 4 hours of access');
  expect(someone.buttons()).not.toContain('approve');
});

test('another account sees nothing of a request, and says so', async () => {
  const id = await scene.create({ Description: 'Private words' });
  const answer = await someone.signIn(
    pathOf(id),
    'arn:aws:sts::444455556666:assumed-role/Administrator/alex',
  );
  expect(answer.status).toBe(403);
  expect(someone.text()).not.toContain('Private words');
  expect((await someone.load(pathOf('dr-00000000000000000000'))).status).toBe(404);
});

describe('forms', () => {
  test('without their token, or with that of another session, do nothing', async () => {
    const id = await scene.create();
    await someone.signIn(pathOf(id), alex);
    const other = browserAt(() => scene.url);
    await other.signIn(pathOf(id), alex);
    const theirs = /name="csrf"\s+value="([^"]*)"/.exec(other.text())?.[1] ?? '';
    for (const csrf of ['', theirs]) {
      expect((await someone.post(pathOf(id), { action: 'claim', csrf })).status).toBe(403);
    }
    expect(await scene.control.state(id)).toBe('UNASSIGNED');
  });

  test('lead to no other site after signing in', async () => {
    for (const evil of ['https://evil.example/', '//evil.example/', '/console/../\\evil']) {
      const visitor = browserAt(() => scene.url);
      await visitor.load(`/console/sign-in?return=${encodeURIComponent(evil)}`);
      expect(visitor.text()).not.toContain('evil');
      const answer = await visitor.post('/console/sign-in', { principal: dana, return: evil });
      expect(answer.status).toBe(200);
      expect(visitor.text()).toContain('Temporary access requests');
    }
  });

  test('ask for the person again after switching', async () => {
    await someone.signIn('/console/delegation-requests', alex);
    const before = someone.cookie();
    await someone.post('/console/sign-out', {});
    expect(someone.text()).toContain('Choose who you are');
    expect(someone.cookie()).not.toBe(before);
  });
});

test('the sign-in offers the account a request is aimed at, and remembers by a careful cookie', async () => {
  const id = await scene.create({ OwnerAccountId: '100000000006' });
  const answer = await fetch(`${scene.url}/console/sign-in?return=${pathOf(id)}`);
  expect(answer.headers.get('set-cookie')).toMatch(/; Path=\/console; HttpOnly; SameSite=Lax$/);
  expect(await answer.text()).toContain('data-principal="arn:aws:iam::100000000006:user/dana"');
});
