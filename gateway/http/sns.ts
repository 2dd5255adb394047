import type { FastifyInstance } from 'fastify';
import { asGatewayError, ERRORS } from '../errors.ts';
import { takeIn } from '../take-in.ts';
import type { TakeInParts } from '../take-in.ts';

/** SNS sends at most 256 KiB, and a little around it. */
const BODY_LIMIT = 300_000;

/**
 * Serves `/sns`. What is verified is saved before it is answered with 200; a repeated message is 200 again; what may
 * succeed later is 5xx, so that SNS sends it again; what never will is 4xx, so that SNS puts it aside at once.
 */
export async function serveSns(app: FastifyInstance, parts: TakeInParts): Promise<void> {
  await app.register(async (scope) => {
    // SNS says text/plain, or whatever the topic's delivery policy says: the text is what is signed.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.post('/sns', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      try {
        await takeIn(parts, String(request.body));
        return await reply.status(200).send();
      } catch (error) {
        const { code } = asGatewayError(error);
        parts.log.warn({ err: error, code, requestId: request.id }, 'SNS message not taken in');
        return reply.status(ERRORS[code].retryable ? 503 : ERRORS[code].status).send({ code });
      }
    });
  });
}
