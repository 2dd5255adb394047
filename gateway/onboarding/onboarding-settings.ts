import { z } from 'zod';
import { accountId } from '../aws/delegation-limits.ts';
import { GatewayError } from '../errors.ts';

/** `a,b, c` */
const list = z.string().transform((text) => text.split(',').flatMap((it) => it.trim() || []));

/** What AWS asks of a partner who applies for IAM temporary delegation; only the questionnaire reads it. */
const settings = z.object({
  /** The AWS account that Partner Central is linked to. */
  PARTNER_CENTRAL_ACCOUNT_ID: accountId.optional(),
  /** `prod-…`, of the listing that is Deployed on AWS. */
  MARKETPLACE_PRODUCT_ID: z
    .string()
    .regex(/^[\w-]{5,64}$/, 'as Marketplace gives it: prod-…')
    .optional(),
  /** The requestor's domain. */
  PARTNER_DOMAIN: z
    .string()
    .max(128)
    .regex(/^[a-z0-9][a-z0-9._-]*[a-z0-9]$/, 'a domain in lower case: acme.example')
    .optional(),
  /** E-mail addresses. */
  PARTNER_CONTACTS: list.pipe(z.array(z.email())).optional(),
  /** The accounts from which the gateways call, production and test. */
  PARTNER_ACCOUNT_IDS: list.pipe(z.array(accountId)).optional(),
  /** What the integration is for. */
  PARTNER_DESCRIPTION: z.string().max(4000).optional(),
  /** `P-…`, of Partner Central. AWS does not insist on it. */
  PARTNER_ID: z.string().max(64).optional(),
  PARTNER_NAME: z.string().min(1).max(30).optional(),
});

/** The answers that are known. */
export type OnboardingSettings = z.output<typeof settings>;

/** Reads what the settings know of the questionnaire; CONFIG_INVALID names what cannot be used. */
export function readOnboarding(environment: Record<string, string | undefined>): OnboardingSettings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((it) => `${it.path.join('.')}: ${it.message}`);
  throw new GatewayError('CONFIG_INVALID', `The configuration cannot be used. ${reasons.join('. ')}.`);
}
