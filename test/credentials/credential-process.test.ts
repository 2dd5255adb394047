import { afterEach, describe, expect, test } from 'vitest';
import { credentialProcess } from '../../gateway/credentials/credential-process.ts';
import { credentialsAnswer, failureAnswer, startAnswering } from './answering-gateway.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
let gateway: Awaited<ReturnType<typeof startAnswering>> | undefined;

afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});

async function run(args: string[], environment: Record<string, string>) {
  let [stdout, stderr] = ['', ''];
  const output = { stdout: (text: string) => (stdout += text), stderr: (text: string) => (stderr += text) };
  const code = await credentialProcess(args, environment, output);
  return { code, stdout, stderr };
}

const settings = (url = '') => ({
  CONNECT_WITH_AWS_GATEWAY: url,
  CONNECT_WITH_AWS_PARTNER_KEY: 'cwa_sk_test_key',
});

describe('connect-with-aws credentials', () => {
  test('prints what credential_process wants', async () => {
    gateway = await startAnswering((nth) => credentialsAnswer(nth, NOON));
    const { code, stdout, stderr } = await run(['grant_1'], settings(gateway.url));
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({
      Version: 1,
      AccessKeyId: 'ASIA0000000000000001',
      SecretAccessKey: 'secret-1',
      SessionToken: 'session-1',
      Expiration: '2026-11-22T12:00:00.000Z',
    });
  });

  test('says on standard error why there are none', async () => {
    gateway = await startAnswering(() => failureAnswer('GRANT_NOT_ACTIVE', false));
    expect(await run(['grant_1'], settings(gateway.url))).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'connect-with-aws: GRANT_NOT_ACTIVE: It is GRANT_NOT_ACTIVE. See https://connect.acme.example/docs/errors#GRANT_NOT_ACTIVE\n',
    });
  });

  test('names all that is missing', async () => {
    const { code, stderr } = await run([], {});
    expect(code).toBe(1);
    for (const name of ['grant’s id', 'CONNECT_WITH_AWS_GATEWAY', 'CONNECT_WITH_AWS_PARTNER_KEY'])
      expect(stderr).toContain(name);
  });

  test('never prints the partner key, not even when nobody is there', async () => {
    const { code, stdout, stderr } = await run(['grant_1'], settings('http://127.0.0.1:9'));
    expect(code).toBe(1);
    expect(stdout + stderr).not.toContain('cwa_sk_');
    expect(stderr).toContain('GATEWAY_UNREACHABLE');
  });
});
