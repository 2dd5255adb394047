import { timingSafeEqual } from 'node:crypto';
import { textReply, type Reply } from '../reply.ts';
import type { ReceivedRequest } from '../signature-v4.ts';
import type { World } from '../world.ts';
import { proceed } from './stack-engine.ts';
import type { CustomResourceRequest, Stack } from './stack.ts';

/** Where custom resources put their answers; a request's id follows. */
export const answerPath = '/cloudformation-custom-resource-response/';

const maxBytes = 4_096;

/**
 * Takes the answer of a custom resource, as S3 takes what is put to a presigned address: 403 for a wrong signature, a
 * content type (the signature knows of none) or an address that ran out. Only the first answer counts.
 */
export function receiveAnswer(world: World, request: ReceivedRequest): Reply {
  if (request.method !== 'PUT') return refusal(405, 'MethodNotAllowed');
  const { pathname, searchParams } = new URL(request.target, 'http://sandbox');
  const found = findRequest(world, pathname.slice(answerPath.length), searchParams.get('signature') ?? '');
  if (!found || request.headers['content-type']) return refusal(403, 'SignatureDoesNotMatch');
  if (world.clock.now() >= found.request.deadline) return refusal(403, 'AccessDenied');
  if (request.body.length > maxBytes) return refusal(400, 'EntityTooLarge');
  found.request.answers += 1;
  if (found.request.answer === undefined) {
    found.request.answer = request.body.toString('utf8');
    proceed(world, found.stack);
  }
  world.books.changed();
  return textReply(200, '');
}

function findRequest(
  world: World,
  id: string,
  signature: string,
): { stack: Stack; request: CustomResourceRequest } | undefined {
  for (const stack of Object.values(world.books.pages.stacks)) {
    const request = Object.hasOwn(stack.requests, id) ? stack.requests[id] : undefined;
    if (request && isSame(request.signature, signature)) return { stack, request };
  }
  return undefined;
}

function isSame(expected: string, given: string): boolean {
  return expected.length === given.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given));
}

function refusal(status: number, code: string): Reply {
  return textReply(
    status,
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`,
    'application/xml',
  );
}
