import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isIntact } from '../../gateway/domain/history.ts';
import { grantActions, typesOf } from '../http/grant-actions.ts';
import type { Result } from '../http/grant-actions.ts';
import { runGateway, until } from '../http/running-gateway.ts';
import type { RunningGateway } from '../http/running-gateway.ts';
import { publishNotice } from '../http/publish-notice.ts';

let running: RunningGateway;
let actions: ReturnType<typeof grantActions>;

beforeAll(async () => {
  running = await runGateway();
  actions = grantActions(running);
});
afterAll(() => running.stop());

const EXCHANGE = 'GetDelegatedAccessToken';

function given({ credentials }: Result) {
  if (!credentials) throw new Error('There are no credentials.');
  return credentials;
}

describe('Credentials of an active grant', () => {
  test('work with the plain SDK, as the principal who approved', async () => {
    const grant = await actions.startActive();
    const { accessKeyId, secretAccessKey, sessionToken } = given(await actions.credentials(grant.id));
    const credentials = { accessKeyId, secretAccessKey, sessionToken };
    const sts = new STSClient({ region: 'us-east-1', endpoint: running.sandbox.url, credentials });
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    sts.destroy();
    expect(identity.Account).toBe('111122223333');
    expect(identity.Arn).toBe(grant.assumedPrincipal);
  });

  test('are fresh each time and end at the same instant, the grant’s own', async () => {
    const grant = await actions.startActive();
    const [one, other] = [
      given(await actions.credentials(grant.id)),
      given(await actions.credentials(grant.id)),
    ];
    expect(one.secretAccessKey).not.toBe(other.secretAccessKey);
    expect(one.sessionToken).not.toBe(other.sessionToken);
    expect(one.expiration).toBe(other.expiration);
    expect(one.expiration).toBe(grant.expiresAt);
  });

  test('are written down in the history each time, in a chain that holds', async () => {
    const { id } = await actions.startActive();
    await Promise.all([actions.credentials(id), actions.credentials(id), actions.credentials(id)]);
    const types = typesOf(await actions.read(id));
    expect(types.filter((it) => it === 'CREDENTIALS_ISSUED')).toHaveLength(3);
    expect(isIntact((await running.store.get(id))?.history ?? [])).toBe(true);
  });

  test('are kept nowhere', async () => {
    const { id } = await actions.startActive();
    const { accessKeyId, secretAccessKey, sessionToken } = given(await actions.credentials(id));
    const stored = JSON.stringify(await running.store.get(id));
    for (const secret of [accessKeyId, secretAccessKey, sessionToken]) expect(stored).not.toContain(secret);
  });
});

describe('There are no credentials', () => {
  test('before the grant is active', async () => {
    const { id } = await actions.startPending();
    const result = await actions.credentials(id);
    expect(result).toMatchObject({
      __typename: 'GrantNotActive',
      code: 'GRANT_NOT_ACTIVE',
      grant: { status: 'PENDING' },
    });
    expect(result.message).toContain('PENDING');
  });

  test('of a grant that is none', async () => {
    expect(await actions.credentials('grant_0')).toMatchObject({
      __typename: 'GrantNotFound',
      code: 'GRANT_NOT_FOUND',
    });
  });

  test('once the customer took access back in AWS: ACCESS_REVOKED, and the grant is REVOKED for good', async () => {
    const { id } = await actions.startActive();
    await actions.act(id, 'revoke');
    const result = await actions.credentials(id);
    expect(result).toMatchObject({ __typename: 'AwsRefused', code: 'ACCESS_REVOKED', retryable: false });
    expect(await actions.read(id)).toMatchObject({ status: 'REVOKED', endedAt: expect.any(String) });
    expect(await actions.credentials(id)).toMatchObject({
      code: 'GRANT_NOT_ACTIVE',
      grant: { status: 'REVOKED' },
    });
    expect((await running.store.get(id))?.token).toBeUndefined();
  });

  test.each(['Throttling', 'ServiceUnavailable', 'InternalFailure'])(
    'while STS answers %s: AWS_UNAVAILABLE, and the grant stays',
    async (code) => {
      const { id } = await actions.startActive();
      await actions.fault({ action: EXCHANGE, code, times: 3 });
      const result = await actions.credentials(id);
      expect(result).toMatchObject({
        __typename: 'AwsUnavailable',
        code: 'AWS_UNAVAILABLE',
        retryable: true,
      });
      expect(typesOf(await actions.read(id))).not.toContain('CREDENTIALS_ISSUED');
      expect(given(await actions.credentials(id)).sessionToken).toBeTruthy();
    },
  );
});

describe('A token that AWS does not trade leaves the grant FAILED', () => {
  const refusals: [string, string][] = [
    ['AccessDenied', 'EXCHANGE_REFUSED'],
    ['RegionDisabledException', 'EXCHANGE_REFUSED'],
    ['ValidationError', 'EXCHANGE_TOKEN_INVALID'],
    ['ExpiredTradeInTokenException', 'EXCHANGE_TOKEN_EXPIRED'],
  ];
  test.each(refusals)('%s: %s', async (fault, code) => {
    const { id } = await actions.startPending();
    await actions.fault({ action: EXCHANGE, code: fault, times: 1 });
    await actions.approve(id);
    const { failure } = await actions.becomes(id, 'FAILED');
    expect(failure?.code).toBe(code);
    expect((await running.store.get(id))?.token).toBeUndefined();
  });

  test('access that AWS does not honour when it is tried: ACCESS_REVOKED', async () => {
    const { id } = await actions.startPending();
    await actions.fault({ action: 'GetCallerIdentity', code: 'InvalidClientTokenId', times: 1 });
    await actions.approve(id);
    expect((await actions.becomes(id, 'FAILED')).failure?.code).toBe('ACCESS_REVOKED');
  });
});

describe('A grant that is asked of one account', () => {
  test('never becomes another’s: ACCOUNT_MISMATCH', async () => {
    const { id } = await actions.startPending({ accountId: '111122223333' });
    await publishNotice(running, await actions.requestOf(id), {
      State: 'ASSIGNED',
      OwnerAccountId: '444455556666',
    });
    expect((await actions.becomes(id, 'FAILED')).failure?.code).toBe('ACCOUNT_MISMATCH');
    await actions.approve(id);
    await until(async () => typesOf(await actions.read(id)).includes('EXCHANGE_TOKEN_DISCARDED'));
    expect(await actions.read(id)).toMatchObject({ status: 'FAILED', assumedPrincipal: null });
  });
});
