import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSnsCertificates } from '../../gateway/aws/sns-certificate.ts';
import { createSigningKey } from '../../gateway/sandbox/signing-key.ts';
import { NOON } from './signed-envelope.ts';

const { certificate } = createSigningKey('sns.example');

/** A certificate with a key that is not RSA. */
const ELLIPTIC = `-----BEGIN CERTIFICATE-----
MIIBjDCCATGgAwIBAgIUUsn84IjeHDc9EGe0tEV8mH8D854wCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPbm90LXJzYS5leGFtcGxlMCAXDTI2MTEyMjE3NTQwOVoYDzIw
NTEwNzE0MTc1NDA5WjAaMRgwFgYDVQQDDA9ub3QtcnNhLmV4YW1wbGUwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAASoWejoKaDkAC+H1VeuCJq3+xp0QHtSAaeImIas
XFSPBdAFarKzIcKWKeSoLdecB8MalcP1F6xb3Nhfo2uRMsYko1MwUTAdBgNVHQ4E
FgQUygpQ717x57yHyxFBwO9SRfdlBhcwHwYDVR0jBBgwFoAUygpQ717x57yHyxFB
wO9SRfdlBhcwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEA6GNE
pFJwCBTAYnlGwOLpocvMlwh4xEo6p/Y7bx2UlqgCIQD6doi3+e9uUoZiXd+i8PVu
lgWdj3n4OXFz2GjPv0vnhQ==
-----END CERTIFICATE-----
`;

const AWS = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123.pem';

async function fetchCertificate(): Promise<string> {
  return certificate;
}

async function keyAt(address: string, certificateOrigins?: string[]) {
  return createSnsCertificates({ now: () => NOON, fetchCertificate, certificateOrigins }).publicKey(address);
}

describe('addresses of signing certificates', () => {
  test.each([
    AWS,
    'https://sns.eu-central-1.amazonaws.com/a.pem',
    'https://sns.cn-north-1.amazonaws.com.cn/a.pem',
    'https://sns.us-gov-west-1.amazonaws.com/a.pem',
  ])('%s is AWS’s', async (address) => {
    expect((await keyAt(address)).asymmetricKeyType).toBe('rsa');
  });

  test.each([
    '',
    'a.pem',
    'http://sns.us-east-1.amazonaws.com/a.pem',
    'ftp://sns.us-east-1.amazonaws.com/a.pem',
    'data:text/plain,a.pem',
    'https://sns.us-east-1.amazonaws.com.evil.example/a.pem',
    'https://evil.example/sns.us-east-1.amazonaws.com/a.pem',
    'https://evil-sns.us-east-1.amazonaws.com/a.pem',
    'https://s3.us-east-1.amazonaws.com/a.pem',
    'https://sns.us-east-1.s3.amazonaws.com/a.pem',
    'https://sns.x.amazonaws.com/a.pem',
    'https://sns.us-east-1.amazonaws.com:8443/a.pem',
    'https://sns.us-east-1.amazonaws.com:443/a.pem',
    'https://sns.us-east-1.amazonaws.com@evil.example/a.pem',
    'https://user:pass@sns.us-east-1.amazonaws.com/a.pem',
    'https://sns.us-east-1.amazonaws.com/a.pem?x=1',
    'https://sns.us-east-1.amazonaws.com/?a.pem',
    'https://sns.us-east-1.amazonaws.com/a.pem#b',
    'https://sns.us-east-1.amazonaws.com/#a.pem',
    'https://sns.us-east-1.amazonaws.com/a.pem/',
    'https://sns.us-east-1.amazonaws.com/a.PEM',
    'https://sns.us-east-1.amazonaws.com/a.txt',
    'https://sns.us-east-1.amazonaws.com/../a.pem',
    'https://SNS.us-east-1.amazonaws.com/a.pem',
    ' https://sns.us-east-1.amazonaws.com/a.pem',
    'https://sns.us-east-1.amazonaws.com\\@evil.example/a.pem',
    'https://sns.us-еast-1.amazonaws.com/a.pem',
    'http://127.0.0.1:4566/a.pem',
    'http://169.254.169.254/latest/a.pem',
  ])('%j is not', async (address) => {
    await expect(keyAt(address)).rejects.toMatchObject({ code: 'NOTIFICATION_CERTIFICATE_REFUSED' });
  });

  test('another origin is trusted only if it is named, to the letter', async () => {
    const origins = ['http://127.0.0.1:4566'];
    expect(await keyAt('http://127.0.0.1:4566/a.pem', origins)).toBeDefined();
    for (const address of [
      'http://127.0.0.1:4567/a.pem',
      'http://localhost:4566/a.pem',
      'https://127.0.0.1:4566/a.pem',
      'http://x@127.0.0.1:4566/a.pem',
      'http://127.0.0.1:4566/a.pem?x',
      'http://127.0.0.1:4566/a.txt',
    ])
      await expect(keyAt(address, origins)).rejects.toMatchObject({
        code: 'NOTIFICATION_CERTIFICATE_REFUSED',
      });
  });
});

