import { SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, test } from 'vitest';
import { grantActions, typesOf } from '../http/grant-actions.ts';
import { publishNotice } from '../http/publish-notice.ts';
import { runGateway, until } from '../http/running-gateway.ts';
import type { RunningGateway } from '../http/running-gateway.ts';

/** A gateway and what is done to its grants. */
interface Scene {
  running: RunningGateway;
  actions: ReturnType<typeof grantActions>;
}

/** Runs a test with a gateway of its own, beside the others: most of their time is waiting. */
async function alone(run: (scene: Scene) => Promise<void>): Promise<void> {
  const running = await runGateway();
  await run({ running, actions: grantActions(running) }).finally(() => running.stop());
}

const HOUR = 3600;
const DAY = 24 * HOUR;

/** From here on AWS's notices are lost: the topic lets nobody publish. */
async function loseNotices(running: RunningGateway): Promise<void> {
  const client = new SNSClient(running.sdk);
  const attribute = { AttributeName: 'Policy', AttributeValue: '{"Statement":[]}' };
  await client.send(new SetTopicAttributesCommand({ TopicArn: running.topicArn, ...attribute }));
  client.destroy();
}

describe.concurrent('A request that nobody claims', () => {
  test('lapses after a day, when AWS says so', () =>
    alone(async ({ actions }) => {
      const { id, pendingUntil } = await actions.startPending();
      await actions.travel(DAY - 60);
      expect((await actions.read(id)).status).toBe('PENDING');
      await actions.travel(61);
      const grant = await actions.becomes(id, 'EXPIRED');
      expect(grant).toMatchObject({
        pendingUntil: null,
        delegationRequest: { state: 'EXPIRED', consoleDeepLink: null },
      });
      expect(Date.parse(grant.endedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(pendingUntil ?? ''));
    }));

  test('lapses by the gateway’s own clock where AWS’s word is lost, an hour later', () =>
    alone(async ({ running, actions }) => {
      const { id } = await actions.startPending();
      await loseNotices(running);
      await actions.travel(DAY + HOUR - 60);
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect((await actions.read(id)).status).toBe('PENDING');
      await actions.travel(61);
      expect(typesOf(await actions.becomes(id, 'EXPIRED')).at(-1)).toBe('GRANT_EXPIRED');
    }));
});

describe.concurrent('A request that somebody claimed', () => {
  test('lapses after seven days, when AWS says so', () =>
    alone(async ({ actions }) => {
      const { id } = await actions.startPending();
      await actions.act(id, 'claim', 'DANA');
      await until(async () => (await actions.read(id)).delegationRequest?.state === 'ASSIGNED');
      await actions.travel(7 * DAY - 60);
      expect((await actions.read(id)).status).toBe('PENDING');
      await actions.travel(61);
      await actions.becomes(id, 'EXPIRED');
    }));

  test('lapses by the gateway’s own clock where AWS’s word is lost', () =>
    alone(async ({ running, actions }) => {
      const { id } = await actions.startPending();
      await actions.act(id, 'claim', 'DANA');
      await until(async () => (await actions.read(id)).delegationRequest?.state === 'ASSIGNED');
      await loseNotices(running);
      await actions.travel(DAY + 2 * HOUR);
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect((await actions.read(id)).status).toBe('PENDING');
      await actions.travel(6 * DAY);
      await actions.becomes(id, 'EXPIRED');
    }));
});

describe.concurrent('An active grant', () => {
  test('has EXPIRED at its end, by itself, and keeps no token', () =>
    alone(async ({ running, actions }) => {
      const { id, expiresAt } = await actions.startActive();
      expect(Date.parse(expiresAt ?? '') - running.sandbox.now()).toBeGreaterThan(3.9 * HOUR * 1000);
      await actions.travel(4 * HOUR - 60);
      expect((await actions.read(id)).status).toBe('ACTIVE');
      await actions.travel(61);
      expect(await actions.credentials(id)).toMatchObject({ __typename: 'GrantNotActive' });
      await actions.becomes(id, 'EXPIRED');
      expect((await running.store.get(id))?.token).toBeUndefined();
      expect(await actions.credentials(id)).toMatchObject({
        code: 'GRANT_NOT_ACTIVE',
        grant: { status: 'EXPIRED' },
      });
    }));

  test('does not end when AWS lets its finished request lapse', () =>
    alone(async ({ running, actions }) => {
      const { id } = await actions.startActive({ pathId: 'extended-trial' });
      await publishNotice(running, await actions.requestOf(id), { State: 'EXPIRED' });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect((await actions.read(id)).status).toBe('ACTIVE');
    }));
});

describe.concurrent('A token that was released and does not come', () => {
  test('has FAILED with EXCHANGE_TOKEN_MISSING after a quarter of an hour; if it comes late and alive it still connects', () =>
    alone(async ({ running, actions }) => {
      const { id } = await actions.startPending();
      await publishNotice(running, await actions.requestOf(id), { State: 'FINALIZED' });
      await until(async () => (await actions.read(id)).delegationRequest?.state === 'FINALIZED');
      await actions.travel(15 * 60 + 1);
      const failed = await actions.becomes(id, 'FAILED');
      expect(failed.failure?.code).toBe('EXCHANGE_TOKEN_MISSING');
      await actions.approve(id);
      const late = await actions.becomes(id, 'ACTIVE');
      expect(late).toMatchObject({ failure: null, endedAt: null, accountId: '111122223333' });
    }));

  test('whose time is over before it could be traded has FAILED with EXCHANGE_TOKEN_EXPIRED', () =>
    alone(async ({ actions }) => {
      const { id } = await actions.startPending();
      await actions.fault({
        action: 'GetDelegatedAccessToken',
        code: 'ServiceUnavailable',
        times: 1_000_000,
      });
      await actions.approve(id);
      await until(async () => typesOf(await actions.read(id)).includes('EXCHANGE_RETRIED'));
      await actions.travel(4 * HOUR + 1);
      expect((await actions.becomes(id, 'FAILED')).failure?.code).toBe('EXCHANGE_TOKEN_EXPIRED');
    }));
});

describe.concurrent('A token that nobody can have waited for', () => {
  test('is thrown away when it arrives after its end', () =>
    alone(async ({ running, actions }) => {
      const { id } = await actions.startPending();
      const now = running.sandbox.now();
      const ExpiresAt = new Date(now - 1000).toISOString();
      const notice = { Type: 'ExchangeToken', State: 'FINALIZED', ExchangeToken: 'too-late', ExpiresAt };
      await publishNotice(running, await actions.requestOf(id), notice);
      await until(async () => typesOf(await actions.read(id)).includes('EXCHANGE_TOKEN_DISCARDED'));
      expect((await running.store.get(id))?.token).toBeUndefined();
    }));
});
