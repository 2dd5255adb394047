import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import type { ControlHandler } from '../control.ts';
import { checkInput } from '../operation.ts';
import type { Stack } from './stack.ts';
import { createStack, deleteStack, findStack, stackShape, updateStack } from './stacks.ts';

const registration = z.object({ url: z.string().min(1).max(5120), body: z.unknown() });
const update = z.object({ parameters: z.record(z.string(), z.string()).default({}) });

/** The part of the control API that deals with CloudFormation. */
export const stackRoutes = {
  'GET /stacks': (world) => ({ stacks: Object.values(world.books.pages.stacks).map(describeStack) }),
  'GET /stacks/*': (world, _body, [id = '']) => describeStack(findStack(world, id)),
  'POST /stacks': async (world, body) =>
    describeStack(await createStack(world, checkInput(stackShape, body))),
  'POST /stacks/*/update': async (world, body, [id = '']) =>
    describeStack(await updateStack(world, id, checkInput(update, body).parameters)),
  'POST /stacks/*/delete': (world, _body, [id = '']) => describeStack(deleteStack(world, id)),
  'POST /cloudformation/templates': (world, input) => {
    const { url, body } = checkInput(registration, input);
    world.books.pages.stackTemplates[url] = asJson(body);
    world.books.changed();
    return { url };
  },
} satisfies Record<string, ControlHandler>;

function asJson(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : body;
  } catch {
    throw new AwsError('ValidationError', 'The body of a template must be JSON');
  }
}

/** A stack as in the books, without its template and the addresses for answers. */
export function describeStack(stack: Stack) {
  const {
    template: _template,
    previous: _previous,
    todo: _todo,
    operation: _operation,
    requests,
    ...rest
  } = stack;
  const asked = Object.values(requests).map(({ id, logicalId, deadline, answers }) => {
    return { id, logicalId, deadline, answers };
  });
  return { ...rest, requests: asked };
}
