import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantActions, typesOf } from './grant-actions.ts';
import { openSocket } from './open-socket.ts';
import { runGateway, until } from './running-gateway.ts';
import type { RunningGateway } from './running-gateway.ts';
import { signedMessage } from './signed-message.ts';
import { trustedId } from './trusted-id.ts';

let running: RunningGateway;
let sessionToken: string;
let told = '';

/** Secrets of the whole run, each with what it is. */
async function secrets(): Promise<[string, string][]> {
  const { secrets: awsSecrets } = (await running.control('secrets')) as { secrets: string[] };
  return [
    ...awsSecrets.map((it): [string, string] => ['a secret of AWS’s', it]),
    ['a partner key', running.partnerKey],
    ['a partner key', running.nextPartnerKey],
    ['a session token', sessionToken],
    ['a wrapping key', Buffer.alloc(32, 9).toString('base64')],
  ];
}

beforeAll(async () => {
  running = await runGateway();
  const actions = grantActions(running);
  sessionToken = await actions.mint('nimbus');
  await browse(actions, await liveThrough(actions));
  await trouble(actions);
});
afterAll(() => running.stop());

type Actions = ReturnType<typeof grantActions>;

/** A grant from its start to credentials, with a retried exchange in between. */
async function liveThrough(actions: Actions): Promise<string> {
  const { id } = await actions.startPending({ customerId: 'nimbus' });
  await actions.fault({ action: 'GetDelegatedAccessToken', code: 'ServiceUnavailable', times: 3 });
  await actions.approve(id);
  await actions.becomes(id, 'ACTIVE');
  expect(typesOf(await actions.read(id))).toContain('EXCHANGE_RETRIED');
  expect((await actions.credentials(id)).credentials).toBeTruthy();
  return id;
}

/** All that a browser can be told of it. */
async function browse(actions: Actions, id: string): Promise<void> {
  const socket = openSocket(running, { sessionToken });
  const pushed = await socket.take(1, { documentId: trustedId('GrantUpdated'), variables: { id, after: 0 } });
  await socket.close();
  const session = await running.asBrowser(sessionToken, { documentId: trustedId('Session') });
  const status = await running.asBrowser(sessionToken, {
    documentId: trustedId('GrantStatus'),
    variables: { id },
  });
  expect(session.data?.['session']).toMatchObject({ grant: { id } });
  told = JSON.stringify([
    pushed,
    session,
    status,
    await running.asPartner('{ grants(first: 100) { edges { node { id } } } }'),
  ]);
  await actions.cancel(id);
}

/** What goes wrong is logged most; so it all goes wrong, with the secrets at hand. */
async function trouble(actions: Actions): Promise<void> {
  const { id } = await actions.startPending();
  await actions.fault({ action: 'GetDelegatedAccessToken', code: 'ValidationError', times: 1 });
  await actions.approve(id);
  await actions.becomes(id, 'FAILED');
  await running.asBrowser(sessionToken, { documentId: 'none' });
  await running.asBrowser(sessionToken, { documentId: trustedId('Session') }, 'https://evil.example');
  await running.asPartner(`{ paths(key: "${running.partnerKey}") { id } }`);
  const { secrets: all } = (await running.control('secrets')) as { secrets: string[] };
  const Message = JSON.stringify({ Type: 'ExchangeToken', ExchangeToken: all.at(-1) });
  for (const body of [
    JSON.stringify(signedMessage(running, { Message })),
    `{"Message":${JSON.stringify(Message)}`,
    Message,
  ])
    await fetch(`${running.url}/sns`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body });
  const socket = openSocket(running, { sessionToken: `${sessionToken}x`, partnerKey: running.partnerKey });
  await socket.take(1, { documentId: 'none' }).catch(() => undefined);
  await until(() => running.logged.some((it) => it.includes('socket not admitted')));
}

describe('After a grant’s whole life, and all that can go wrong in it,', () => {
  test('there are secrets to look for, and the log and the store have something to say', async () => {
    expect((await secrets()).length).toBeGreaterThan(10);
    expect(running.logged.length).toBeGreaterThan(10);
    expect(storeText()).toContain('GRANT_ACTIVATED');
    expect(storeText()).toContain('sealed');
  });

  test('a secret is found where there is one', async () => {
    expect(await secretsIn(`before ${sessionToken} after`)).toEqual(['a session token']);
  });

  test('no secret is in the log', async () => {
    expect(await secretsIn(running.logged.join('\n'))).toEqual([]);
  });

  test('no secret is in the store’s files', async () => {
    expect(await secretsIn(storeText())).toEqual([]);
  });

  test('no secret was told to a browser', async () => {
    expect(told).toContain('GRANT_ACTIVATED');
    expect(await secretsIn(told)).toEqual([]);
    expect(told).not.toMatch(/assumedPrincipal|externalId|"sealed"/);
  });
});

/** What the secrets are that stand in a text, as they are or in base64. */
async function secretsIn(text: string): Promise<string[]> {
  const found = (await secrets()).filter(([, it]) => text.includes(it) || text.includes(inBase64(it)));
  return found.map(([what]) => what);
}

function inBase64(text: string): string {
  return Buffer.from(text).toString('base64').replace(/=+$/, '');
}

/** Every byte that is on disk, the write-ahead log included. */
function storeText(): string {
  return readdirSync(running.folder)
    .map((name) => readFileSync(join(running.folder, name), 'latin1'))
    .join('\n');
}
