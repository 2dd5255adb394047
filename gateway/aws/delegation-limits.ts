import { z } from 'zod';

/** The characters that AWS's texts take: Latin-1, no control characters but tab and line ends. */
const LATIN_1 = /^[\t\n\r\x20-\x7e\xa1-\xff]*$/;

/** A text of at most so many Latin-1 characters. */
function text(max: number, min = 0) {
  return z
    .string()
    .min(min)
    .max(max)
    .regex(LATIN_1, 'has a character that AWS does not take here (Latin-1 only: no emoji, no curly quotes)');
}

/** A value for a policy template's parameter, within AWS's limits. */
export const policyParameter = z.object({
  name: z
    .string()
    .min(5, 'AWS wants parameter names of 5 characters or more')
    .max(256)
    .regex(/^[ -~]+$/),
  type: z.enum(['string', 'stringList']),
  values: z.array(z.string().regex(/^[ -~]+$/, 'printable ASCII, not empty')).min(1),
});

/** AWS's pattern for RedirectUrl: no port, no percent signs. */
export const redirectUrl = z
  .string()
  .max(255)
  .regex(
    /^https?:\/\/[a-zA-Z0-9._/-]*(\?[a-zA-Z0-9._=&-]*)?(#[a-zA-Z0-9._/-]*)?$/,
    'AWS takes no port, percent sign, plus or tilde in a redirect URL',
  );

/** An SNS topic, as CreateDelegationRequest takes it. */
export const topicArn = z
  .string()
  .max(400)
  .regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[a-zA-Z0-9_-]{1,256}$/, 'not the ARN of an SNS topic');

/** Twelve digits. */
export const accountId = z.string().regex(/^\d{12}$/, 'an AWS account id has twelve digits');

/** How long a delegated session may last, seconds. */
export const durationSeconds = z.number().int().min(300).max(43_200);

/** The limits of every field of CreateDelegationRequest (botocore's service model of IAM); the SDK checks none of them. */
export const newDelegationRequest = z.object({
  workflowId: text(400, 5),
  description: text(1000, 1),
  policyTemplateArn: z.string().min(20).max(2048),
  parameters: z.array(policyParameter).max(50),
  durationSeconds,
  notificationTopicArn: topicArn,
  requestMessage: text(200),
  accountId: accountId.optional(),
  redirectUrl: redirectUrl.optional(),
  onlySendByOwner: z.boolean(),
});
