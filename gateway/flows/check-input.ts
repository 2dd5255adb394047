import type { z } from 'zod';
import { GatewayError } from '../errors.ts';

/** The input, checked; INVALID_INPUT names the first field that cannot be used. */
export function checkInput<T>(schema: z.ZodType<T>, given: unknown): T {
  const checked = schema.safeParse(given);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new GatewayError('INVALID_INPUT', `${field}: ${issue?.message}.`, { field });
}
