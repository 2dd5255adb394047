import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** A made-up customer's id. */
export const visitorId = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, '1 to 40 lower-case letters, digits and hyphens');

/** What a query string may say: who visits, and how the page is to look. */
const visit = z.object({
  customer: visitorId.default('nimbus-retail'),
  account: z
    .string()
    .regex(/^\d{12}$/, 'an AWS account id is twelve digits')
    .optional(),
  theme: z.enum(['auto', 'light', 'dark']).default('auto'),
  dir: z.enum(['ltr', 'rtl']).default('ltr'),
  path: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/, 'a path id is lower-case letters, digits and hyphens')
    .optional(),
  mode: z.enum(['auto', 'popup', 'tab', 'redirect', 'link']).optional(),
});

/** A visit: the made-up customer who is signed in, the account it is bound to, and the page's attributes. */
export type Visit = z.output<typeof visit>;

/** Reads a query string; Refusal 400 names what is wrong. Whatever else it holds is nothing to us. */
export function readVisit(query: unknown): Visit {
  const parsed = visit.safeParse(query);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((it) => `${it.path.join('.')}: ${it.message}`);
  throw new Refusal(400, `This address cannot be used. ${reasons.join('. ')}.`);
}

/** What the customer is called: `nimbus-retail` is Nimbus Retail. */
export function customerName({ customer }: Pick<Visit, 'customer'>): string {
  const words = customer.split('-').filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || customer;
}

/** The part of the query that says who visits: what the page hands on to its own backend. */
export function visitorQuery({ customer, account }: Visit): string {
  return new URLSearchParams({ customer, ...(account && { account }) }).toString();
}
