import { GetCallerIdentityCommand, GetDelegatedAccessTokenCommand } from '@aws-sdk/client-sts';
import { ListDelegationRequestsCommand } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultPartner, otherPartner } from '../../gateway/sandbox/principals.ts';
import { alex, dana, failure, root, startScene, until, type Scene } from './scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await startScene();
  await scene.subscribe();
});
afterEach(() => scene.stop());

async function released(approver = alex, SessionDuration = 3600) {
  const id = await scene.create({ SessionDuration });
  await scene.control.act(id, 'claim', approver);
  await scene.control.act(id, 'approve', approver);
  const notice = await until(() => scene.notices().find((one) => one.ExchangeToken));
  return { id, token: notice.ExchangeToken ?? '', expiresAt: Date.parse(notice.ExpiresAt ?? '') };
}

const exchange = (TradeInToken: string, keys = defaultPartner) =>
  scene.withKeys(keys).sts.send(new GetDelegatedAccessTokenCommand({ TradeInToken }));

async function credentials(token: string) {
  const { Credentials } = await exchange(token);
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = Credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

const whoAmI = (keys: Parameters<Scene['withKeys']>[0]) =>
  scene.withKeys(keys).sts.send(new GetCallerIdentityCommand({}));

test('gives fresh credentials each time, all ending at the same instant', async () => {
  const { id, token, expiresAt } = await released();
  const first = await exchange(token);
  await scene.control.advance(600);
  const second = await exchange(token);
  expect(first.AssumedPrincipal).toBe(alex);
  expect(first.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
  expect(second.Credentials?.AccessKeyId).not.toBe(first.Credentials?.AccessKeyId);
  expect(first.Credentials?.Expiration?.getTime()).toBe(expiresAt);
  expect(second.Credentials?.Expiration?.getTime()).toBe(expiresAt);
  expect(await scene.control.get(`/delegation-requests/${id}`)).toMatchObject({
    redemptions: 2,
    revoked: false,
  });
});

test('the credentials act as the approver, and only until they end', async () => {
  const { token } = await released();
  const keys = await credentials(token);
  expect(await whoAmI(keys)).toMatchObject({ Arn: alex, Account: '111122223333' });
  await scene.control.advance(3599);
  expect(await failure(whoAmI(keys))).toBe('none');
  await scene.control.advance(1);
  expect(await failure(whoAmI(keys))).toBe('ExpiredToken');
  expect(await failure(exchange(token))).toBe('ExpiredTradeInTokenException');
});

test('delegated credentials cannot touch delegation requests', async () => {
  const { token } = await released();
  const { iam } = scene.withKeys(await credentials(token));
  expect(await failure(iam.send(new ListDelegationRequestsCommand({ OwnerId: alex })))).toBe('AccessDenied');
});

test('revoking ends credentials and token at once', async () => {
  const { id, token } = await released();
  const keys = await credentials(token);
  expect((await scene.control.act(id, 'revoke', alex)).body.revoked).toBe(true);
  expect(await failure(whoAmI(keys))).toBe('ExpiredToken');
  expect(await failure(exchange(token))).toBe('AccessDenied');
  expect((await scene.control.act(id, 'revoke', alex)).status).toBe(400);
});

test('what a root user approved cannot be revoked, what a stranger tries is refused', async () => {
  const { id } = await released(root);
  expect((await scene.control.act(id, 'revoke', root)).body.error.code).toBe('InvalidInput');
  expect((await scene.control.act(id, 'revoke', dana)).body.error.code).toBe('AccessDenied');
});

test('a token is nobody else’s, and garbage is no token', async () => {
  const { token } = await released();
  expect(await failure(exchange(token, otherPartner))).toBe('AccessDenied');
  expect(await failure(exchange(`${token}x`))).toBe('ValidationError');
  const { sts } = scene.as(alex);
  expect(await failure(sts.send(new GetDelegatedAccessTokenCommand({ TradeInToken: token })))).toBe(
    'AccessDenied',
  );
});

test('every secret is listed for leak tests, and stands nowhere else in the control API', async () => {
  const { id, token } = await released();
  const keys = await credentials(token);
  const { secrets } = await scene.control.get('/secrets');
  expect(secrets).toEqual(
    expect.arrayContaining([token, keys.secretAccessKey, keys.sessionToken, defaultPartner.secretAccessKey]),
  );
  for (const path of ['/delegation-requests', `/delegation-requests/${id}`, '/deliveries', '/calls']) {
    const text = JSON.stringify(await scene.control.get(path));
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
});
