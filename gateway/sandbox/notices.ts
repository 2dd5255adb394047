import type { DelegationRequest, NoticeEntry } from './books.ts';
import { noticeHabits, type Notice } from './notice-habits.ts';
import { scriptFor } from './scripted-customers.ts';
import { publish } from './sns-delivery.ts';
import { allowsDelegationNotices } from './sns-topic-policy.ts';
import type { NoticeQueue, World } from './world.ts';

/**
 * Tells the partner through its topic what became of a request; resolves when SNS has attempted it once.
 * A topic that is gone, is another account's or does not let IAM publish gets nothing, as in AWS.
 */
export function announce(world: World, request: DelegationRequest, type: Notice['type']): Promise<void> {
  const notice: Notice = { type, body: bodyOf(request, type) };
  const entry: NoticeEntry = { type, state: request.state, at: request.updatedAt };
  request.notices.push(entry);
  world.books.changed();
  const queue = queueOf(world, request.id);
  const habit = noticeHabits[scriptFor(request)?.notices ?? 'plain'];
  const turn = queue.tail.then(() =>
    habit(notice, { send: (one) => send(world, request, one), held: queue.held, world }),
  );
  queue.tail = turn.catch(() => undefined);
  return queue.tail;
}

function bodyOf(request: DelegationRequest, type: Notice['type']): Notice['body'] {
  const { exchangeToken, tokenExpiresAt } = request;
  const token = { ExchangeToken: exchangeToken, ExpiresAt: isoTime(tokenExpiresAt) };
  return {
    RequestorWorkflowId: request.workflowId,
    Type: type,
    RequestId: request.id,
    State: request.state,
    OwnerAccountId: request.ownerAccountId,
    UpdatedAt: isoTime(request.updatedAt),
    ...(type === 'ExchangeToken' ? token : {}),
  };
}

function isoTime(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

function queueOf(world: World, requestId: string): NoticeQueue {
  const queue = world.noticeQueues.get(requestId) ?? { tail: Promise.resolve(), held: [] };
  world.noticeQueues.set(requestId, queue);
  return queue;
}

async function send(world: World, request: DelegationRequest, notice: Notice): Promise<void> {
  const { topics } = world.books.pages;
  const topic = topics[request.notificationChannel];
  if (!topic || topic.accountId !== request.partnerAccountId || !allowsDelegationNotices(topic)) return;
  const { messageId, forgery } = notice;
  await publish(world, topic, { message: JSON.stringify(notice.body), messageId, forgery }).attempted;
}