describe('signing certificates themselves', () => {
  test.each([
    ['before its time', 'valid', Date.UTC(2019, 11, 31), certificate],
    ['after its time', 'valid', Date.UTC(2050, 0, 1), certificate],
    ['with a key that is not RSA', 'RSA', NOON, ELLIPTIC],
  ])('one is refused %s', async (_, why, instant, pem) => {
    const certificates = createSnsCertificates({ now: () => instant, fetchCertificate: async () => pem });
    await expect(certificates.publicKey(AWS)).rejects.toMatchObject({
      message: expect.stringContaining(why),
      code: 'NOTIFICATION_CERTIFICATE_REFUSED',
    });
  });

  test('one that was kept is refused once its time is over', async () => {
    let instant = NOON;
    const certificates = createSnsCertificates({
      now: () => instant,
      fetchCertificate,
    });
    await certificates.publicKey(AWS);
    instant = Date.UTC(2050, 0, 1);
    await expect(certificates.publicKey(AWS)).rejects.toMatchObject({
      code: 'NOTIFICATION_CERTIFICATE_REFUSED',
    });
  });
});

describe('fetching signing certificates', () => {
  const answers: Record<string, (response: ServerResponse) => void> = {
    '/good.pem': (response) => response.end(certificate),
    '/moved.pem': (response) => response.writeHead(302, { location: '/good.pem' }).end(),
    '/gone.pem': (response) => response.writeHead(404).end('Not here.'),
    '/broken.pem': (response) => response.writeHead(503).end('Later.'),
    '/empty.pem': (response) => response.writeHead(204).end(),
    '/page.pem': (response) => response.end('<!doctype html><title>Sign in to the Wi-Fi</title>'),
    '/endless.pem': (response) => response.end(certificate + ' '.repeat(70_000)),
    '/cut.pem': (response) =>
      response.writeHead(200, { 'content-length': '9999' }).write('x', () => response.destroy()),
    '/silent.pem': () => {},
  };
  let asked: string[] = [];
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    server = createServer((request: IncomingMessage, response) => {
      const path = request.url ?? '';
      asked.push(path);
      const answer = answers[path] ?? answers['/good.pem'];
      answer?.(response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    asked = [];
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const opened = () => createSnsCertificates({ now: () => NOON, certificateOrigins: [origin] });

  test('one fetch serves fifty who ask at once, and all who ask later', async () => {
    const certificates = opened();
    const keys = await Promise.all(
      Array.from({ length: 50 }, () => certificates.publicKey(`${origin}/good.pem`)),
    );
    expect(new Set(keys).size).toBe(1);
    expect(await certificates.publicKey(`${origin}/good.pem`)).toBe(keys[0]);
    expect(asked).toEqual(['/good.pem']);
  });

  test.each(['moved', 'gone', 'broken', 'empty', 'page', 'endless', 'cut'])(
    'what cannot be fetched now (%s) is no refusal, and is not kept',
    async (name) => {
      const certificates = opened();
      for (let times = 1; times <= 2; times++) {
        await expect(certificates.publicKey(`${origin}/${name}.pem`)).rejects.toMatchObject({
          code: 'AWS_UNAVAILABLE',
          cause: expect.any(Error),
        });
        expect(asked).toEqual(Array.from({ length: times }, () => `/${name}.pem`));
      }
    },
  );

  test('once the certificate is there again, so is the key', async () => {
    let isDown = true;
    const certificates = createSnsCertificates({
      now: () => NOON,
      fetchCertificate: (): Promise<string> => {
        if (isDown) throw new Error('The network is down.');
        return Promise.resolve(certificate);
      },
    });
    await expect(certificates.publicKey(AWS)).rejects.toMatchObject({ code: 'AWS_UNAVAILABLE' });
    isDown = false;
    expect(await certificates.publicKey(AWS)).toBeDefined();
  });

  test('who does not answer is given up after five seconds; nine at once are one too many', async () => {
    const certificates = opened();
    const begin = performance.now();
    const silent = certificates.publicKey(`${origin}/silent.pem`);
    const others = Array.from({ length: 7 }, (_, n) => certificates.publicKey(`${origin}/other-${n}.pem`));
    await expect(certificates.publicKey(`${origin}/good.pem`)).rejects.toMatchObject({
      code: 'AWS_UNAVAILABLE',
    });
    await Promise.all(others);
    expect(await certificates.publicKey(`${origin}/good.pem`)).toBeDefined();
    await expect(silent).rejects.toMatchObject({ code: 'AWS_UNAVAILABLE' });
    expect(performance.now() - begin).toBeGreaterThan(4_500);
    expect(performance.now() - begin).toBeLessThan(9_000);
  });

  test('keeps the newest thirty-two and no more', async () => {
    const certificates = opened();
    const addresses = Array.from({ length: 40 }, (_, n) => `${origin}/${n}.pem`);
    for (const address of addresses) await certificates.publicKey(address);
    for (const address of addresses.slice(8)) await certificates.publicKey(address);
    expect(asked).toHaveLength(40);
    await certificates.publicKey(`${origin}/0.pem`);
    expect(asked).toHaveLength(41);
  });
});
