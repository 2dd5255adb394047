import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { parseDelegationNotice } from '../aws/delegation-notice.ts';
import { parseStackRequest } from '../aws/stack-request.ts';
import type { SnsVerifier } from '../aws/sns-message.ts';
import { ERRORS, GatewayError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';

/** What `/sns` needs. */
export interface SnsParts {
  gateway: Gateway;
  verifier: SnsVerifier;
  /** Topics on which stacks report; AWS's own notices never come there. */
  stackTopicArns: readonly string[];
  log: Logger;
}

/** SNS sends at most 256 KiB, and a little around it. */
const BODY_LIMIT = 300_000;

/**
 * Serves `/sns`. What is verified is saved before it is answered with 200; a repeated message is 200 again; what may
 * succeed later is 5xx, so that SNS sends it again; what never will is 4xx, so that SNS puts it aside at once.
 */
export async function serveSns(app: FastifyInstance, parts: SnsParts): Promise<void> {
  await app.register(async (scope) => {
    // SNS says text/plain, or whatever the topic's delivery policy says: the text is what is signed.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.post('/sns', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      try {
        await receive(parts, String(request.body));
        return await reply.status(200).send();
      } catch (error) {
        const code = error instanceof GatewayError ? error.code : 'INTERNAL';
        parts.log.warn({ err: error, code, requestId: request.id }, 'SNS message not taken in');
        return reply.status(ERRORS[code].retryable ? 503 : ERRORS[code].status).send({ code });
      }
    });
  });
}

async function receive({ gateway, verifier, stackTopicArns, log }: SnsParts, body: string): Promise<void> {
  const message = await verifier.verify(body);
  if (message.type === 'Notification' && stackTopicArns.includes(message.topicArn))
    return gateway.receiveStackReport(message.messageId, parseStackRequest(message.message));
  if (message.type === 'Notification')
    return gateway.receiveNotice(message.messageId, parseDelegationNotice(message.message));
  if (message.type === 'SubscriptionConfirmation') {
    await gateway.confirmSubscription(message.topicArn, message.token);
    log.info({ topicArn: message.topicArn }, 'subscription confirmed');
    return;
  }
  log.warn(
    { topicArn: message.topicArn },
    'AWS says that the subscription has ended; no more notices will come',
  );
}
