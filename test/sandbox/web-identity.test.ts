import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateOpenIDConnectProviderCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alex, failure, startScene, type Scene } from './scene.ts';

let scene: Scene;
let issuer: Awaited<ReturnType<typeof startIssuer>>;
const RoleArn = 'arn:aws:iam::111122223333:role/by-token';

beforeAll(async () => {
  scene = await startScene();
  issuer = await startIssuer();
  const { iam } = scene.as(alex);
  const provider = { Url: issuer.url, ClientIDList: ['sts.amazonaws.com'] };
  const { OpenIDConnectProviderArn: Federated } = await iam.send(
    new CreateOpenIDConnectProviderCommand(provider),
  );
  const host = issuer.url.replace('http://', '');
  const trust = {
    Statement: {
      Effect: 'Allow',
      Principal: { Federated },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { [`${host}:sub`]: 'grant-1', [`${host}:aud`]: 'sts.amazonaws.com' } },
    },
  };
  const AssumeRolePolicyDocument = JSON.stringify(trust);
  await iam.send(new CreateRoleCommand({ RoleName: 'by-token', AssumeRolePolicyDocument }));
});
afterAll(async () => {
  await issuer.stop();
  await scene.stop();
});

/** An issuer of tokens, with the key it publishes and one it does not. */
async function startIssuer() {
  const [own, foreign] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
  const keys = [{ ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256' }];
  const server = createServer((request, response) => {
    const pages: Record<string, unknown> = {
      '/oidc/.well-known/openid-configuration': { issuer: url, jwks_uri: `${url}/jwks` },
      '/oidc/jwks': { keys },
    };
    const page = pages[request.url ?? ''];
    response.writeHead(page ? 200 : 404).end(JSON.stringify(page ?? {}));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/oidc`;
  return {
    url,
    own: own.privateKey,
    foreign: foreign.privateKey,
    stop: () => new Promise((done) => server.close(done)),
  };
}

interface Token {
  sub?: string;
  aud?: string;
  iss?: string;
  key?: CryptoKey;
  seconds?: number;
}

function tokenOf({
  sub = 'grant-1',
  aud = 'sts.amazonaws.com',
  iss = issuer.url,
  key = issuer.own,
  seconds = 300,
}: Token) {
  const now = Math.floor(scene.sandbox.now() / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: 'RS256', kid: 'one' })
    .setSubject(sub)
    .setAudience(aud)
    .setIssuer(iss)
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .sign(key);
}

async function assume(token: Token = {}, input: { RoleArn?: string; DurationSeconds?: number } = {}) {
  // No credentials at all: whoever holds the token needs no signature.
  const sts = new STSClient({ endpoint: scene.url, region: 'eu-west-1', maxAttempts: 1 });
  const WebIdentityToken = await tokenOf(token);
  const command = { RoleArn, RoleSessionName: 'acme', WebIdentityToken, ...input };
  return sts.send(new AssumeRoleWithWebIdentityCommand(command));
}

test('a good token opens a session, without any AWS credentials', async () => {
  const answer = await assume();
  expect(answer).toMatchObject({
    SubjectFromWebIdentityToken: 'grant-1',
    Audience: 'sts.amazonaws.com',
    AssumedRoleUser: { Arn: 'arn:aws:sts::111122223333:assumed-role/by-token/acme' },
  });
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = answer.Credentials ?? {};
  const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  const identity = await scene.withKeys(keys).sts.send(new GetCallerIdentityCommand({}));
  expect(identity.Account).toBe('111122223333');
});

test('a token for another subject is refused by the trust policy', async () => {
  expect(await failure(assume({ sub: 'grant-2' }))).toBe('AccessDenied');
});

test('a token for another audience, by another issuer, or signed by another key is no token', async () => {
  expect(await failure(assume({ aud: 'another' }))).toBe('InvalidIdentityToken');
  expect(await failure(assume({ iss: 'https://id.other.example' }))).toBe('InvalidIdentityToken');
  expect(await failure(assume({ key: issuer.foreign }))).toBe('InvalidIdentityToken');
});

test('a token that ran out is refused as such, by the clock of the sandbox', async () => {
  expect(await failure(assume({ seconds: -1 }))).toBe('ExpiredTokenException');
});

test('a role that is not there is refused, and so is a session of a day', async () => {
  expect(await failure(assume({}, { RoleArn: `${RoleArn}-not` }))).toBe('AccessDenied');
  expect(await failure(assume({}, { DurationSeconds: 3601 }))).toBe('ValidationError');
});

test('an issuer that does not answer cannot be asked', async () => {
  const Url = 'http://127.0.0.1:9/nobody';
  await scene
    .as(alex)
    .iam.send(new CreateOpenIDConnectProviderCommand({ Url, ClientIDList: ['sts.amazonaws.com'] }));
  expect(await failure(assume({ iss: Url }))).toBe('IDPCommunicationError');
});
