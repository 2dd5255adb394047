import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { InvitationInput } from './invitation-client.ts';
import { customerName, visitorId } from './visit.ts';

const form = z.object({
  company: visitorId,
  account: z.union([z.literal(''), z.string().regex(/^\d{12}$/, 'an AWS account id is twelve digits')]),
  paths: z.array(z.string().max(64)).min(1, 'choose one at least').max(20),
  key: z.uuid(),
});

/** What a salesperson filled in, as text. */
export interface FilledForm {
  company: string;
  account: string;
  paths: string[];
  /** One form, one key: sent twice, it makes one invitation. */
  key: string;
}

/** Reads a form as the browser sends it. */
export function filledForm(sent: URLSearchParams): FilledForm {
  const text = (name: string) => (sent.get(name) ?? '').trim();
  return {
    company: text('company'),
    account: text('account').replace(/[\s-]/g, ''),
    paths: sent.getAll('paths'),
    key: text('key'),
  };
}

/** A form that nobody has filled in yet. */
export function blankForm(company: string, paths: string[]): FilledForm {
  return { company, account: '', paths, key: randomUUID() };
}

/** What the gateway is to be asked; or, in a sentence, what is wrong with the form. */
export function checkForm(filled: FilledForm): { input: InvitationInput } | { problem: string } {
  const parsed = form.safeParse(filled);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { problem: `${issue?.path.join('.')}: ${issue?.message}.` };
  }
  const { company, account, paths: pathIds, key: idempotencyKey } = parsed.data;
  const whose = { customerId: company, customerName: customerName({ customer: company }) };
  return { input: { idempotencyKey, ...whose, pathIds, ...(account && { accountId: account }) } };
}
