import type { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { randomId } from '../secrets.ts';
import type { ResourceCall } from './resources.ts';

/** The properties of a resource as its type has them. Throws ValidationError naming the first that is wrong. */
export function readProperties<Shape extends z.ZodType>(shape: Shape, call: ResourceCall): z.output<Shape> {
  const result = shape.safeParse(call.properties);
  if (result.success) return result.data;
  const { path = [], message = '' } = result.error.issues[0] ?? {};
  throw new AwsError(
    'ValidationError',
    `Properties validation failed for resource ${call.step.logicalId}: ${path.join('/')} ${message}`,
  );
}

/** A name as CloudFormation makes one up: stack, resource, twelve random characters; at most 64. */
export function madeUpName({ stack, step }: ResourceCall): string {
  const suffix = `-${randomId(12).toUpperCase()}`;
  return `${stack.name}-${step.logicalId}`.slice(0, 64 - suffix.length) + suffix;
}
