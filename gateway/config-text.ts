import { z } from 'zod';
import { GatewayError } from './errors.ts';

/** JSON in a text, parsed. */
export const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'this is not JSON' });
    return z.NEVER;
  }
});

/** CONFIG_INVALID with every reason. */
export function invalidConfig(reasons: readonly string[]): GatewayError {
  return new GatewayError('CONFIG_INVALID', `The configuration cannot be used. ${reasons.join('. ')}.`);
}
