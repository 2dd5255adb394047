import { z } from 'zod';
import { wireBoolean, wireInteger, wireList } from './operation.ts';

// Latin-1 without the C1 controls and the no-break space: no emoji, no typographic quotes.
// oxlint-disable-next-line no-control-regex
const latinText = /^[\t\n\r\x20-\x7E\xA1-\xFF]*$/;
const printableAscii = /^[ -~]+$/;

function text(min: number, max: number, pattern: RegExp = latinText) {
  return z
    .string()
    .min(min)
    .max(max)
    .regex(pattern, `Member must satisfy regular expression pattern: ${pattern.source}`);
}

const arn = z.string().min(20).max(2048);
const requestId = text(16, 128, /^[\w-]+$/);
/** A note to an administrator, or the reason of a rejection. */
export const notesShape = z.object({ Notes: text(0, 500).optional() });

const redirectUrl = text(1, 255, /^http(s?):\/\/[a-zA-Z0-9._/-]*(\?[a-zA-Z0-9._=&-]*)?(#[a-zA-Z0-9._/-]*)?$/);

const parameter = z.object({
  Name: text(5, 256, printableAscii),
  Values: wireList(text(1, 2048, printableAscii), 1_000),
  Type: z.enum(['string', 'stringList']),
});

const permissions = z.object({
  PolicyTemplateArn: arn.optional(),
  Parameters: wireList(parameter, 50).optional(),
});

/** The input of each delegation operation. Source: the IAM service model. */
export const iamShapes = {
  create: z.object({
    OwnerAccountId: text(12, 12, /^\d{12}$/).optional(),
    Description: text(0, 1000),
    Permissions: permissions,
    RequestMessage: text(0, 200).optional(),
    RequestorWorkflowId: text(5, 400),
    RedirectUrl: redirectUrl.optional(),
    NotificationChannel: text(2, 400, /^[a-zA-Z0-9:_.-]+$/),
    SessionDuration: wireInteger(300, 43_200),
    OnlySendByOwner: wireBoolean.optional(),
  }),
  get: z.object({ DelegationRequestId: requestId, DelegationPermissionCheck: wireBoolean.optional() }),
  list: z.object({
    OwnerId: text(20, 2048, /^[a-zA-Z0-9:/+=,.@_-]+$/).optional(),
    Marker: text(1, 320, /^[\u0020-\u00FF]+$/).optional(),
    MaxItems: wireInteger(1, 1_000).optional(),
  }),
  byId: z.object({ DelegationRequestId: requestId }),
  withNotes: notesShape.extend({ DelegationRequestId: requestId }),
  summary: z.object({ EntityArn: arn, Locale: z.string().min(2).max(12).optional() }),
};

/** The checked input of CreateDelegationRequest. */
export type CreateDelegationRequestInput = z.output<typeof iamShapes.create>;
