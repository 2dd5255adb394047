import { describe, expect, test } from 'vitest';
import { isWithinReach, reachOf } from '../../gateway/observers/egress-guard.ts';
import { postWebhook } from '../../gateway/observers/post-webhook.ts';
import { webhookKey } from '../../gateway/observers/standard-webhooks.ts';

const post = (url: string, isProduction: boolean) =>
  postWebhook({ url: new URL(url), headers: {}, body: '{}', deadlineMs: 2000, isProduction });

describe('A webhook', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.100.100.200',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:10.0.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::a00:1',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
    '2002:a00:1::',
    'not an address',
  ])('never goes to %s in production', (address) => {
    expect(isWithinReach(address, 'PUBLIC')).toBe(false);
  });

  test.each(['1.1.1.1', '52.94.236.248', '172.32.0.1', '2600:1f18::1', '2a00:1450:4001::1'])(
    'may go to %s in production',
    (address) => {
      expect(isWithinReach(address, 'PUBLIC')).toBe(true);
    },
  );

  test.each([
    'http://partner.example/hook',
    'http://127.0.0.1/hook',
    'ftp://partner.example/',
    'https://a:b@partner.example/',
  ])('has no address like %s in production', (url) => {
    expect(() => reachOf(new URL(url), true)).toThrow(/WEBHOOK_URL cannot be/);
  });

  test.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::ffff:7f00:1]/',
  ])('is not sent to %s in production, whatever it is written like', async (url) => {
    await expect(post(url, true)).rejects.toThrow(/webhooks do not go to/);
  });

  test('is not sent to a name that leads to this machine in production', async () => {
    await expect(post('https://localhost/', true)).rejects.toThrow(
      'localhost leads to an address that webhooks do not go to.',
    );
  });

  test('goes by plain http to this machine alone, outside production', async () => {
    await expect(post('http://192.0.2.1/', false)).rejects.toThrow(/webhooks do not go to/);
  });

  test.each(['', 'whsec_', 'whsec_c2hvcnQ=', 'secret', `whsec_${'A'.repeat(100)}`])(
    'has no secret like %j',
    (secret) => {
      expect(() => webhookKey(secret)).toThrow(/A webhook secret is whsec_/);
    },
  );
});
