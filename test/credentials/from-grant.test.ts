import { STSClient } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, test } from 'vitest';
import { fromGrant, GrantCredentialsError } from '../../gateway/credentials/from-grant.ts';
import { credentialsAnswer, failureAnswer, startAnswering } from './answering-gateway.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

let gateway: Awaited<ReturnType<typeof startAnswering>>;
let clock = NOON;

afterEach(() => gateway.stop());

async function provider(answer: (nth: number) => object | string) {
  gateway = await startAnswering(answer);
  clock = NOON;
  return fromGrant({
    gateway: `${gateway.url}/`,
    partnerKey: 'cwa_sk_test_key',
    grantId: 'grant_1',
    now: () => clock,
  });
}

describe('fromGrant', () => {
  test('asks the gateway with the partner key, and gives what the SDK takes', async () => {
    const credentials = await provider((nth) => credentialsAnswer(nth, NOON + HOUR));
    const client = new STSClient({ region: 'us-east-1', credentials });
    expect(await client.config.credentials()).toMatchObject({
      accessKeyId: 'ASIA0000000000000001',
      secretAccessKey: 'secret-1',
      sessionToken: 'session-1',
      expiration: new Date(NOON + HOUR),
    });
    expect(gateway.asked).toEqual([
      { path: '/graphql', authorization: 'Bearer cwa_sk_test_key', grantId: 'grant_1' },
    ]);
  });

  test('asks once for all who wait, and again five minutes before the end', async () => {
    const credentials = await provider((nth) => credentialsAnswer(nth, NOON + nth * HOUR));
    await Promise.all([credentials(), credentials(), credentials()]);
    clock = NOON + HOUR - 301_000;
    expect((await credentials()).accessKeyId).toMatch(/1$/);
    expect(gateway.asked).toHaveLength(1);
    clock = NOON + HOUR - 299_000;
    expect((await credentials()).accessKeyId).toMatch(/2$/);
    expect(gateway.asked).toHaveLength(2);
  });

  test('asks seldom in the last minutes of a grant whose credentials all end together', async () => {
    const credentials = await provider((nth) => credentialsAnswer(nth, NOON + HOUR));
    await credentials();
    clock = NOON + HOUR - 120_000;
    for (let calls = 0; calls < 10; calls++) await credentials();
    expect(gateway.asked).toHaveLength(2);
    clock += 31_000;
    await credentials();
    expect(gateway.asked).toHaveLength(3);
  });

  test('asks at once when the SDK wants others', async () => {
    const credentials = await provider((nth) => credentialsAnswer(nth, NOON + HOUR));
    await credentials();
    expect((await credentials({ forceRefresh: true })).accessKeyId).toMatch(/2$/);
  });

  test('goes on with what it has while the gateway is away, but not past its end', async () => {
    const credentials = await provider((nth) =>
      nth === 1 ? credentialsAnswer(1, NOON + HOUR) : failureAnswer('AWS_UNAVAILABLE', true),
    );
    await credentials();
    clock = NOON + HOUR - 60_000;
    expect((await credentials()).accessKeyId).toMatch(/1$/);
    clock = NOON + HOUR;
    await expect(credentials()).rejects.toMatchObject({ code: 'AWS_UNAVAILABLE', retryable: true });
  });

  test('fails at once when the grant is over, though there were minutes left', async () => {
    const credentials = await provider((nth) =>
      nth === 1 ? credentialsAnswer(1, NOON + HOUR) : failureAnswer('ACCESS_REVOKED', false),
    );
    await credentials();
    clock = NOON + HOUR - 60_000;
    const error = await credentials().catch((it: unknown) => it);
    expect(error).toBeInstanceOf(GrantCredentialsError);
    expect(error).toMatchObject({
      code: 'ACCESS_REVOKED',
      message: 'It is ACCESS_REVOKED.',
      retryable: false,
      docsUrl: 'https://connect.acme.example/docs/errors#ACCESS_REVOKED',
      tryNextLink: false,
    });
  });

  test('tells what GraphQL itself refuses', async () => {
    const errors = [{ message: 'Later.', extensions: { code: 'STORE_UNAVAILABLE', retryable: true } }];
    const credentials = await provider(() => ({ errors }));
    await expect(credentials()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
  });

  test.each(['<html>', '{}', '{"data":null}'])('knows that %s is no gateway', async (text) => {
    const credentials = await provider(() => text);
    await expect(credentials()).rejects.toMatchObject({ code: 'GATEWAY_UNREACHABLE', retryable: true });
  });

  test('asks anew after a failure', async () => {
    const credentials = await provider((nth) =>
      nth === 1 ? failureAnswer('AWS_UNAVAILABLE', true) : credentialsAnswer(nth, NOON + HOUR),
    );
    await expect(credentials()).rejects.toThrow('It is AWS_UNAVAILABLE.');
    expect((await credentials()).accessKeyId).toMatch(/2$/);
  });
});
