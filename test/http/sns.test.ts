import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgersKey } from '../../gateway/sandbox/sns-envelope.ts';
import { grantActions, typesOf } from './grant-actions.ts';
import { runGateway } from './running-gateway.ts';
import type { RunningGateway } from './running-gateway.ts';
import { signedMessage } from './signed-message.ts';

let running: RunningGateway;
let actions: ReturnType<typeof grantActions>;

beforeAll(async () => {
  running = await runGateway();
  actions = grantActions(running);
});
afterAll(() => running.stop());

async function post(body: unknown, contentType = 'text/plain; charset=UTF-8') {
  const response = await fetch(`${running.url}/sns`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, code: text ? (JSON.parse(text) as { code?: string }).code : undefined };
}

function noticeOf(id: string, fields: object = {}): string {
  const UpdatedAt = new Date(running.sandbox.now()).toISOString();
  const notice = {
    Type: 'StateChange',
    RequestId: 'dr-1',
    RequestorWorkflowId: `${id}.1`,
    State: 'ASSIGNED',
    UpdatedAt,
  };
  return JSON.stringify({ ...notice, ...fields });
}

async function pending(): Promise<string> {
  return (await actions.startPending()).id;
}

describe('A notice that AWS signed', () => {
  test('is saved before it is answered with 200', async () => {
    const id = await pending();
    expect(await post(signedMessage(running, { Message: noticeOf(id) }))).toEqual({
      status: 200,
      code: undefined,
    });
    expect((await actions.read(id)).delegationRequest?.state).toBe('ASSIGNED');
  });

  test('is answered with 200 again when it is repeated, and changes nothing', async () => {
    const id = await pending();
    const message = signedMessage(running, { Message: noticeOf(id, { State: 'SOMETHING_NEW' }) });
    const answers = await Promise.all([post(message), post(message), post(message)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const types = typesOf(await actions.read(id));
    expect(types.filter((it) => it === 'UNKNOWN_STATE_REPORTED')).toHaveLength(1);
  });

  test.each([
    'application/json',
    'application/x-www-form-urlencoded',
    'text/html',
    'application/octet-stream',
    'x/y',
  ])('is read when it comes as %s', async (contentType) => {
    const id = await pending();
    expect((await post(signedMessage(running, { Message: noticeOf(id) }), contentType)).status).toBe(200);
    expect((await actions.read(id)).delegationRequest?.state).toBe('ASSIGNED');
  });

  test.each(['grant_00000000000000000000000000.1', 'somebody-elses-workflow', 'grant_x.1'])(
    'about the request %s, which is none of ours, is 404: SNS puts it aside',
    async (RequestorWorkflowId) => {
      const answer = await post(signedMessage(running, { Message: noticeOf('x', { RequestorWorkflowId }) }));
      expect(answer).toEqual({ status: 404, code: 'NOTIFICATION_GRANT_UNKNOWN' });
    },
  );

  test('about nothing that we know is 400', async () => {
    for (const Message of [
      'Hello',
      '{}',
      '[]',
      'null',
      noticeOf('x', { Type: 'Surprise' }),
      noticeOf('x', { UpdatedAt: 'now' }),
    ])
      expect(await post(signedMessage(running, { Message }))).toEqual({
        status: 400,
        code: 'NOTIFICATION_INVALID',
      });
  });
});

describe('A notice is refused with 403 when', () => {
  test('its signature is another message’s', async () => {
    const id = await pending();
    const message = signedMessage(running, { Message: noticeOf(id) });
    const forged = { ...message, Message: noticeOf(id, { State: 'REJECTED' }) };
    expect(await post(forged)).toEqual({ status: 403, code: 'NOTIFICATION_UNSIGNED' });
    expect((await actions.read(id)).status).toBe('PENDING');
  });

  test('a stranger’s certificate vouches for it', async () => {
    const certificateOrigin = running.sandbox.url.replace('127.0.0.1', 'localhost');
    const Message = noticeOf(await pending());
    const forged = signedMessage(running, { Message }, { key: forgersKey(), certificateOrigin });
    expect(await post(forged)).toEqual({ status: 403, code: 'NOTIFICATION_CERTIFICATE_REFUSED' });
  });

  test('its certificate is at an address that only looks like AWS’s', async () => {
    const Message = noticeOf(await pending());
    for (const origin of [
      'https://sns.us-east-1.amazonaws.com.evil.example',
      'http://sns.us-east-1.amazonaws.com',
      'https://sns.us-east-1.amazonaws.com@evil.example',
      'https://evil.example/sns.us-east-1.amazonaws.com',
    ]) {
      const forged = signedMessage(running, { Message }, { certificateOrigin: origin });
      expect((await post(forged)).code).toBe('NOTIFICATION_CERTIFICATE_REFUSED');
    }
  });

  test('it is of another topic', async () => {
    const TopicArn = `${running.topicArn}-other`;
    const message = signedMessage(running, { Message: noticeOf(await pending()), TopicArn });
    expect(await post(message)).toEqual({ status: 403, code: 'NOTIFICATION_TOPIC_REFUSED' });
  });
});

describe('What is no message of SNS', () => {
  test.each(['', 'x', '{}', '[]', '"x"', 'null', '{"Type":"Notification"}', '\u0000'])(
    'is 400: %j',
    async (body) => {
      expect(await post(body)).toEqual({ status: 400, code: 'NOTIFICATION_INVALID' });
    },
  );

  test('is refused unread when it is larger than SNS ever sends', async () => {
    expect((await post('x'.repeat(290_000))).status).toBe(400);
    expect((await post('x'.repeat(310_000))).status).toBe(413);
  });

  test('cannot be asked for', async () => {
    expect((await fetch(`${running.url}/sns`)).status).toBe(404);
  });
});

describe('A subscription', () => {
  const confirmation = {
    Type: 'SubscriptionConfirmation',
    Message: 'You have chosen …',
    Token: 'f00',
    SubscribeURL: 'http://x.example/',
  };

  test('of another topic is not confirmed', async () => {
    const before = await actions.calls('ConfirmSubscription');
    const message = signedMessage(running, { ...confirmation, TopicArn: `${running.topicArn}-other` });
    expect(await post(message)).toEqual({ status: 403, code: 'NOTIFICATION_TOPIC_REFUSED' });
    expect(await actions.calls('ConfirmSubscription')).toBe(before);
  });

  test('of our topic is confirmed by AWS’s API and never by following its link', async () => {
    const before = await actions.calls('ConfirmSubscription');
    const answer = await post(signedMessage(running, confirmation));
    expect(await actions.calls('ConfirmSubscription')).toBe(before + 1);
    expect(answer).toEqual({ status: 502, code: 'AWS_REFUSED' });
  });
});

describe('SNS is asked to send again (5xx) when', () => {
  test('the certificate cannot be fetched now', async () => {
    const key = { ...forgersKey(), fileName: 'SimpleNotificationService-none.pem' };
    const message = signedMessage(running, { Message: noticeOf(await pending()) }, { key });
    expect(await post(message)).toEqual({ status: 503, code: 'AWS_UNAVAILABLE' });
  });

  test.each([-76 * 60, 6 * 60])(
    'it was signed %i seconds from now, for our clock may be wrong',
    async (seconds) => {
      const Timestamp = new Date(running.sandbox.now() + seconds * 1000).toISOString();
      const message = signedMessage(running, { Message: noticeOf(await pending()), Timestamp });
      expect(await post(message)).toEqual({ status: 503, code: 'NOTIFICATION_STALE' });
    },
  );

  test('the store does not take it', async () => {
    const id = await pending();
    await running.store.close();
    expect(await post(signedMessage(running, { Message: noticeOf(id) }))).toEqual({
      status: 503,
      code: 'STORE_UNAVAILABLE',
    });
    const ready = await fetch(`${running.url}/readyz`);
    expect(ready.status).toBe(503);
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
  });
});
